/** How the services of the desk (partners, licenses, restrictions…) say that they will not do something. */
import type { Message } from '../rights/types.ts';
import type { FaultKey, FaultParameters, KeyedFault } from './fault-keys.ts';
import { listedErrors, malformed } from './http.ts';
import { problemSaying, Refusal } from './problem.ts';
import { type PROBLEM_TEMPLATES, problemMessage } from './templates.ts';

type Missing = keyof typeof PROBLEM_TEMPLATES extends infer Key
  ? Key extends `missing.${infer What}`
    ? What
    : never
  : never;

export interface Fault extends KeyedFault {
  /** JSON pointer into the body. */
  path: string;
  message: string;
  /** What kind of fault it is, where the checks of a policy tell kinds apart. */
  code?: string;
  /** The two rules of a policy that do not go together. */
  rules?: { id: string; path: string }[];
}

export type Failure =
  | { reason: 'malformed'; faults: Fault[] }
  | { reason: 'not_found'; said: Message }
  /** `faults`: the parts of the body that the state of something else does not allow. */
  | { reason: 'conflict'; said: Message | string; faults?: Fault[] };

export type Attempt<T> = { ok: true; value: T } | { ok: false; reason: Failure };

export const done = <T>(value: T): Attempt<T> => ({ ok: true, value });
export const failed = (reason: Failure): { ok: false; reason: Failure } => ({ ok: false, reason });
export const faulty = (path: string, message: string, key?: FaultKey, parameters?: FaultParameters) =>
  failed({
    reason: 'malformed',
    faults: [{ path, message, ...(key && { key }), ...(parameters && { parameters }) }],
  });
export const missing = (what: Missing) =>
  failed({ reason: 'not_found', said: problemMessage(`missing.${what}`) });
export const conflicting = (said: Message | string) => failed({ reason: 'conflict', said });
export const clashing = (said: Message | string, faults: Fault[]): Failure => ({
  reason: 'conflict',
  said,
  faults,
});

export const changedSince = () => conflicting(problemMessage('conflict.changed_meanwhile'));

/** The value, or the refusal on the wire. For routes. */
export function unwrap<T>(attempt: Attempt<T>): T {
  if (attempt.ok) return attempt.value;
  const failure = attempt.reason;
  switch (failure.reason) {
    case 'malformed':
      throw malformed('body', failure.faults);
    case 'not_found':
      throw new Refusal(problemSaying('not_found', failure.said));
    case 'conflict':
      throw new Refusal(
        problemSaying('conflict', failure.said, failure.faults && listedErrors(failure.faults)),
      );
  }
}

/**
 * Runs a batch whose updates set `version` to null when it is no longer the one that was read. The column refuses
 * that, and with it the whole batch: the only way to branch in a D1 transaction.
 */
export async function unlessChanged(commit: Promise<void>): Promise<Attempt<void>> {
  try {
    return done(await commit);
  } catch (error) {
    if (error instanceof Error && /NOT NULL constraint failed: \w+\.version/.test(error.message))
      return changedSince();
    throw error;
  }
}
