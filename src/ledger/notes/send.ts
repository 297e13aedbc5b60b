/** Notes, sent to the object that keeps the license, in one call, which may be repeated. */
import type { Env } from '../../platform/env.ts';
import { type Attempt, clashing, done, failed, missing } from '../../platform/failure.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { isBugLogged } from '../../platform/timeouts/unavailable.ts';
import { callLedger } from '../call.ts';
import { ANSWER_TIMEOUT_MS } from '../transparency/limits.ts';
import { objectOfLicense } from '../transparency/store.ts';
import type { KeyRefusal } from '../types.ts';
import type { EnteredNote, NoteAnswer, NoteRequest } from './types.ts';

export type Sent =
  | Extract<NoteAnswer, { kind: 'ok' | 'conflict' }>
  | { kind: 'refused'; code: KeyRefusal }
  | { kind: 'unknown' };

/** A partner that moves is in its new object within moments. */
const TRIES = 3;

/** Without any notes it is asked whether the key is good. Throws `ledger_unavailable`. */
export async function sendNotes(env: Env, request: NoteRequest): Promise<Sent> {
  for (let tries = 0; tries < TRIES; tries++) {
    const object = await objectOfLicense(env.DB, request.license);
    if (!object) return { kind: 'unknown' };
    const answer = await ask(env, object, request);
    if (answer.kind !== 'elsewhere') return answer;
  }
  throw unavailable();
}

async function ask(env: Env, object: string, request: NoteRequest): Promise<NoteAnswer> {
  try {
    // Once: a proof that is shown again is refused.
    return await callLedger<NoteAnswer>(env, object, (ledger) => ledger.note(request), {
      timeoutMs: ANSWER_TIMEOUT_MS,
    });
  } catch (error) {
    if (!isBugLogged(error)) log('error', 'note_failed', { object, error: String(error) });
    throw unavailable();
  }
}

const unavailable = () =>
  new Refusal({
    code: 'ledger_unavailable',
    detail: 'The ledger is out of reach, and it is not known whether all was entered. Send the same again.',
    headers: { 'Retry-After': '5' },
  });

/** What an operator enters. Failures: `not_found`, there is no such license; `conflict`, with the place of each note. */
export async function sendForOperator(
  env: Env,
  { operator, ...request }: Pick<NoteRequest, 'license' | 'notes'> & { operator: string },
): Promise<Attempt<EnteredNote[]>> {
  const sent = await sendNotes(env, { ...request, by: { kind: 'operator', operator } });
  switch (sent.kind) {
    case 'ok':
      return done(sent.entered);
    case 'unknown':
      return missing('license');
    case 'conflict':
      return failed(conflictAt(sent.places));
    case 'refused':
      throw new Error(`an operator was refused as a key: ${sent.code}`);
  }
}

export function conflictAt(places: number[]) {
  const message = 'Something else has been entered under this name';
  return clashing(
    `${message}.`,
    places.map((place) => ({ path: `/${place}`, message })),
  );
}
