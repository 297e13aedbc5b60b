/**
 * Outage of a dependency. It is expected and becomes a 503; any other exception of a dependency is a bug. A
 * ledger shard may also have a bug: the caller gets the same 503, but the failure is logged and counted as a
 * bug.
 */
import { errorFields } from '../log.ts';

export type Dependency = 'd1' | 'r2' | 'ledger' | 'assets';

export class Unavailable extends Error {
  readonly dependency: Dependency;
  /** The dependency answered with an unexpected exception, which is logged as `bug`. */
  readonly isBug: boolean;

  constructor(dependency: Dependency, cause: unknown, isBug = false) {
    super(`${NAMES[dependency]} ${isBug ? 'has failed' : 'is out of reach'}: ${reasonOf(cause, isBug)}`, {
      cause,
    });
    this.name = 'OutOfReach';
    this.dependency = dependency;
    this.isBug = isBug;
  }
}

/** A bug's message is unpredictable, and may quote the input. */
function reasonOf(cause: unknown, isBug: boolean): string {
  if (!(cause instanceof Error)) return String(cause);
  return isBug ? errorFields(cause).error : cause.message;
}

/** True if the failure has been logged already. */
export const isBugLogged = (error: unknown) => error instanceof Unavailable && error.isBug;

const NAMES: Record<Dependency, string> = {
  d1: 'D1',
  r2: 'R2',
  ledger: 'a ledger shard',
  assets: 'the store of assets',
};
