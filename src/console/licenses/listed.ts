/** Lists and quotations in the grammar of a language. Pure. */
import type { Translate } from '../frame/messages.ts';

/** British, as all our English: no comma before the last. */
export const localeOf = (t: Translate) => (t.language === 'en' ? 'en-GB' : t.language);

/** Makes one of a kind for each key and keeps it: of `Intl` each costs more than all that is said with it. */
export function kept<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

const lists = kept((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** `a, b and c`. */
export function listed(texts: readonly string[], t: Translate): string {
  return lists(localeOf(t)).format(texts);
}

/** Names that somebody chose, so that nobody takes a part of one for the sentence around it. */
export function quoted(names: readonly string[], t: Translate): string {
  return listed(
    names.map((text) => t('licenses.say.quoted', { text })),
    t,
  );
}
