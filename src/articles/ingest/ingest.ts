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
import { complete, type Placed, place, pointerIn, refusalOf, type Sent } from './place.ts';
import { againWhenRaced, RACED } from './races.ts';
import { rightsStatements } from './rights.ts';
import { stoppedPartWarnings } from './stopped-parts.ts';
import { type CurrentState, readCurrents } from './store.ts';
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

export interface Ingested {
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
export async function ingestOne(env: Env, sent: Sent, options: IngestOptions): Promise<Attempt<Ingested>> {
  const stored = await ingestAll(env, [sent], options);
  if (!stored.ok) return { ok: false, reason: alone(stored.reason) };
  const [one] = stored.value;
  if (!one) throw new Error('an item was read and not ingested');
  return done(one);
}

/** The only item is what the request is about: its fault is the answer, and needs no path. */
function alone(failure: Failure): Failure {
  const [first] = (failure.reason === 'conflict' && failure.faults) || [];
  return first ? conflicting(first.message).reason : failure;
}

/**
 * Items that have been read, no two of the same uri; answers in their order. Nothing is written when one of them is refused: the
 * faults of a conflict name each that is.
 */
export async function ingestAll(
  env: Env,
  sent: readonly Sent[],
  options: IngestOptions,
): Promise<Attempt<Ingested[]>> {
  return againWhenRaced(() => ingestOnce(env, sent, options));
}

async function ingestOnce(
  env: Env,
  sent: readonly Sent[],
  options: IngestOptions,
): Promise<Attempt<Ingested[]> | typeof RACED> {
  const currents = await readCurrents(
    env,
    sent.map(({ item }) => item.id),
  );
  const placed = sent.map((one) => place(one, currents.get(one.item.id) ?? null, options));
  const conflicts = placed.flatMap(conflictOf);
  if (conflicts.length > 0) return failed(clashing(detailOf(conflicts, placed.length), conflicts));
  const fresh = placed.filter(({ known }) => !known);

  const states = await statesOf(env, fresh, options);
  if (!states.ok) return states;
  if (fresh.length > 0) {
    const rights = fresh.map(({ rights }, index) => ({
      item: (states.value[index] as NewState).item,
      rights,
    }));
    const { statements, changed } = await rightsStatements(env.DB, rights, options.by);
    const restricted = states.value.map((state) => ({ ...state, restricted: changed.has(state.item.id) }));
    const change = { by: options.by, act: 'article.ingest', restrictions: statements } as const;
    if ((await writeStates(env, restricted, change)) === RACED) return RACED;
  }
  // the objects may still owe their word for what is stored already
  if (fresh.length < placed.length) await confirmStored(env);
  const items = new Map(states.value.map(({ item }) => [item.id, item]));
  // After the writing: a package may bring the picture's own kill.
  const warnings = await stoppedPartWarnings(env.DB, sent);
  return done(placed.map((one) => ({ ...ingested(one, items), warnings: warnings.get(one.item.id) ?? [] })));
}

function ingested(
  { item, previous, extra }: Placed,
  fresh: ReadonlyMap<string, ItemVersion>,
): Omit<Ingested, 'warnings'> {
  const stored = fresh.get(item.id);
  if (stored) return { item: stored, created: true, extra };
  return { item: (previous as CurrentState).item, created: false, extra };
}

function conflictOf(one: Placed): Fault[] {
  const message = refusalOf(one);
  return message === null ? [] : [{ path: one.path || '/', message }];
}

function detailOf(conflicts: readonly Fault[], items: number): string {
  const [first] = conflicts;
  return `Nothing was stored: ${conflicts.length} of the ${items} items cannot be. At ${first?.path}: ${first?.message}`;
}

/** The new states, with what came inside the documents put into the bucket. Malformed: the paths of what is no such medium. */
async function statesOf(
  env: Env,
  placed: readonly Placed[],
  options: IngestOptions,
): Promise<Attempt<NewState[]>> {
  const states: NewState[] = [];
  const faults: Fault[] = [];
  for (const one of placed) {
    const inline = await storeInline(env.BUCKET, one.media, options.budget);
    if (!inline.ok && inline.reason.reason === 'malformed')
      faults.push(...inline.reason.faults.map((fault) => ({ ...fault, path: pointerIn(one, fault.path) })));
    if (!inline.ok) continue;
    const { previous, digest, links } = one;
    const item = complete(one, inline.value, options);
    states.push({ item, previous, sourceDigest: digest, links });
  }
  return faults.length > 0 ? failed({ reason: 'malformed', faults }) : done(states);
}
