// What the page says, in its language: the texts come with the page, in a template that is never shown.
const texts = JSON.parse(document.getElementById('words').content.textContent);
const { lang } = document.documentElement;
// Days before months, as elsewhere on these pages.
const locale = lang === 'en' ? 'en-GB' : lang;

const plurals = new Intl.PluralRules(locale);
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
const places = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });

const { agency } = document.getElementById('form').dataset;

/** A text of the page. `count` picks its plural form. */
export function say(key, values = {}) {
  const plural = values.count === undefined ? undefined : texts[`verify.${key}_${plurals.select(values.count)}`];
  const text = plural ?? texts[`verify.${key}`] ?? texts[`verify.${key}_other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => ({ agency, ...values })[name] ?? whole);
}

/** Of a closed list; what has no word is shown as it is. */
export const word = (list, value) => texts[`word.${list}.${value}`] ?? value;

export const listed = (words) => lists.format(words);

/** In the reader's zone. */
export const instant = (seconds) => instants.format(seconds * 1000);

/** Of the first instant after a term, the day before it, where a day of the reader's zone or of UTC begins then. */
export function lastDay(seconds) {
  for (const [timeZone, mark] of [
    [instants.resolvedOptions().timeZone, ''],
    ['UTC', ' (UTC)'],
  ]) {
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
    const before = days.format(seconds * 1000 - 1);
    if (before !== days.format(seconds * 1000)) return before + mark;
  }
  return instant(seconds);
}

export function size(bytes) {
  if (bytes < 1000) return `${numbers.format(bytes)} B`;
  return bytes < 1_000_000 ? `${numbers.format(bytes / 1000)} kB` : `${numbers.format(bytes / 1_000_000)} MB`;
}

/** A named set, an ISO 3166-1 code in words, or the code of a part of a country as it is. */
export function place(code) {
  const named = texts[`verify.place.${code}`];
  if (named) return named;
  return /^[A-Z]{2}$/.test(code) ? places.of(code) : code;
}
