/**
 * Reconstructs an item's state at an instant, with the states of the items that it contained, from versions
 * and changes, which are never deleted. No copy of past states is stored.
 */
import { type PastColumns, pastRestrictionsStatement } from '../../restrictions/store.ts';
import { type ArticleSnapshot, readDocument } from '../catalogue.ts';
import { type ContainedItem, carriedItems, type ItemState, inState } from '../contained.ts';
import type { ItemVersion } from '../model.ts';
import type { VersionColumns } from '../read-store.ts';
import { type ChangedColumns, historyStatements, type NamedColumns, type StateColumns } from './store.ts';

type PastState = ItemState & Pick<ItemVersion, 'versionCreated'>;

/** One item: its changes in order, and the state of each version. */
interface ItemTimeline extends NamedColumns {
  changes: ChangedColumns[];
  states: Map<string, PastState>;
}

export interface ItemHistory {
  item: ItemTimeline;
  contained: ItemTimeline[];
  /** The requested versions, whole. A missing one is lost, or never existed. */
  documents: Map<string, ItemVersion>;
  /** All versions of the restrictions of the item, of the items that it contains, and of their components. */
  restrictions: PastColumns[];
}

/** Null: the item does not exist. */
export async function itemHistory(
  env: { DB: D1Database; BUCKET: R2Bucket },
  id: string,
  versions: readonly string[],
): Promise<ItemHistory | null> {
  const { DB, BUCKET } = env;
  const [namedRows, changeRows, states, documentRows] = await DB.batch(historyStatements(DB, id, versions));
  const items = (namedRows?.results ?? []) as NamedColumns[];
  const pastRestrictions = await pastRestrictionsStatement(
    DB,
    items.map((row) => row.id),
    [],
  ).all<PastColumns>();
  const documents = await readDocuments(BUCKET, (documentRows?.results ?? []) as VersionColumns[]);
  const allStates = await readDocuments(BUCKET, (states?.results ?? []) as StateColumns[]);
  const lines = items.map((row): ItemTimeline => {
    const changes = ((changeRows?.results ?? []) as ChangedColumns[]).filter(({ item }) => item === row.id);
    return {
      ...row,
      changes,
      states: new Map(allStates.filter(({ id }) => id === row.id).map(versionEntry)),
    };
  });
  const item = lines.find((line) => line.id === id);
  if (!item) return null;
  return {
    item,
    contained: lines.filter((line) => line !== item),
    documents: new Map(documents.map(versionEntry)),
    restrictions: pastRestrictions.results,
  };
}

const versionEntry = <T extends { version: string }>(document: T): [string, T] => [
  document.version,
  document,
];

async function readDocuments(bucket: R2Bucket, rows: VersionColumns[]): Promise<ItemVersion[]> {
  const documents = await Promise.all(rows.map((row) => readDocument(bucket, row)));
  return documents.filter((document) => document !== null);
}

/** Instants (ISO 8601 UTC) of all its changes. */
export function changesOf({ item, contained, restrictions }: ItemHistory): string[] {
  const changed = [item, ...contained].flatMap(({ changes }) => changes);
  return [...changed, ...restrictions].map(({ at }) => at);
}

/** Returns the change that was current at an instant (ISO 8601 UTC). Undefined: there was none yet. */
function currentAt({ changes }: Pick<ItemTimeline, 'changes'>, at: string): ChangedColumns | undefined {
  return changes.findLast((change) => change.at <= at);
}

/**
 * Returns a version of the item in its state at an instant (ISO 8601 UTC). Members are omitted: no decision
 * depends on them. Null: the version or the state is lost, or there was none yet.
 */
export function snapshotAt(
  { item, contained, documents }: ItemHistory,
  version: string,
  at: string,
): Omit<ArticleSnapshot, 'restrictions'> | null {
  const document = documents.get(version);
  const change = currentAt(item, at);
  const state = change && item.states.get(change.version);
  if (!document || !change || !state) return null;
  const parts = contained.flatMap((line) => containedAt(line, at) ?? []);
  const { pubStatus, embargoedUntil, type, sections, subjects, language, notice, substitute } = state;
  const stateThen: ItemState = {
    seq: change.seq,
    pubStatus,
    type,
    sections,
    subjects,
    ...(embargoedUntil !== undefined && { embargoedUntil }),
    ...(language !== undefined && { language }),
    ...(notice !== undefined && { notice }),
    ...(substitute !== undefined && { substitute }),
  };
  return {
    item: inState(document, stateThen, parts),
    members: [],
    carried: carriedItems(document.components, parts),
  };
}

function containedAt(line: ItemTimeline, at: string): ContainedItem | undefined {
  const change = currentAt(line, at);
  const state = change && line.states.get(change.version);
  if (!state) return undefined;
  const { pubStatus, type, sections, subjects, language, versionCreated, embargoedUntil } = state;
  return {
    id: line.id,
    uri: line.uri,
    pubStatus,
    type,
    sections,
    subjects,
    versionCreated,
    ...(language !== undefined && { language }),
    ...(embargoedUntil !== undefined && { embargoedUntil }),
  };
}
