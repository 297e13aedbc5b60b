/** What the wire says of items' rights, as statements of the restrictions room for the batch of the items. */
import type { Actor } from '../../platform/openapi.ts';
import { wireChanges, wireIds, wireStatements } from '../../restrictions/wire.ts';
import type { ItemVersion } from '../model.ts';
import type { WireRights } from '../ninjs/item.ts';
import { wireScopes } from './store.ts';

interface Said {
  item: ItemVersion;
  rights: WireRights[];
}

/**
 * Statements that make the stored restrictions of these items say what the newsroom now says. What it no longer says of a
 * part that is still there is withdrawn. The restrictions of parts that have gone stay: older versions can be asked for.
 * `changed` are the ids of the items whose restrictions are others now.
 */
export async function rightsStatements(
  db: D1Database,
  said: Said[],
  by: Actor,
): Promise<{ statements: D1PreparedStatement[]; changed: Set<string> }> {
  const now = { now: by.now, operator: by.operator };
  const wires = said.flatMap(({ item, rights }) => rights.map((one) => ({ ...one, item: item.id, ...now })));
  const puts = await wireChanges(db, wires);
  const gone = await withdrawn(db, said);
  const touched = puts.filter(({ put, withdraw }) => put.length + withdraw.length > 0);
  return {
    statements: wireStatements(db, [...puts, ...gone.map(({ withdraw }) => ({ put: [], withdraw }))], now),
    changed: new Set([
      ...wires
        .filter((_, index) => touched.includes(puts[index] as (typeof puts)[number]))
        .map(({ item }) => item),
      ...gone.map(({ item }) => item),
    ]),
  };
}

async function withdrawn(db: D1Database, said: Said[]): Promise<{ item: string; withdraw: string[] }[]> {
  const byItem = new Map(said.map((one) => [one.item.id, one]));
  const scopes = await wireScopes(db, [...byItem.keys()]);
  return scopes.flatMap(({ item: id, scope }) => {
    const one = byItem.get(id);
    if (!one || one.rights.some((right) => scopeName(right) === scope) || !stillThere(one.item, scope))
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

function stillThere(item: ItemVersion, scope: string): boolean {
  return scope === '' || item.components.some(({ id }) => id === scope);
}
