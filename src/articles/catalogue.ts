/** Loads one version of an item in the item's current state, with its restrictions, for a decision. */
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
import type { ItemVersion } from './model.ts';
import {
  type ContainedColumns,
  type CurrentColumns,
  snapshotStatements,
  type VersionColumns,
} from './read-store.ts';

/** A separate item that this one names, with the fields that decide whether the license covers it. */
export type Member = Omit<ContainedItem, 'pubStatus'> & { name: string };

export interface ArticleSnapshot {
  /**
   * The requested version. The fields that decide about delivery (`seq`, `pubStatus`, `embargoedUntil`,
   * `type`, `sections`, `subjects`, `language`), `notice` and `substitute` are always the current ones: an
   * old version of a killed item is killed, and one of a moved item is in the item's current section.
   */
  item: ItemVersion;
  /**
   * Active restrictions of the item and its components, including those of the items that its components are.
   */
  restrictions: RestrictionSource[];
  /** Members in the catalogue that are neither held nor killed, in the item's order. */
  members: Member[];
  /** Components that are separate items, with the metadata of those items. */
  carried: CarriedItem[];
}

/**
 * Loads an item with one D1 batch, so that all parts are consistent. Null: the item or the version does not
 * exist. Throws DocumentMissing if a document is lost.
 */
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
  // Any version of a killed item only says that it is killed.
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

/**
 * Documents of some versions as they were published, by one statement, in the order of `versions`. Null: it
 * is no longer stored.
 */
export async function loadDocuments(
  env: { DB: D1Database; BUCKET: R2Bucket },
  versions: readonly { article: string; version: string }[],
): Promise<(ItemVersion | null)[]> {
  const { results } = await env.DB.prepare(
    `SELECT item_versions.version, document, document_key FROM json_each(?) AS one
     LEFT JOIN item_versions ON item = one.value ->> 'article' AND item_versions.version = one.value ->> 'version'
     ORDER BY one.key`,
  )
    .bind(JSON.stringify(versions))
    .all<VersionColumns>();
  return Promise.all(results.map((row) => readDocument(env.BUCKET, row)));
}

/**
 * Reads a document from its row, or from the bucket if it is too large. Null: the bucket does not have it.
 */
export async function readDocument(
  bucket: R2Bucket,
  { document, document_key }: VersionColumns,
): Promise<ItemVersion | null> {
  if (document !== null) return JSON.parse(document) as ItemVersion;
  const object = document_key === null ? null : await bucket.get(document_key);
  return object === null ? null : object.json<ItemVersion>();
}

/** Fields of `items` that hold for every version of the item. */
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
