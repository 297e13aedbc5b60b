/** Finds components that await review in several items, with one batch. */
import { type RestrictionColumns, restrictionSource, unreviewedStatements } from '../restrictions/store.ts';
import { unreviewedOf } from './admin-resource.ts';
import { containedItem, restrictionsOfContained } from './contained.ts';
import type { ItemVersion } from './model.ts';
import { type CarriedColumns, containedOfStatement } from './read-store.ts';

/** Returns the ids of components that await review, by item id. */
export async function unreviewedOfAll(
  db: D1Database,
  items: readonly ItemVersion[],
): Promise<Map<string, string[]>> {
  const ids = items.map(({ id }) => id);
  const [carried, ...restrictions] = await db.batch([
    containedOfStatement(db, ids),
    ...unreviewedStatements(db, ids),
  ]);
  const contained = (carried?.results ?? []) as unknown as CarriedColumns[];
  const [ownRestrictions = [], containedRestrictions = []] = restrictions.map(
    ({ results }) => results as unknown as RestrictionColumns[],
  );
  return new Map(
    items.map((item) => [
      item.id,
      unreviewedOf({
        item,
        restrictions: [
          ...ownRestrictions.filter((row) => row.item === item.id).map(restrictionSource),
          ...restrictionsOfContained(
            item.components,
            contained.filter(({ carrier }) => carrier === item.id).map(containedItem),
            containedRestrictions.map(restrictionSource),
          ),
        ],
      }),
    ]),
  );
}
