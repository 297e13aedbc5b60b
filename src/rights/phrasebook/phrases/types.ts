/** How the phrases of a language are written down. */
import type { MeaningKey } from '../meanings.ts';

/**
 * A pattern and a text in the language that it reads in full. A pattern is words in order: `a|b` either,
 * `[a]` optional, `a,` a comma may follow, and slots: `{territories}` a list of places, `{period}` a number
 * of hours, days, weeks, months or years, `{number}`, `{size}` a size on the page or screen, `{event}` and
 * `{line}` words up to the next comma or the end of the sentence, `{things}` a list of the language's
 * `things`, `{until}`, `{before}`, `{after}` and `{from}` a date till which the phrase holds, or after which
 * it begins. Case and accents do not matter.
 */
export type Phrase = readonly [pattern: string, example: string];

export type Language = 'en' | 'de' | 'fr' | 'es';

export interface LanguageBook {
  phrases: Partial<Record<MeaningKey, readonly Phrase[]>>;
  /** What can be listed before or after a word that forbids: what each means when it is forbidden. */
  things: Partial<Record<MeaningKey, readonly string[]>>;
  /** Patterns with `{things}`. */
  frames: readonly Phrase[];
}
