/** Reading the catalogue for a decision: one version of an item in the item's current state, with its restrictions. */
import { type RestrictionColumns, restrictionSource } from '../restrictions/store.ts';
import type { RestrictionSource } from '../rights/types.ts';
import type { Component, ItemType, ItemVersion } from './model.ts';
import {
  type CurrentColumns,
  type MemberColumns,
  type StoppedColumns,
  snapshotStatements,
  type VersionColumns,
} from './read-store.ts';

/** An item of its own that this one names: enough to judge whether the license covers it. */
export interface Member {
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
   * The version asked for. `seq`, `pubStatus`, `embargoedUntil`, `notice` and `substitute` are always the current ones:
   * an old version of a killed item is killed.
   */
  item: ItemVersion;
  /** Active restrictions of the item and its components. */
  restrictions: RestrictionSource[];
  /** Members that the catalogue has and that are neither held nor killed, in the item's order. */
  members: Member[];
}

/** Null: there is no such item, or it has no such version. One D1 batch, so that all parts are of one moment. */
export async function loadArticle(
  env: { DB: D1Database; BUCKET: R2Bucket },
  id: string,
  version?: string,
): Promise<ArticleSnapshot | null> {
  const [currents, versions, restrictions, stopped, members] = await env.DB.batch(
    snapshotStatements(env.DB, id, version),
  );
  const current = currents?.results[0] as CurrentColumns | undefined;
  const rows = (versions?.results ?? []) as VersionColumns[];
  const wanted = rows.find((row) => row.version === (version ?? current?.version));
  const latest = rows.find((row) => row.version === current?.version);
  if (!current || !wanted || !latest) return null;
  const item = await readDocument(env.BUCKET, wanted);
  const state = latest === wanted ? item : await readDocument(env.BUCKET, latest);
  const parts = (stopped?.results ?? []) as StoppedColumns[];
  return {
    item: inCurrentState(item, {
      current,
      state,
      stopped: new Map(parts.map((part) => [part.uri, part.pub_status])),
    }),
    restrictions: ((restrictions?.results ?? []) as RestrictionColumns[]).map(restrictionSource),
    members: membersOf(item, (members?.results ?? []) as MemberColumns[]),
  };
}

function membersOf({ members = [] }: ItemVersion, known: MemberColumns[]): Member[] {
  return members.flatMap(({ name, uri }) => {
    const row = known.find((one) => one.uri === uri);
    if (!row) return [];
    const { type, sections, subjects, language, version_created_ms, embargoed_until_ms } = row;
    return [
      {
        name,
        uri,
        type,
        sections: JSON.parse(sections) as string[],
        subjects: JSON.parse(subjects) as string[],
        ...(language !== null && { language }),
        versionCreated: version_created_ms,
        ...(embargoed_until_ms !== null && { embargoedUntil: embargoed_until_ms }),
      },
    ];
  });
}

/** Documents too large for a row stand in the bucket. */
export async function readDocument(
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
  /** By uri: items that this one contains and that are killed or held by themselves. */
  stopped: Map<string, StoppedColumns['pub_status']>;
}

function inCurrentState(item: ItemVersion, { current, state, stopped }: CurrentState): ItemVersion {
  const { embargoedUntil: _embargo, notice: _notice, substitute: _substitute, ...rest } = item;
  return {
    ...rest,
    seq: current.seq,
    pubStatus: current.pub_status,
    ...(current.embargoed_until_ms !== null && { embargoedUntil: current.embargoed_until_ms }),
    ...(state.notice !== undefined && { notice: state.notice }),
    ...(state.substitute !== undefined && { substitute: state.substitute }),
    components: item.components.map((one) => inOwnState(one, stopped.get(one.uri))),
  };
}

/** What its newsroom has killed or holds by itself does not leave with a package either. Held, it has no content for now. */
function inOwnState(component: Component, stopped: StoppedColumns['pub_status'] | undefined): Component {
  if (stopped === 'canceled') return { ...component, killed: true };
  if (stopped === undefined) return component;
  const { content: _content, digest: _digest, ...held } = component;
  return held;
}
