/**
 * `PUT /v1/admin/articles`, `PUT /v1/admin/packages`: from what the newsroom sends to stored versions, their restrictions and their
 * places in the sequence. All of what came in one call, or nothing.
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
  /** Absent: as the version before, or none. */
  sections?: string[];
  /** What the newsroom calls this change; absent: told from the document. */
  change?: ChangeType;
  by: Actor;
  /** Bounds what pictures inside the documents inflate to. */
  budget: Budget;
  /** imprimatur-text-1 of headline and body: the stamp room's, passed in because this room is below it. */
  digestText: (blocks: string[]) => string;
}

export interface IngestResult {
  item: ItemVersion;
  /** False: this version was here already. */
  created: boolean;
  /** Pointers of the fields that ninjs does not know. */
  extra: string[];
  /** What was stored, and does less than its newsroom may think. */
  warnings: Fault[];
}

/**
 * One item that has been read. Conflict: an older version, a changed one under the same number, a killed item. Malformed: with the
 * path of each medium inside the document that is none.
 */
export async function ingestOne(
  env: Env,
  sent: SubmittedItem,
  options: IngestOptions,
): Promise<Attempt<IngestResult>> {
  const stored = await ingestAll(env, [sent], options);
  if (!stored.ok) return { ok: false, reason: singleItemFailure(stored.reason) };
  const [result] = stored.value;
  if (!result) throw new Error('an item was read and not ingested');
  return done(result);
}

/** The only item is what the request is about: its fault is the answer, and needs no path. */
function singleItemFailure(failure: Failure): Failure {
  const [first] = (failure.reason === 'conflict' && failure.faults) || [];
  return first ? conflicting(first.message).reason : failure;
}

/**
 * Items that have been read, no two of the same uri; answers in their order. Nothing is written when one of them is refused: the
 * faults of a conflict name each that is.
 */
export async function ingestAll(
  env: Env,
  sent: readonly SubmittedItem[],
  options: IngestOptions,
): Promise<Attempt<IngestResult[]>> {
  return retryWhenRaced(() => ingestOnce(env, sent, options));
}

async function ingestOnce(
  env: Env,
  sent: readonly SubmittedItem[],
  options: IngestOptions,
): Promise<Attempt<IngestResult[]> | typeof RACED> {
  const currents = await readCurrents(
    env,
    sent.map(({ item }) => item.id),
  );
  const placedItems = sent.map((submitted) =>
    placeVersion(submitted, currents.get(submitted.item.id) ?? null, options),
  );
  const conflicts = placedItems.flatMap(conflictOf);
  if (conflicts.length > 0) return failed(clashing(detailOf(conflicts, placedItems.length), conflicts));
  const newItems = placedItems.filter(({ isStored: known }) => !known);

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
  // the objects may still owe their word for what is stored already
  if (newItems.length < placedItems.length) await confirmStored(env);
  const items = new Map(states.value.map(({ item }) => [item.id, item]));
  // After the writing: a package may bring the picture's own kill.
  const warnings = await stoppedPartWarnings(env.DB, sent);
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

/** The new states, with what came inside the documents put into the bucket. Malformed: the paths of what is no such medium. */
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
