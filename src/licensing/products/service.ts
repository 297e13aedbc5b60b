/** What the desk does with products. */
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionTold } from '../../ledger/actions.ts';
import { commitChange } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done, missing, unlessChanged } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../platform/openapi.ts';
import { merged } from '../merge.ts';
import { type NewProduct, type ProductPatch, type ProductResource, selectionSchema } from './schemas.ts';
import { findProduct, insertProduct, type ProductRow, updateProduct } from './store.ts';

/** Nobody has to be told: no license names it yet. `once`: what only one request may be done with (access/once.ts). */
export async function createProduct(
  env: Env,
  { name, ...selection }: NewProduct,
  by: Actor,
  once?: string,
): Promise<Attempt<ProductResource>> {
  const at = new Date(by.now).toISOString();
  const row: ProductRow = { id: newId('prd'), name, selection, version: 1, created: at, updated: at };
  const statements = [...idempotencyStatements(env.DB, once, by), ...insertProduct(env.DB, row)];
  const action = actionTold(by, 'product.create', row.id, { after: productResource(row) });
  const committed = await rejectDuplicate(env, commitChange(env, statements, [action]).then(done));
  return committed.ok ? done(productResource(row)) : committed;
}

export async function changeProduct(
  env: Env,
  id: string,
  { name, ...selection }: ProductPatch,
  by: Actor,
): Promise<Attempt<ProductResource>> {
  const row = await findProduct(env.DB, id);
  if (!row) return missing('product');
  const next: ProductRow = {
    ...row,
    name: name ?? row.name,
    selection: selectionSchema.parse(merged(row.selection, selection)),
    version: row.version + 1,
    updated: new Date(by.now).toISOString(),
  };
  const committed = await unlessChanged(
    commitChange(env, updateProduct(env.DB, next), [
      { epoch: 'next' },
      actionTold(by, 'product.change', id, { before: productResource(row), after: productResource(next) }),
    ]),
  );
  return committed.ok ? done(productResource(next)) : committed;
}

export function productResource({
  id,
  name,
  selection,
  version,
  created,
  updated,
}: ProductRow): ProductResource {
  return { id, name, ...selection, version, created, updated };
}
