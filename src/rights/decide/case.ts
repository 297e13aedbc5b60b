/** One use in full: an act, and the circumstances in which it is done. */
import type { Constraint } from '../odrl/model.ts';
import { MEDIA_OF_CHANNEL } from '../odrl/operands.ts';
import { evaluateConstraints, type Facts, type Truth } from '../odrl/truth.ts';
import type { ComponentType } from '../terms.ts';
import type { StatedContext } from '../types.ts';

/** Every part that a constraint can ask for, or undefined where nobody states it. */
export interface Parts {
  component: ComponentType;
  /** Title id. */
  title?: string | undefined;
  territory?: string | undefined;
  channel?: string | undefined;
  purpose?: string | undefined;
  /** BCP 47, of the item. */
  language?: string | undefined;
  /** What is stated besides, by left operand. */
  context?: StatedContext | undefined;
  /** The instant of the use, and that from which elapsed time counts (creation of the version). Milliseconds, UTC. */
  at: number;
  origin: number;
}

/** What is the same for every use of one license. */
export interface Setting {
  /** Partner id. */
  partner: string;
  /** The title's domains and kind, by title id. */
  titles: ReadonlyMap<string, { domains: readonly string[]; kind?: string }>;
}

/** Shorter lists of constraints are evaluated as fast as they are looked up. */
const REMEMBERED_FROM = 3;

/** No constraint asks for the act, so what a list of them comes to is the same for all acts in the same circumstances. */
export class Circumstances implements Facts, Parts {
  readonly component: ComponentType;
  readonly title: string | undefined;
  readonly territory: string | undefined;
  readonly channel: string | undefined;
  readonly purpose: string | undefined;
  readonly language: string | undefined;
  readonly context: StatedContext | undefined;
  readonly at: number;
  readonly origin: number;
  readonly #setting: Setting;
  #truths: Map<readonly Constraint[], Truth> | undefined;
  #elsewhere: Circumstances | undefined;
  #later: Circumstances | undefined;

  constructor(parts: Parts, setting: Setting, territory = parts.territory, at = parts.at) {
    this.component = parts.component;
    this.title = parts.title;
    this.territory = territory;
    this.channel = parts.channel;
    this.purpose = parts.purpose;
    this.language = parts.language;
    this.context = parts.context;
    this.at = at;
    this.origin = parts.origin;
    this.#setting = setting;
  }

  in(territory: string): Circumstances {
    if (this.#elsewhere?.territory !== territory)
      this.#elsewhere = new Circumstances(this, this.#setting, territory);
    return this.#elsewhere;
  }

  when(at: number): Circumstances {
    if (at === this.at) return this;
    if (this.#later?.at !== at) this.#later = new Circumstances(this, this.#setting, this.territory, at);
    return this.#later;
  }

  /** All constraints of a rule together. */
  truthOf(constraints: readonly Constraint[]): Truth {
    if (constraints.length < REMEMBERED_FROM) return evaluateConstraints(constraints, this);
    this.#truths ??= new Map();
    let truth = this.#truths.get(constraints);
    if (truth === undefined) {
      truth = evaluateConstraints(constraints, this);
      this.#truths.set(constraints, truth);
    }
    return truth;
  }

  /** What the gateway knows of a use counts, whatever is stated besides. */
  values(operand: string): readonly string[] | undefined {
    switch (operand) {
      case 'spatial':
        return listed(this.territory);
      case 'deliveryChannel':
        return listed(this.channel);
      case 'media':
        return listed(this.channel === undefined ? undefined : MEDIA_OF_CHANNEL[this.channel]);
      case 'purpose':
        return listed(this.purpose);
      case 'language':
        return listed(this.language);
      case 'component':
        return [this.component];
      case 'title':
        return listed(this.title);
      case 'recipient':
        return [this.#setting.partner];
      case 'product':
        return listed(this.#title?.kind);
      case 'virtualLocation':
        return this.#title?.domains;
      // Time is not for the partner to state.
      case 'dateTime':
      case 'elapsedTime':
      case 'delayPeriod':
        return undefined;
      default:
        return listed(this.#besides(operand)?.value);
    }
  }

  unit(operand: string): string | undefined {
    return this.#besides(operand)?.unit;
  }

  #besides(operand: string): { value: string; unit?: string } | undefined {
    if (!this.context || !Object.hasOwn(this.context, operand)) return undefined;
    const text = String(this.context[operand]);
    const [, value, unit] = AMOUNT.exec(text) ?? [];
    return value === undefined || unit === undefined ? { value: text } : { value, unit };
  }

  get #title(): { domains: readonly string[]; kind?: string } | undefined {
    return this.title === undefined ? undefined : this.#setting.titles.get(this.title);
  }
}

/** `1200 px` */
const AMOUNT = /^(\d[\d.]*) (\S+)$/;

function listed(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}

export interface UseCase {
  action: string;
  where: Circumstances;
}
