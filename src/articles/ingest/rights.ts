/** Converts the wire's rights in items to statements of the restrictions room, for the batch of the items. */
import type { Actor } from '../../platform/openapi.ts';
import { wireChanges, wireIds, wireStatements } from '../../restrictions/wire.ts';
import type { ItemVersion } from '../model.ts';
import type { WireRights } from '../ninjs/item.ts';
import { wireScopes } from './store.ts';

interface ItemRights {
  item: ItemVersion;
  rights: WireRights[];
}

/**
 * Returns statements that update the stored restrictions of these items to the newsroom's current ones.
 * Restrictions that it no longer states for an existing part are withdrawn. Those of removed parts stay,
 * because older versions can be requested. `changed`: ids of items with changed restrictions.
 */
export async function rightsStatements(
  db: D1Database,
  itemRights: ItemRights[],
  by: Actor,
): Promise<{ statements: D1PreparedStatement[]; changed: Set<string> }> {
  const now = { now: by.now, operator: by.operator };
  const wireRestrictions = itemRights.flatMap(({ item, rights }) =>
    rights.map((right) => ({ ...right, item: item.id, ...now })),
  );
  const changes = await wireChanges(db, wireRestrictions);
  const withdrawals = await withdrawalsOf(db, itemRights);
  const effectiveChanges = changes.filter(({ put, withdraw }) => put.length + withdraw.length > 0);
  return {
    statements: wireStatements(
      db,
      [...changes, ...withdrawals.map(({ withdraw }) => ({ put: [], withdraw }))],
      now,
    ),
    changed: new Set([
      ...wireRestrictions
        .filter((_, index) => effectiveChanges.includes(changes[index] as (typeof changes)[number]))
        .map(({ item }) => item),
      ...withdrawals.map(({ item }) => item),
    ]),
  };
}

async function withdrawalsOf(
  db: D1Database,
  itemRights: ItemRights[],
): Promise<{ item: string; withdraw: string[] }[]> {
  const byItem = new Map(itemRights.map((entry) => [entry.item.id, entry]));
  const scopes = await wireScopes(db, [...byItem.keys()]);
  return scopes.flatMap(({ item: id, scope }) => {
    const entry = byItem.get(id);
    if (!entry || entry.rights.some((right) => scopeName(right) === scope) || !isPresent(entry.item, scope))
      return [];
    return [
      {
        item: id,
        withdraw: wireIds(
          scope === '' ? { kind: 'item', item: id } : { kind: 'component', component: scope },
        ),
      },
    ];
  });
}

function scopeName({ scope }: WireRights): string {
  return scope.kind === 'item' ? '' : scope.component;
}

function isPresent(item: ItemVersion, scope: string): boolean {
  return scope === '' || item.components.some(({ id }) => id === scope);
}
