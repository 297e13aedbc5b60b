/** One use in full: an act and its circumstances. */
import type { Constraint } from '../odrl/model.ts';
import { MEDIA_OF_CHANNEL } from '../odrl/operands.ts';
import { evaluateConstraints, type Facts, type Truth } from '../odrl/truth.ts';
import type { ComponentType } from '../terms.ts';
import { isTitleKind } from '../title-kinds.ts';
import type { StatedContext } from '../types.ts';

/** The parts that a constraint can ask for. Undefined: not stated. */
export interface UseParts {
  component: ComponentType;
  /** Title id. */
  title?: string | undefined;
  territory?: string | undefined;
  channel?: string | undefined;
  purpose?: string | undefined;
  /** BCP 47, of the item. */
  language?: string | undefined;
  /** Other stated facts by left operand. */
  context?: StatedContext | undefined;
  /**
   * `at`: instant of the use. `origin`: instant from which elapsed time counts (creation of the version).
   * Milliseconds, UTC.
   */
  at: number;
  origin: number;
}

export interface LicenseeContext {
  partner: string;
  /** Domains and kind of each title, by title id. */
  titles: ReadonlyMap<string, { domains: readonly string[]; kind?: string }>;
}

/** Shorter lists are evaluated as fast as a cache lookup. */
const CACHED_FROM = 3;

/**
 * Facts of a use without its act. No constraint asks for the act, so the truth of a list of constraints is
 * cached for all acts in the same circumstances.
 */
export class Circumstances implements Facts, UseParts {
  readonly component: ComponentType;
  readonly title: string | undefined;
  readonly territory: string | undefined;
  readonly channel: string | undefined;
  readonly purpose: string | undefined;
  readonly language: string | undefined;
  readonly context: StatedContext | undefined;
  readonly at: number;
  readonly origin: number;
  readonly #licensee: LicenseeContext;
  #truths: Map<readonly Constraint[], Truth> | undefined;
  #inOtherTerritory: Circumstances | undefined;
  #atLaterInstant: Circumstances | undefined;

  constructor(parts: UseParts, licensee: LicenseeContext, territory = parts.territory, at = parts.at) {
    this.component = parts.component;
    this.title = parts.title;
    this.territory = territory;
    this.channel = parts.channel;
    this.purpose = parts.purpose;
    this.language = parts.language;
    this.context = parts.context;
    this.at = at;
    this.origin = parts.origin;
    this.#licensee = licensee;
  }

  inTerritory(territory: string): Circumstances {
    if (this.#inOtherTerritory?.territory !== territory)
      this.#inOtherTerritory = new Circumstances(this, this.#licensee, territory);
    return this.#inOtherTerritory;
  }

  atInstant(at: number): Circumstances {
    if (at === this.at) return this;
    if (this.#atLaterInstant?.at !== at)
      this.#atLaterInstant = new Circumstances(this, this.#licensee, this.territory, at);
    return this.#atLaterInstant;
  }

  /** Truth of all constraints of a rule together, cached. */
  truthOf(constraints: readonly Constraint[]): Truth {
    if (constraints.length < CACHED_FROM) return evaluateConstraints(constraints, this);
    this.#truths ??= new Map();
    let truth = this.#truths.get(constraints);
    if (truth === undefined) {
      truth = evaluateConstraints(constraints, this);
      this.#truths.set(constraints, truth);
    }
    return truth;
  }

  /** Facts that the gateway knows take precedence over stated ones. */
  values(operand: string): readonly string[] | undefined {
    switch (operand) {
      case 'spatial':
        return asList(this.territory);
      case 'deliveryChannel':
        return asList(this.channel);
      case 'media':
        return asList(this.channel === undefined ? undefined : MEDIA_OF_CHANNEL[this.channel]);
      case 'purpose':
        return asList(this.purpose);
      case 'language':
        return asList(this.language);
      case 'component':
        return [this.component];
      case 'title':
        return asList(this.title);
      case 'recipient':
        return [this.#licensee.partner];
      case 'product':
        return asList(this.#title?.kind);
      case 'virtualLocation':
        return this.#title?.domains;
      // The partner does not state the time.
      case 'dateTime':
      case 'elapsedTime':
      case 'delayPeriod':
        return undefined;
      default:
        return asList(this.#statedValue(operand)?.value);
    }
  }

  unit(operand: string): string | undefined {
    return this.#statedValue(operand)?.unit;
  }

  /**
   * A restriction of magazines may mean a title whose kind nothing knows; one of other kinds names its own.
   */
  isUnknown(operand: string, value: string, values: ReadonlySet<string>): boolean {
    return operand === 'product' && !isTitleKind(value) && [...values].some(isTitleKind);
  }

  #statedValue(operand: string): { value: string; unit?: string } | undefined {
    if (!this.context || !Object.hasOwn(this.context, operand)) return undefined;
    const text = String(this.context[operand]);
    const [, value, unit] = AMOUNT.exec(text) ?? [];
    return value === undefined || unit === undefined ? { value: text } : { value, unit };
  }

  get #title(): { domains: readonly string[]; kind?: string } | undefined {
    return this.title === undefined ? undefined : this.#licensee.titles.get(this.title);
  }
}

/** `1200 px` */
const AMOUNT = /^(\d[\d.]*) (\S+)$/;

function asList(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}

export interface UseCase {
  action: string;
  circumstances: Circumstances;
}
