/** Reading the catalogue for a decision: one version of an item in the item's current state, with its restrictions. */
import { type RestrictionColumns, restrictionSource } from '../restrictions/store.ts';
import type { RestrictionSource } from '../rights/types.ts';
import type { ItemVersion } from './model.ts';
import { type CurrentColumns, snapshotStatements, type VersionColumns } from './read-store.ts';

export interface ArticleSnapshot {
  /**
   * The version asked for. `seq`, `pubStatus`, `embargoedUntil`, `notice` and `substitute` are always the current ones:
   * an old version of a killed item is killed.
   */
  item: ItemVersion;
  /** Active restrictions of the item and its components. */
  restrictions: RestrictionSource[];
}

/** Null: there is no such item, or it has no such version. One D1 batch, so that all parts are of one moment. */
export async function loadArticle(
  env: { DB: D1Database; BUCKET: R2Bucket },
  id: string,
  version?: string,
): Promise<ArticleSnapshot | null> {
  const [currents, versions, restrictions, killed] = await env.DB.batch(
    snapshotStatements(env.DB, id, version),
  );
  const current = currents?.results[0] as CurrentColumns | undefined;
  const rows = (versions?.results ?? []) as VersionColumns[];
  const wanted = rows.find((row) => row.version === (version ?? current?.version));
  const latest = rows.find((row) => row.version === current?.version);
  if (!current || !wanted || !latest) return null;
  const item = await readDocument(env.BUCKET, wanted);
  const state = latest === wanted ? item : await readDocument(env.BUCKET, latest);
  const killedUris = new Set((killed?.results ?? []).map((row) => String((row as { uri: string }).uri)));
  return {
    item: inCurrentState(item, { current, state, killedUris }),
    restrictions: ((restrictions?.results ?? []) as RestrictionColumns[]).map(restrictionSource),
  };
}

/** Documents too large for a row stand in the bucket. */
async function readDocument(
  bucket: R2Bucket,
  { document, document_key }: VersionColumns,
): Promise<ItemVersion> {
  if (document !== null) return JSON.parse(document) as ItemVersion;
  const object = document_key === null ? null : await bucket.get(document_key);
  if (!object) throw new Error('an item document is missing from the bucket');
  return object.json<ItemVersion>();
}

interface CurrentState {
  current: CurrentColumns;
  state: ItemVersion;
  /** URIs of items that have been killed and that this item contains. */
  killedUris: Set<string>;
}

function inCurrentState(item: ItemVersion, { current, state, killedUris }: CurrentState): ItemVersion {
  const { embargoedUntil: _embargo, notice: _notice, substitute: _substitute, ...rest } = item;
  return {
    ...rest,
    seq: current.seq,
    pubStatus: current.pub_status,
    ...(current.embargoed_until_ms !== null && { embargoedUntil: current.embargoed_until_ms }),
    ...(state.notice !== undefined && { notice: state.notice }),
    ...(state.substitute !== undefined && { substitute: state.substitute }),
    components: item.components.map((one) =>
      killedUris.has(one.uri) ? { ...one, killed: true as const } : one,
    ),
  };
}
