/** Reading the catalogue for a decision: one version of an item in the item's current state, with its restrictions. */
import { type RestrictionColumns, restrictionSource } from '../restrictions/store.ts';
import type { RestrictionSource } from '../rights/types.ts';
import {
  type CarriedItem,
  type ContainedItem,
  carriedItems,
  containedItem,
  type ItemState,
  inState,
  restrictionsOfContained,
} from './contained.ts';
import { DocumentMissing } from './missing.ts';
import type { ItemType, ItemVersion } from './model.ts';
import {
  type ContainedColumns,
  type CurrentColumns,
  snapshotStatements,
  type VersionColumns,
} from './read-store.ts';

/** An item of its own that this one names: enough to judge whether the license covers it. */
export interface Member {
  id: string;
  name: string;
  uri: string;
  type: ItemType;
  sections: string[];
  subjects: string[];
  language?: string;
  versionCreated: number;
  embargoedUntil?: number;
}

export interface ArticleSnapshot {
  /**
   * The version asked for. What decides whether it may go out (`seq`, `pubStatus`, `embargoedUntil`, `type`, `sections`,
   * `subjects`, `language`), `notice` and `substitute` are always the current ones: an old version of a killed item is
   * killed, and one of an item that was moved is where the item is now.
   */
  item: ItemVersion;
  /** Active restrictions of the item and its components, those of the items that its components are included. */
  restrictions: RestrictionSource[];
  /** Members that the catalogue has and that are neither held nor killed, in the item's order. */
  members: Member[];
  /** Components that are items of their own, as those are filed. */
  carried: CarriedItem[];
}

/** Null: there is no such item, or it has no such version. One D1 batch, so that all parts are of one moment. */
export async function loadArticle(
  env: { DB: D1Database; BUCKET: R2Bucket },
  id: string,
  version?: string,
): Promise<ArticleSnapshot | null> {
  const [currents, versions, own, linked, linkedRestrictions] = await env.DB.batch(
    snapshotStatements(env.DB, id, version),
  );
  const current = currents?.results[0] as CurrentColumns | undefined;
  const rows = (versions?.results ?? []) as VersionColumns[];
  const requestedRow = rows.find((row) => row.version === (version ?? current?.version));
  const latest = rows.find((row) => row.version === current?.version);
  if (!current) return null;
  if (!latest) throw new DocumentMissing(id);
  if (!requestedRow) return null;
  const state = await readDocument(env.BUCKET, latest);
  const requestedVersion = latest === requestedRow ? state : await readDocument(env.BUCKET, requestedRow);
  // of a killed item the kill is all that any version says
  const item = requestedVersion ?? (current.pub_status === 'canceled' ? state : null);
  if (!state || !item) throw new DocumentMissing(id);
  const contained = ((linked?.results ?? []) as ContainedColumns[]).map(containedItem);
  return {
    item: inState(item, stateOf(current, state), contained),
    restrictions: [
      ...sources(own),
      ...restrictionsOfContained(item.components, contained, sources(linkedRestrictions)),
    ],
    members: membersOf(item, contained),
    carried: carriedItems(item.components, contained),
  };
}

function sources(result: D1Result | undefined): RestrictionSource[] {
  return ((result?.results ?? []) as RestrictionColumns[]).map(restrictionSource);
}

function membersOf({ members = [] }: ItemVersion, contained: ContainedItem[]): Member[] {
  return members.flatMap(({ name, uri }) => {
    const memberState = contained.find((item) => item.uri === uri);
    if (memberState?.pubStatus !== 'usable') return [];
    const { pubStatus: _usable, ...member } = memberState;
    return [{ name, ...member }];
  });
}

/** Documents too large for a row stand in the bucket. Null: it is not there. */
export async function readDocument(
  bucket: R2Bucket,
  { document, document_key }: VersionColumns,
): Promise<ItemVersion | null> {
  if (document !== null) return JSON.parse(document) as ItemVersion;
  const object = document_key === null ? null : await bucket.get(document_key);
  return object === null ? null : object.json<ItemVersion>();
}

/** What of a row of `items` holds for every version of the item. */
function stateOf(current: CurrentColumns, { notice, substitute }: ItemVersion): ItemState {
  return {
    seq: current.seq,
    pubStatus: current.pub_status,
    type: current.type,
    sections: JSON.parse(current.sections) as string[],
    subjects: JSON.parse(current.subjects) as string[],
    ...(current.language !== null && { language: current.language }),
    ...(current.embargoed_until_ms !== null && { embargoedUntil: current.embargoed_until_ms }),
    ...(notice !== undefined && { notice }),
    ...(substitute !== undefined && { substitute }),
  };
}
