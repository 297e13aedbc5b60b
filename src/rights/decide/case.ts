/** One use in full: every part that a constraint can ask for, or undefined where nobody states it. */
import { MEDIA_OF_CHANNEL } from '../odrl/operands.ts';
import type { Facts } from '../odrl/truth.ts';
import type { ComponentType } from '../terms.ts';
import type { StatedContext } from '../types.ts';

export interface UseParts {
  action: string;
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

/** A use as facts. Thousands of them are made for one answer, so its parts are copied one by one. */
export class UseCase implements Facts, UseParts {
  readonly action: string;
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

  constructor(
    parts: UseParts,
    setting: Setting,
    territory = parts.territory,
    at = parts.at,
    action = parts.action,
  ) {
    this.action = action;
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

  /** The same use in another territory. */
  in(territory: string): UseCase {
    return new UseCase(this, this.#setting, territory);
  }

  /** The same use at another instant. */
  when(at: number): UseCase {
    return new UseCase(this, this.#setting, this.territory, at);
  }

  /** Another act in its place. */
  doing(action: string, at: number): UseCase {
    return new UseCase(this, this.#setting, this.territory, at, action);
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
