/** One use in full: every part that a constraint can ask for, or undefined where nobody states it. */
import type { ComponentType } from '../terms.ts';

export interface UseCase {
  action: string;
  component: ComponentType;
  /** Title id. */
  title?: string;
  territory?: string;
  channel?: string;
  purpose?: string;
  /** BCP 47, of the item. */
  language?: string;
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
