/**
 * `PATCH /v1/admin/articles/{id}`: hold, release, kill, embargo. Each change is a new version with the same
 * content.
 */
import { confirmStored } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing } from '../../platform/failure.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import type { ChangeType, ItemVersion, PubStatus } from '../model.ts';
import { changeTypeOf } from './change-type.ts';
import { sourceDigest } from './digest.ts';
import { deskDigest, deskVersion } from './order.ts';
import { type RACED, retryWhenRaced } from './races.ts';
import { itemExists, readCurrent } from './store.ts';
import { writeState } from './write.ts';

/** `null` removes a value; an absent one stays. */
export interface ItemPatch {
  pubStatus?: PubStatus | undefined;
  notice?: string | null | undefined;
  /** Item id. */
  substitute?: string | null | undefined;
  /** ISO 8601. */
  embargoedUntil?: string | null | undefined;
}

/**
 * Changes an item. A repeated change has no effect, so a kill may be retried until it is acknowledged.
 * Conflict: the item is killed, which is final. Malformed: the substitute does not exist.
 */
export async function patchItem(
  env: Env,
  id: string,
  patch: ItemPatch,
  by: Actor,
): Promise<Attempt<ItemVersion>> {
  if (patch.substitute && (patch.substitute === id || !(await itemExists(env.DB, patch.substitute))))
    return faulty('/substitute', 'There is no other article with this id', 'no_other_article');
  return retryWhenRaced(() => patchOnce(env, id, patch, by));
}

async function patchOnce(
  env: Env,
  id: string,
  patch: ItemPatch,
  by: Actor,
): Promise<Attempt<ItemVersion> | typeof RACED> {
  const previous = await readCurrent(env, id);
  if (!previous) return missing('article');
  const current = previous.item;
  if (current.pubStatus === 'canceled' && (patch.pubStatus ?? 'canceled') !== 'canceled')
    return conflicting(problemMessage('conflict.killed_story'));
  if (previous.incomplete && (patch.pubStatus ?? current.pubStatus) !== 'canceled')
    return conflicting(problemMessage('conflict.content_missing'));
  const changed = applyPatch(current, patch);
  if (STATE.every((name) => changed[name] === current[name])) {
    await confirmStored(env);
    return done(current);
  }
  const item: ItemVersion = {
    ...changed,
    // `versionCreated` stays: archive terms count from it, and a correction that is already written is newer
    // than a hold.
    version: deskVersion(current.version, previous.versions),
    changeType: deskChange(current, changed, by.now),
  };
  const digest = deskDigest(sourceDigest({ desk: patch, on: previous.sourceDigest, at: by.now }));
  return writeState(env, { item, previous, sourceDigest: digest }, { by, act: 'article.change' });
}

const STATE = ['pubStatus', 'notice', 'substitute', 'embargoedUntil'] as const;

function applyPatch(current: ItemVersion, patch: ItemPatch): ItemVersion {
  const { notice, substitute, embargoedUntil, ...rest } = current;
  const pubStatus = patch.pubStatus ?? current.pubStatus;
  const embargoMs = patch.embargoedUntil && Date.parse(patch.embargoedUntil);
  const next = {
    // A notice belongs to the state that it was given for.
    notice: patchedValue(patch.notice, pubStatus === current.pubStatus ? notice : undefined),
    substitute: patchedValue(patch.substitute, substitute),
    embargoedUntil: patchedValue(embargoMs, embargoedUntil),
  };
  const definedFields = Object.entries(next).filter(([, value]) => value !== undefined);
  return { ...rest, pubStatus, ...Object.fromEntries(definedFields) };
}

function patchedValue<T extends string | number>(
  requested: T | '' | null | undefined,
  current: T | undefined,
): T | undefined {
  if (requested === undefined) return current;
  return requested === null || requested === '' ? undefined : requested;
}

/** A new notice, substitute or embargo for current holders is no new content. */
function deskChange(current: ItemVersion, changed: ItemVersion, now: number): ChangeType {
  const change = changeTypeOf(current, changed, now, 'advisory');
  return current.pubStatus === changed.pubStatus && change !== 'release' ? 'advisory' : change;
}
