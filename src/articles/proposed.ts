/**
 * Reads an item that the newsroom has not submitted, for a decision about it: with its own restrictions and
 * the catalogue's data about its parts. Nothing is stored.
 */
import type { Budget } from '../platform/budget.ts';
import type { Env } from '../platform/env.ts';
import { type Attempt, done, failed } from '../platform/failure.ts';
import {
  type RestrictionColumns,
  restrictionSource,
  restrictionsByUriStatement,
} from '../restrictions/store.ts';
import { termsOfRequest } from '../restrictions/terms-budget.ts';
import { isOfWire, wireReadings } from '../restrictions/wire.ts';
import type { RestrictionSource } from '../rights/types.ts';
import type { ArticleSnapshot } from './catalogue.ts';
import {
  type ContainedItem,
  carriedItems,
  containedItem,
  inOwnState,
  restrictionsOfContained,
} from './contained.ts';
import type { ItemVersion } from './model.ts';
import { type ParsedItem, parseItem } from './ninjs/parse.ts';
import { type ContainedColumns, containedByUriStatement } from './read-store.ts';

/** Placeholder digest of content that is still to come: a component without one is never delivered. */
export const PROPOSED_DIGEST = 'proposed';

/**
 * Returns the proposed item as a snapshot. Faults have JSON pointers into the document. `sections` absent:
 * those of the stored version, if there is one.
 */
export async function proposedArticle(
  env: Env,
  document: unknown,
  { sections, now, budget }: { sections?: string[]; now: number; budget: Budget },
): Promise<Attempt<ArticleSnapshot>> {
  const options = { sections: sections ?? [], now, agency: env.AGENCY_NAME };
  const parsed = parseItem(document, options);
  if (!parsed.ok) return failed({ reason: 'malformed', faults: parsed.reason });
  const { item, links, rights } = parsed.value;
  termsOfRequest(budget)(rights);
  const { items, restrictions } = await loadCatalogued(env.DB, [item.uri, ...links]);
  const stored = items.find(({ id }) => id === item.id);
  const contained = items.filter(({ id }) => id !== item.id);
  return done({
    item: complete(item, sections ?? stored?.sections ?? [], contained),
    restrictions: [
      ...(await ownRestrictions(env.DB, parsed.value, restrictions, now)),
      ...restrictionsOfContained(item.components, contained, restrictions),
    ],
    members: [],
    carried: carriedItems(item.components, contained),
  });
}

async function loadCatalogued(
  db: D1Database,
  uris: string[],
): Promise<{ items: ContainedItem[]; restrictions: RestrictionSource[] }> {
  const [items, restrictions] = await db.batch([
    containedByUriStatement(db, uris),
    restrictionsByUriStatement(db, uris),
  ]);
  return {
    items: ((items?.results ?? []) as ContainedColumns[]).map(containedItem),
    restrictions: ((restrictions?.results ?? []) as RestrictionColumns[]).map(restrictionSource),
  };
}

function complete(item: ParsedItem['item'], sections: string[], contained: ContainedItem[]): ItemVersion {
  return {
    ...item,
    sections,
    ...(item.pubStatus !== 'usable' && item.edNote !== undefined && { notice: item.edNote }),
    components: item.components.map((component) =>
      inOwnState({ ...component, digest: component.digest ?? PROPOSED_DIGEST }, contained),
    ),
    seq: 0,
    changeType: 'new',
  };
}

/**
 * The proposed wire restrictions replace the stored ones; the desk's restrictions of the item and its parts
 * stay.
 */
async function ownRestrictions(
  db: D1Database,
  { item, rights }: ParsedItem,
  stored: RestrictionSource[],
  now: number,
): Promise<RestrictionSource[]> {
  const wireRestrictions = await wireReadings(
    db,
    rights.map((right) => ({ ...right, item: item.id, now, operator: '' })),
  );
  const parts = new Set([item.id, ...item.components.map(({ id }) => id)]);
  const deskRestrictions = stored.filter((restriction) => {
    const { scope } = restriction;
    const target = scope.kind === 'item' ? scope.item : scope.kind === 'component' ? scope.component : '';
    return parts.has(target) && !isOfWire(restriction);
  });
  return [...deskRestrictions, ...wireRestrictions];
}
