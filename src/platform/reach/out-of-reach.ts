/**
 * Something that the gateway depends on cannot be used now. Expected, and told as a 503; anything else that it throws is a bug. A ledger
 * object may have a bug, too: whoever asked it has nothing else to say to a caller, but it is told and counted as what it is.
 */
import { toldOf } from '../log.ts';

export type Dependency = 'd1' | 'r2' | 'ledger' | 'assets';

export class OutOfReach extends Error {
  readonly dependency: Dependency;
  /** It answers, with an exception that nobody foresaw. Its line `bug` is in the log. */
  readonly isBug: boolean;

  constructor(dependency: Dependency, cause: unknown, isBug = false) {
    super(`${NAMES[dependency]} ${isBug ? 'has failed' : 'is out of reach'}: ${whyOf(cause, isBug)}`, {
      cause,
    });
    this.name = 'OutOfReach';
    this.dependency = dependency;
    this.isBug = isBug;
  }
}

/** Nobody has foreseen what a bug says: it may quote what was being read. */
function whyOf(cause: unknown, isBug: boolean): string {
  if (!(cause instanceof Error)) return String(cause);
  return isBug ? toldOf(cause).error : cause.message;
}

/** Of such a failure there is a line in the log already. */
export const isBugTold = (error: unknown) => error instanceof OutOfReach && error.isBug;

const NAMES: Record<Dependency, string> = {
  d1: 'D1',
  r2: 'R2',
  ledger: 'a ledger object',
  assets: 'the store of assets',
};
