/** What the wire says of an item's rights, as statements of the restrictions room for the batch of the item. */

import type { By } from '../../platform/desk.ts';
import { wireChanges, withdrawWireStatements } from '../../restrictions/wire.ts';
import type { ItemVersion } from '../model.ts';
import type { WireRights } from '../ninjs/item.ts';
import { wireScopes } from './store.ts';

/**
 * Statements that make the stored restrictions of this item say what the newsroom now says. What it no longer says of a
 * part that is still there is withdrawn. The restrictions of parts that have gone stay: older versions can be asked for.
 */
export async function rightsStatements(
  db: D1Database,
  item: ItemVersion,
  rights: WireRights[],
  by: By,
): Promise<D1PreparedStatement[]> {
  const said = new Set(rights.map(scopeName));
  const now = { now: by.now, operator: by.operator };
  const put = await wireChanges(
    db,
    rights.map(({ scope, text, encodedRights }) => ({
      item: item.id,
      scope,
      text,
      ...(encodedRights !== undefined && { encodedRights }),
      ...now,
    })),
  );
  const gone = (await wireScopes(db, item.id)).filter((scope) => !said.has(scope) && stillThere(item, scope));
  const withdrawn = gone.map((scope) =>
    scope === ''
      ? ({ kind: 'item', item: item.id } as const)
      : ({ kind: 'component', component: scope } as const),
  );
  return [
    ...put.flatMap(({ statements }) => statements),
    ...withdrawn.flatMap((scope) => withdrawWireStatements(db, scope, by.now, by.operator)),
  ];
}

function scopeName({ scope }: WireRights): string {
  return scope.kind === 'item' ? '' : scope.component;
}

function stillThere(item: ItemVersion, scope: string): boolean {
  return scope === '' || item.components.some(({ id }) => id === scope);
}
