/** What can go wrong, as types: a refusal by its code, a token that was not issued, a gateway that cannot be reached. */
import type { components } from './api.ts';

export type Problem = components['schemas']['Problem'];
export type ProblemCode = Problem['code'];

export class ImprimaturError extends Error {
  override readonly name: string = 'ImprimaturError';
}

/** The gateway refused (RFC 9457). `code` is stable; `detail` is for people; `trace` says how it was decided. */
export class Refused<Code extends ProblemCode = ProblemCode> extends ImprimaturError {
  override readonly name = 'Refused';
  readonly code: Code;
  readonly status: number;
  readonly problem: Problem;
  /** Where the refusal stands in the log; absent: it was not entered. */
  readonly entry: string | undefined;
  /** Milliseconds that the gateway asks to wait. */
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

/** `if (isRefused(error, 'killed')) take it down` */
export function isRefused<Code extends ProblemCode>(
  error: unknown,
  ...codes: Code[]
): error is Refused<Code> {
  return error instanceof Refused && (codes.length === 0 || codes.includes(error.code as Code));
}

/** The token endpoint issued none (RFC 6749 §5.2). */
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

/** No answer, or none that this gateway could have given, after all tries. */
export class Unreachable extends ImprimaturError {
  override readonly name = 'Unreachable';
}
