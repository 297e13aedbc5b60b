/** What a use of the gateway says, as facts for the evaluator of constraints. */
import type { Constraint } from '../odrl/model.ts';
import { MEDIA_OF_CHANNEL } from '../odrl/operands.ts';
import { evaluateConstraint, evaluateConstraints, type Facts, type Truth } from '../odrl/truth.ts';
import type { Setting, UseCase } from './case.ts';

export type { Truth } from '../odrl/truth.ts';

export function evaluate(constraint: Constraint, use: UseCase, setting: Setting): Truth {
  return evaluateConstraint(constraint, new UseFacts(use, setting));
}

/** All constraints of a rule together. */
export function evaluateAll(constraints: readonly Constraint[], use: UseCase, setting: Setting): Truth {
  return constraints.length === 0 ? 'holds' : evaluateConstraints(constraints, new UseFacts(use, setting));
}

/** One for each look at a rule: it must cost no more than its two pointers. */
class UseFacts implements Facts {
  readonly #use: UseCase;
  readonly #setting: Setting;

  constructor(use: UseCase, setting: Setting) {
    this.#use = use;
    this.#setting = setting;
  }

  get at(): number {
    return this.#use.at;
  }

  get origin(): number {
    return this.#use.origin;
  }

  values(operand: string): readonly string[] | undefined {
    return actualValues(operand, this.#use, this.#setting);
  }
}

/** What the use says of an operand that compares names; undefined when it says nothing. */
export function actualValues(operand: string, use: UseCase, setting: Setting): readonly string[] | undefined {
  const title = use.title === undefined ? undefined : setting.titles.get(use.title);
  switch (operand) {
    case 'spatial':
      return listed(use.territory);
    case 'deliveryChannel':
      return listed(use.channel);
    case 'media':
      return listed(use.channel === undefined ? undefined : MEDIA_OF_CHANNEL[use.channel]);
    case 'purpose':
      return listed(use.purpose);
    case 'language':
      return listed(use.language);
    case 'component':
      return [use.component];
    case 'title':
      return listed(use.title);
    case 'recipient':
      return [setting.partner];
    case 'product':
      return listed(title?.kind);
    case 'virtualLocation':
      return title?.domains;
    default:
      return undefined;
  }
}

function listed(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}
