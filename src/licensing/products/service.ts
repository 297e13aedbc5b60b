import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done, missing, unlessChanged } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../platform/openapi.ts';
import { mergePatch } from '../merge.ts';
import { type NewProduct, type ProductPatch, type ProductResource, selectionSchema } from './schemas.ts';
import { findProduct, insertProduct, type ProductRow, updateProduct } from './store.ts';

/**
 * Creates a product. No license names it yet, so no object is notified. See access/idempotency.ts for
 * `idempotencyKey`.
 */
export async function createProduct(
  env: Env,
  { name, ...selection }: NewProduct,
  actor: Actor,
  idempotencyKey?: string,
): Promise<Attempt<ProductResource>> {
  const at = new Date(actor.now).toISOString();
  const row: ProductRow = { id: newId('prd'), name, selection, version: 1, created: at, updated: at };
  const statements = [...idempotencyStatements(env.DB, idempotencyKey, actor), ...insertProduct(env.DB, row)];
  const action = actionMessage(actor, 'product.create', row.id, { after: productResource(row) });
  const result = await rejectDuplicate(env, commitChange(env, statements, [action]).then(done));
  return result.ok ? done(productResource(row)) : result;
}

export async function changeProduct(
  env: Env,
  id: string,
  { name, ...selection }: ProductPatch,
  actor: Actor,
): Promise<Attempt<ProductResource>> {
  const row = await findProduct(env.DB, id);
  if (!row) return missing('product');
  const next: ProductRow = {
    ...row,
    name: name ?? row.name,
    selection: selectionSchema.parse(mergePatch(row.selection, selection)),
    version: row.version + 1,
    updated: new Date(actor.now).toISOString(),
  };
  const result = await unlessChanged(
    commitChange(env, updateProduct(env.DB, next), [
      { epoch: 'next' },
      actionMessage(actor, 'product.change', id, {
        before: productResource(row),
        after: productResource(next),
      }),
    ]),
  );
  return result.ok ? done(productResource(next)) : result;
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
