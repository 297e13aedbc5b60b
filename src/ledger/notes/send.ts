/** Sends notes to the shard of the license. Idempotent. */
import type { Env } from '../../platform/env.ts';
import { type Attempt, clashing, done, failed, missing } from '../../platform/failure.ts';
import { Refusal } from '../../platform/problem.ts';
import { callShardOf } from '../shard-of-license.ts';
import type { KeyRefusal } from '../types.ts';
import type { EnteredNote, NoteAnswer, NoteRequest } from './types.ts';

export type Sent =
  | Extract<NoteAnswer, { kind: 'ok' | 'conflict' }>
  | { kind: 'refused'; code: KeyRefusal }
  | { kind: 'unknown' };

/** Without notes, only checks the key. Throws `ledger_unavailable`. */
export async function sendNotes(env: Env, request: NoteRequest): Promise<Sent> {
  const answer = await callShardOf<Exclude<NoteAnswer, { kind: 'elsewhere' }>>(env, request.license, {
    call: (shard) => shard.note(request),
    unavailable: notesUnavailable,
    event: 'note_failed',
  });
  return answer ?? { kind: 'unknown' };
}

export const notesUnavailable = () =>
  new Refusal({
    code: 'ledger_unavailable',
    detail:
      'The ledger is unavailable, and it is unknown whether everything was entered. Repeat the request.',
    headers: { 'Retry-After': '5' },
  });

/**
 * Enters an operator's notes. Failures: `not_found`, no such license; `conflict`, with the position of each
 * note.
 */
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
      return failed(conflictAt(sent.positions));
    case 'refused':
      throw new Error(`an operator was refused as a key: ${sent.code}`);
  }
}

export function conflictAt(positions: number[]) {
  const message = 'Something else has been entered under this name';
  return clashing(
    `${message}.`,
    positions.map((position) => ({ path: `/${position}`, message })),
  );
}
