/** Something that the gateway depends on cannot be used now. Expected, and told as a 503; anything else that it throws is a bug. */

export type Dependency = 'd1' | 'r2' | 'ledger' | 'assets';

export class OutOfReach extends Error {
  readonly dependency: Dependency;

  constructor(dependency: Dependency, cause: unknown) {
    super(`${NAMES[dependency]} is out of reach: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'OutOfReach';
    this.dependency = dependency;
  }
}

const NAMES: Record<Dependency, string> = {
  d1: 'D1',
  r2: 'R2',
  ledger: 'a ledger object',
  assets: 'the store of assets',
};
