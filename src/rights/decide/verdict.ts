/** What comes of judging one case. */
import type { Atomic, Broken, Rule } from '../odrl/model.ts';
import type { RightsCode } from '../types.ts';
import type { InPlay } from './bench.ts';
import type { UseCase } from './case.ts';
import type { Truth } from './evaluate.ts';

/** One rule, looked at for one case. */
export interface Finding {
  from: InPlay;
  rule: Rule;
  truth: Truth;
  use: UseCase;
}

export interface Permit {
  outcome: 'permit';
  by: { from: InPlay; rule: Rule };
}

export interface Denial {
  outcome: 'deny';
  code: RightsCode;
  /** `<policy id>#<rule id>` */
  decidedBy: string;
  /** Higher: nearer to a permit. */
  stage: number;
  use: UseCase;
  finding?: Finding;
  /** The constraint that decided, where one did. */
  leaf?: Atomic | Broken;
}

export type Verdict = Permit | Denial;

export type Witness = (finding: Finding) => void;

export const STAGE = {
  license: 0,
  prohibited: 20,
  token: 30,
  embargo: 40,
  review: 50,
  restricted: 60,
} as const;

export function deny(
  code: RightsCode,
  { id }: { id: string },
  rule: string,
  stage: number,
  use: UseCase,
  finding?: Finding,
  leaf?: Atomic | Broken,
): Denial {
  return {
    outcome: 'deny',
    code,
    decidedBy: `${id}#${rule}`,
    stage,
    use,
    ...(finding && { finding }),
    ...(leaf && { leaf }),
  };
}
