/** Typed errors: a refusal with its code, a token that was not issued, an unreachable gateway. */
import type { components } from './api.ts';

export type Problem = components['schemas']['Problem'];
export type ProblemCode = Problem['code'];

export class ImprimaturError extends Error {
  override readonly name: string = 'ImprimaturError';
}

/** A refusal (RFC 9457). `code` is stable, `detail` is for people, `trace` explains the decision. */
export class Refused<Code extends ProblemCode = ProblemCode> extends ImprimaturError {
  override readonly name = 'Refused';
  readonly code: Code;
  readonly status: number;
  readonly problem: Problem;
  /** Id of the log entry of the refusal; absent: it was not logged. */
  readonly entry: string | undefined;
  /** Milliseconds to wait before the next attempt, from `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(problem: Problem & { code: Code }, retryAfterMs?: number) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
    this.entry = problem.entry;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Tests for a refusal with a code: `if (isRefused(error, 'killed')) …` */
export function isRefused<Code extends ProblemCode>(
  error: unknown,
  ...codes: Code[]
): error is Refused<Code> {
  return error instanceof Refused && (codes.length === 0 || codes.includes(error.code as Code));
}

/** The token endpoint issued no token (RFC 6749 §5.2). */
export class TokenRefused extends ImprimaturError {
  override readonly name = 'TokenRefused';
  readonly error: string;
  readonly status: number;

  constructor(status: number, error: string, description: string) {
    super(`${status} ${error}: ${description}`);
    this.status = status;
    this.error = error;
  }
}

/** No response, or one that is not this gateway's, after all attempts. */
export class Unreachable extends ImprimaturError {
  override readonly name = 'Unreachable';
}
