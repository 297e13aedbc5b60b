/**
 * `PUT /v1/admin/articles/{id}/components/{component}`: stores the bytes of a picture, sound or film of the
 * current version.
 */
import { confirmStored } from '../../ledger/outbox.ts';
import type { Budget } from '../../platform/budget.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, missing } from '../../platform/failure.ts';
import { malformed } from '../../platform/http.ts';
import type { Actor } from '../../platform/openapi.ts';
import { Refusal } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';
import { MEDIUM_FAULTS, type MediumFault, mediumOf } from '../media/medium.ts';
import { isPictureFault } from '../media/pictures/parts.ts';
import { MEDIA_TYPES, type Sniffed } from '../media/sniff.ts';
import { storeMedia } from '../media/store.ts';
import type { Component, ItemVersion } from '../model.ts';
import { bytesDigest } from './digest.ts';
import { RACED, retryWhenRaced } from './races.ts';
import { readCurrent } from './store.ts';
import { writeState } from './write.ts';

export interface ComponentBytes {
  component: Component;
  /** False: these bytes were stored before. */
  created: boolean;
}

interface ReceivedBytes {
  bytes: Uint8Array;
  contentType: string;
  budget: Budget;
}

/**
 * Stores the bytes of a component. Conflict: the version has other bytes, or the item is killed. Throws
 * `unsupported_type` if the bytes are not of the declared type, or not of this component's kind, and
 * `malformed` if they are an incomplete picture.
 */
export async function putComponentBytes(
  env: Env,
  target: { item: string; component: string },
  received: ReceivedBytes,
  by: Actor,
): Promise<Attempt<ComponentBytes>> {
  return retryWhenRaced(() => putBytesOnce(env, target, received, by));
}

async function putBytesOnce(
  env: Env,
  target: { item: string; component: string },
  { bytes, contentType, budget }: ReceivedBytes,
  by: Actor,
): Promise<Attempt<ComponentBytes> | typeof RACED> {
  const previous = await readCurrent(env, target.item);
  const component = previous?.item.components.find(({ id }) => id === target.component);
  if (!previous || !component) return missing('component of the current version');
  const sniffed = requireMedium(mediumOf(bytes, contentType, component.type, budget));
  if (component.digest !== undefined) {
    if (component.digest !== bytesDigest(bytes).base64url)
      return conflicting(problemMessage('conflict.other_bytes'));
    await confirmStored(env);
    return done({ component, created: false });
  }
  if (previous.item.pubStatus === 'canceled') return conflicting(problemMessage('conflict.killed'));

  const stored = { ...component, ...(await storeMedia(env.BUCKET, bytes, sniffed)) };
  const components = previous.item.components.map((component) =>
    component.id === stored.id ? stored : component,
  );
  const item: ItemVersion = { ...previous.item, components };
  const state = { item, previous, sourceDigest: previous.sourceDigest, changeType: 'advisory' as const };
  const written = await writeState(env, state, { by, act: 'article.bytes' });
  return written === RACED ? RACED : done({ component: stored, created: true });
}

function requireMedium(result: { ok: true; value: Sniffed } | { ok: false; reason: MediumFault }): Sniffed {
  if (result.ok) return result.value;
  const message = MEDIUM_FAULTS[result.reason];
  if (isPictureFault(result.reason)) throw malformed('picture', [{ path: 'body', message }]);
  throw new Refusal({
    code: 'unsupported_type',
    detail: `${message}. Media are accepted as ${MEDIA_TYPES.join(', ')}.`,
    members: { errors: [{ path: 'Content-Type', message }] },
  });
}
