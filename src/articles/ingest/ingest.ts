/**
 * `PUT /v1/admin/articles`, `PUT /v1/admin/packages`: stores submitted items as versions, with their
 * restrictions and their positions in the change sequence. A call stores all of its items or none.
 */
import { confirmStored } from '../../ledger/outbox.ts';
import type { Budget } from '../../platform/budget.ts';
import type { Env } from '../../platform/env.ts';
import {
  type Attempt,
  clashing,
  conflicting,
  done,
  type Failure,
  type Fault,
  failed,
} from '../../platform/failure.ts';
import type { Actor } from '../../platform/openapi.ts';
import type { ChangeType, ItemVersion } from '../model.ts';
import { storeInline } from './media.ts';
import { RACED, retryWhenRaced } from './races.ts';
import { rightsStatements } from './rights.ts';
import { stoppedPartWarnings } from './stopped-parts.ts';
import { type CurrentState, readCurrents } from './store.ts';
import {
  complete,
  type PlacedItem,
  placeVersion,
  pointerIn,
  refusalOf,
  type SubmittedItem,
} from './version-placement.ts';
import { type NewState, writeStates } from './write.ts';

export interface IngestOptions {
  /** Absent: those of the previous version, or none. */
  sections?: string[];
  /** The newsroom's type of this change. Absent: derived from the document. */
  change?: ChangeType;
  by: Actor;
  /** Bounds the size to which pictures inside the documents inflate. */
  budget: Budget;
  /**
   * Computes imprimatur-text-1 of headline and body. Injected, because the stamp room depends on this one.
   */
  digestText: (blocks: string[]) => string;
}

export interface IngestResult {
  item: ItemVersion;
  /** False: this version was stored before. */
  created: boolean;
  /** JSON pointers of fields that are unknown to ninjs. */
  extra: string[];
  /** Parts that do less than the newsroom may expect, although they were stored. */
  warnings: Fault[];
}

/**
 * Ingests one item. Conflict: an older version, a different version with the same number, or a killed item.
 * Malformed: paths of media inside the document that are invalid.
 */
export async function ingestOne(
  env: Env,
  submittedItem: SubmittedItem,
  options: IngestOptions,
): Promise<Attempt<IngestResult>> {
  const stored = await ingestAll(env, [submittedItem], options);
  if (!stored.ok) return { ok: false, reason: singleItemFailure(stored.reason) };
  const [result] = stored.value;
  if (!result) throw new Error('an item was read and not ingested');
  return done(result);
}

/** The failure of a single item needs no path. */
function singleItemFailure(failure: Failure): Failure {
  const [first] = (failure.reason === 'conflict' && failure.faults) || [];
  return first ? conflicting(first.message).reason : failure;
}

/**
 * Ingests items with distinct uris, and returns results in their order. Nothing is written if one of them is
 * refused; the faults of a conflict name each refused item.
 */
export async function ingestAll(
  env: Env,
  submittedItems: readonly SubmittedItem[],
  options: IngestOptions,
): Promise<Attempt<IngestResult[]>> {
  return retryWhenRaced(() => ingestOnce(env, submittedItems, options));
}

async function ingestOnce(
  env: Env,
  submittedItems: readonly SubmittedItem[],
  options: IngestOptions,
): Promise<Attempt<IngestResult[]> | typeof RACED> {
  const currents = await readCurrents(
    env,
    submittedItems.map(({ item }) => item.id),
  );
  const placedItems = submittedItems.map((submitted) =>
    placeVersion(submitted, currents.get(submitted.item.id) ?? null, options),
  );
  const conflicts = placedItems.flatMap(conflictOf);
  if (conflicts.length > 0) return failed(clashing(detailOf(conflicts, placedItems.length), conflicts));
  const newItems = placedItems.filter(({ isStored }) => !isStored);

  const states = await statesOf(env, newItems, options);
  if (!states.ok) return states;
  if (newItems.length > 0) {
    const rights = newItems.map(({ rights }, index) => ({
      item: (states.value[index] as NewState).item,
      rights,
    }));
    const { statements, changed } = await rightsStatements(env.DB, rights, options.by);
    const restricted = states.value.map((state) => ({ ...state, restricted: changed.has(state.item.id) }));
    const change = { by: options.by, act: 'article.ingest', restrictions: statements } as const;
    if ((await writeStates(env, restricted, change)) === RACED) return RACED;
  }
  // Ledger shards may not have acknowledged a stored version yet.
  if (newItems.length < placedItems.length) await confirmStored(env);
  const items = new Map(states.value.map(({ item }) => [item.id, item]));
  // Computed after the write, because a package may contain the picture's own kill.
  const warnings = await stoppedPartWarnings(env.DB, submittedItems);
  return done(
    placedItems.map((placed) => ({
      ...toIngestResult(placed, items),
      warnings: warnings.get(placed.item.id) ?? [],
    })),
  );
}

function toIngestResult(
  { item, previous, extra }: PlacedItem,
  newItems: ReadonlyMap<string, ItemVersion>,
): Omit<IngestResult, 'warnings'> {
  const stored = newItems.get(item.id);
  if (stored) return { item: stored, created: true, extra };
  return { item: (previous as CurrentState).item, created: false, extra };
}

function conflictOf(placed: PlacedItem): Fault[] {
  const message = refusalOf(placed);
  return message === null ? [] : [{ path: placed.path || '/', message }];
}

function detailOf(conflicts: readonly Fault[], items: number): string {
  const [first] = conflicts;
  return `Nothing was stored: ${conflicts.length} of the ${items} items cannot be. At ${first?.path}: ${first?.message}`;
}

/** Returns the new states, with inline media stored in the bucket. Malformed: paths of invalid media. */
async function statesOf(
  env: Env,
  placedItems: readonly PlacedItem[],
  options: IngestOptions,
): Promise<Attempt<NewState[]>> {
  const states: NewState[] = [];
  const faults: Fault[] = [];
  for (const placed of placedItems) {
    const inline = await storeInline(env.BUCKET, placed.media, options.budget);
    if (!inline.ok && inline.reason.reason === 'malformed')
      faults.push(
        ...inline.reason.faults.map((fault) => ({ ...fault, path: pointerIn(placed, fault.path) })),
      );
    if (!inline.ok) continue;
    const { previous, digest, links } = placed;
    const item = complete(placed, inline.value, options);
    states.push({ item, previous, sourceDigest: digest, links });
  }
  return faults.length > 0 ? failed({ reason: 'malformed', faults }) : done(states);
}
