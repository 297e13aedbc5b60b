/** Writes states of items: document, row, links, restrictions, and messages to the ledger shards. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done, unlessChanged } from '../../platform/failure.ts';
import type { Actor } from '../../platform/openapi.ts';
import { containingAdvisoryStatements } from '../../restrictions/store.ts';
import { noteCatalogueWrite } from '../catalogue-writes.ts';
import { DOCUMENT_ROW_BYTES_MAX } from '../limits.ts';
import type { ArticleChange, ChangeType, ItemVersion } from '../model.ts';
import { searchStatements } from '../search/store.ts';
import { RACED } from './races.ts';
import { type CurrentState, type StoredDocument, versionStatements } from './store.ts';

export interface NewState {
  item: ItemVersion;
  /** The previous state; null for a new item. */
  previous: CurrentState | null;
  sourceDigest: string;
  /** For the change sequence. Absent: that of the item. */
  changeType?: ChangeType;
  links?: string[];
  restricted?: boolean;
}

export interface Change {
  by: Actor;
  /** Action in the operators' log. */
  act: 'article.ingest' | 'article.change' | 'article.bytes';
  /** Statements of the restrictions room, for all states. */
  restrictions?: D1PreparedStatement[];
}

export async function writeState(
  env: Env,
  state: NewState,
  change: Change,
): Promise<Attempt<ItemVersion> | typeof RACED> {
  const written = await writeStates(env, [state], change);
  return written === RACED ? RACED : done(state.item);
}

/**
 * Writes all states or none: one D1 batch, then the acknowledgement of every ledger shard. Throws
 * `change_pending` if a shard is unavailable; the changes are stored then.
 */
export async function writeStates(
  env: Env,
  states: readonly NewState[],
  { by, act, restrictions = [] }: Change,
): Promise<'written' | typeof RACED> {
  const at = new Date(by.now).toISOString();
  const writes = await Promise.all(
    states.map(async ({ item, previous, sourceDigest, changeType = item.changeType, links = [] }) => ({
      item,
      basedOnSeq: previous?.seq ?? 0,
      changeType,
      sourceDigest,
      operator: by.operator,
      change: namedChange({ item, previous }) ?? null,
      stored: await storeDocument(env.BUCKET, item),
      links,
      at,
    })),
  );
  const items = states.map(({ item }) => item);
  const affecting = states.filter(
    ({ item, previous, restricted }) => restricted || affectsContainersOf(item, previous?.item),
  );
  const statements = [
    ...versionStatements(env.DB, writes),
    ...searchStatements(env.DB, items),
    ...restrictions,
    ...containingAdvisoryStatements(
      env.DB,
      affecting.map(({ item }) => item),
      at,
      items,
    ),
  ];
  const messages = states.flatMap((state) => [
    ...fencesOf(state, affecting.includes(state)),
    actionMessage(by, act, state.item.id, {
      change: namedChange(state),
      before: state.previous?.item ?? null,
      after: state.item,
    }),
  ]);
  try {
    const committed = await unlessChanged(commitChange(env, statements, messages));
    return committed.ok ? 'written' : RACED;
  } finally {
    noteCatalogueWrite();
  }
}

const STATUS_CHANGES = { canceled: 'kill', withheld: 'hold', usable: 'release' } as const;

/** The verb of a change of status or embargo, for the operators' log and the list of versions. */
function namedChange({ item, previous }: Pick<NewState, 'item' | 'previous'>): ArticleChange | undefined {
  if (!previous) return undefined;
  if (item.pubStatus !== previous.item.pubStatus) return STATUS_CHANGES[item.pubStatus];
  if (item.embargoedUntil === previous.item.embargoedUntil) return undefined;
  return item.embargoedUntil === undefined ? 'lift' : 'embargo';
}

/**
 * True if the change affects items that contain this one, which may be older: kill, hold, release, embargo,
 * and fields by which products select it as a member of a package.
 */
function affectsContainersOf(item: ItemVersion, previous: ItemVersion | undefined): boolean {
  const baseline = previous ?? { ...item, pubStatus: 'usable' as const, embargoedUntil: undefined };
  return (
    item.pubStatus !== baseline.pubStatus ||
    item.embargoedUntil !== baseline.embargoedUntil ||
    item.type !== baseline.type ||
    item.language !== baseline.language ||
    !isDeepStrictEqual(item.sections, baseline.sections) ||
    !isDeepStrictEqual(item.subjects, baseline.subjects)
  );
}

/** No decision about a new item exists, so it needs no fence, but items that contain it may. */
function fencesOf({ item, previous }: NewState, affectsContainers: boolean): OutboxMessage[] {
  return [
    ...(previous ? [{ fence: { item: item.id, killed: item.pubStatus === 'canceled' } }] : []),
    ...(affectsContainers ? [{ fenceContaining: { uri: item.uri } }] : []),
  ];
}

async function storeDocument(bucket: R2Bucket, item: ItemVersion): Promise<StoredDocument> {
  const document = JSON.stringify(item);
  if (Buffer.byteLength(document) <= DOCUMENT_ROW_BYTES_MAX) return { document, key: null };
  const key = `documents/${createHash('sha256').update(document).digest('hex')}.json`;
  await bucket.put(key, document, { httpMetadata: { contentType: 'application/json' } });
  return { document: null, key };
}
