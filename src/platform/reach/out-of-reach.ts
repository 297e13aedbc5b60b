/**
 * Something that the gateway depends on cannot be used now. Expected, and told as a 503; anything else that it throws is a bug. A ledger
 * object may have a bug, too: whoever asked it has nothing else to say to a caller, but it is told and counted as what it is.
 */

export type Dependency = 'd1' | 'r2' | 'ledger' | 'assets';

export class OutOfReach extends Error {
  readonly dependency: Dependency;
  /** It answers, with an exception that nobody foresaw. Its line `bug` is in the log. */
  readonly isBug: boolean;

  constructor(dependency: Dependency, cause: unknown, isBug = false) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${NAMES[dependency]} ${isBug ? 'has failed' : 'is out of reach'}: ${why}`, { cause });
    this.name = 'OutOfReach';
    this.dependency = dependency;
    this.isBug = isBug;
  }
}

const NAMES: Record<Dependency, string> = {
  d1: 'D1',
  r2: 'R2',
  ledger: 'a ledger object',
  assets: 'the store of assets',
};
