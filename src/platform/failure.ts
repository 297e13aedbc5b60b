/** Failures of the desk's services (partners, licenses, restrictions…), as values. */
import type { Message } from '../rights/types.ts';
import type { FaultKey, FaultParameters, KeyedFault } from './fault-keys.ts';
import { listedErrors, malformed } from './http.ts';
import { Refusal, toProblem } from './problem.ts';
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
  /** Kind of fault, for the checks of a policy. */
  code?: string;
  /** The two conflicting rules of a policy. */
  rules?: { id: string; path: string }[];
}

export type Failure =
  | { reason: 'malformed'; faults: Fault[] }
  | { reason: 'not_found'; sentence: Message }
  /** `faults` are the members of the body that conflict with other state. */
  | { reason: 'conflict'; sentence: Message | string; faults?: Fault[] };

export type Attempt<T> = { ok: true; value: T } | { ok: false; reason: Failure };

export const done = <T>(value: T): Attempt<T> => ({ ok: true, value });
export const failed = (reason: Failure): { ok: false; reason: Failure } => ({ ok: false, reason });
export const faulty = (path: string, message: string, key?: FaultKey, parameters?: FaultParameters) =>
  failed({
    reason: 'malformed',
    faults: [{ path, message, ...(key && { key }), ...(parameters && { parameters }) }],
  });
export const missing = (what: Missing) =>
  failed({ reason: 'not_found', sentence: problemMessage(`missing.${what}`) });
export const conflicting = (sentence: Message | string) => failed({ reason: 'conflict', sentence });
export const clashing = (sentence: Message | string, faults: Fault[]): Failure => ({
  reason: 'conflict',
  sentence,
  faults,
});

export const changedSince = () => conflicting(problemMessage('conflict.changed_meanwhile'));

/** Returns the value, or throws the failure as a problem. For routes. */
export function unwrap<T>(attempt: Attempt<T>): T {
  if (attempt.ok) return attempt.value;
  const failure = attempt.reason;
  switch (failure.reason) {
    case 'malformed':
      throw malformed('body', failure.faults);
    case 'not_found':
      throw new Refusal(toProblem('not_found', failure.sentence));
    case 'conflict':
      throw new Refusal(
        toProblem('conflict', failure.sentence, failure.faults && listedErrors(failure.faults)),
      );
  }
}

/**
 * Runs a batch whose updates set `version` to null if the row has changed since it was read. The column
 * rejects null, and with it the whole batch: the only way to branch in a D1 transaction. A change by others
 * becomes a `conflict`.
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
