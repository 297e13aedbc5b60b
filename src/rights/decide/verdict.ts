/** What comes of judging one case. */
import type { Atomic, Broken, Rule } from '../odrl/model.ts';
import type { Truth } from '../odrl/truth.ts';
import type { RightsCode } from '../types.ts';
import type { UseCase } from './case.ts';
import type { InPlay } from './docket.ts';

/** One rule, looked at for one case. */
export interface Finding {
  from: InPlay;
  rule: Rule;
  truth: Truth;
}

export interface Permit {
  outcome: 'permit';
  from: InPlay;
  rule: Rule;
}

export interface Denial {
  outcome: 'deny';
  code: RightsCode;
  /** `<policy id>#<rule id>` */
  decidedBy: string;
  /** Higher: nearer to a permit. */
  stage: number;
  use: UseCase;
  finding?: Finding | undefined;
  /** The constraint that decided, where one did. */
  leaf?: Atomic | Broken | undefined;
}

export type Verdict = Permit | Denial;

/** Is told of every rule that is looked at. */
export type Witness = (from: InPlay, rule: Rule, truth: Truth, use: UseCase) => void;

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
  return { outcome: 'deny', code, decidedBy: `${id}#${rule}`, stage, use, finding, leaf };
}
