/** Verdicts on one case. */
import type { Atomic, Broken, Rule } from '../odrl/model.ts';
import type { Truth } from '../odrl/truth.ts';
import type { RightsCode } from '../types.ts';
import type { UseCase } from './case.ts';
import { codeOfFailure, leafOf, nearness } from './failure.ts';
import type { ApplicablePolicy } from './policy-index.ts';

export interface RuleResult {
  from: ApplicablePolicy;
  rule: Rule;
  truth: Truth;
}

export interface Permit {
  outcome: 'permit';
  from: ApplicablePolicy;
  rule: Rule;
  /** The rule that permits the use in the home market, if it counts and is a different rule. */
  atHome?: Rule;
}

export interface Denial {
  readonly outcome: 'deny';
  readonly code: RightsCode;
  /** `<policy id>#<rule id>` */
  readonly decidedBy: string;
  /** A higher stage is nearer to a permit. */
  readonly stage: number;
  readonly use: UseCase;
  readonly result?: RuleResult | undefined;
  readonly leaf?: Atomic | Broken | undefined;
}

export type Verdict = Permit | Denial;

/** Receives every evaluated rule. */
export type TraceSink = (from: ApplicablePolicy, rule: Rule, truth: Truth, use: UseCase) => void;

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
  result?: RuleResult,
  leaf?: Atomic | Broken,
): Denial {
  return { outcome: 'deny', code, decidedBy: `${id}#${rule}`, stage, use, result, leaf };
}

/**
 * A denial by a prohibition. Most denials are never reported, so the explaining constraint is computed on
 * access.
 */
export class Forbidden implements Denial {
  readonly outcome = 'deny';
  readonly result: RuleResult;
  readonly stage: number;
  readonly use: UseCase;
  readonly #whenMet: RightsCode;

  /** `whenMet`: code if all constraints of the prohibition are known to hold. */
  constructor(result: RuleResult, stage: number, use: UseCase, whenMet: RightsCode) {
    this.result = result;
    this.stage = stage;
    this.use = use;
    this.#whenMet = whenMet;
  }

  get decidedBy(): string {
    return `${this.result.from.id}#${this.result.rule.id}`;
  }

  get leaf(): Atomic | Broken | undefined {
    return leafOf(this.result.rule, this.use.circumstances);
  }

  get code(): RightsCode {
    const { truth } = this.result;
    return truth === 'holds' ? this.#whenMet : codeOfFailure(truth, this.leaf);
  }
}

/** A denial because no permission holds. The one nearest to a permit explains it. */
export class NotGranted implements Denial {
  readonly outcome = 'deny';
  readonly use: UseCase;
  readonly #from: ApplicablePolicy;
  readonly #failedRules: readonly RuleResult[];
  #nearestDenial: Denial | undefined;

  constructor(from: ApplicablePolicy, failedRules: readonly RuleResult[], use: UseCase) {
    this.#from = from;
    this.#failedRules = failedRules;
    this.use = use;
  }

  get code(): RightsCode {
    return this.#nearest.code;
  }
  get decidedBy(): string {
    return this.#nearest.decidedBy;
  }
  get stage(): number {
    return this.#nearest.stage;
  }
  get result(): RuleResult | undefined {
    return this.#nearest.result;
  }
  get leaf(): Atomic | Broken | undefined {
    return this.#nearest.leaf;
  }

  get #nearest(): Denial {
    if (this.#nearestDenial) return this.#nearestDenial;
    let nearest: Denial | undefined;
    for (const result of this.#failedRules) {
      const leaf = leafOf(result.rule, this.use.circumstances);
      const code = codeOfFailure(result.truth, leaf);
      const stage = STAGE.license + nearness(code);
      if (!nearest || nearest.stage < stage)
        nearest = deny(code, result.from, result.rule.id, stage, this.use, result, leaf);
    }
    this.#nearestDenial =
      nearest ?? deny('use_not_licensed', this.#from, 'closed-by-default', STAGE.license, this.use);
    return this.#nearestDenial;
  }
}
