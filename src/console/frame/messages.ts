/** Loads the message files, which are static assets, once per language and isolate. */
import type { Child } from 'hono/jsx';
import { parseAccept } from 'hono/utils/accept';
import type { Env } from '../../platform/env.ts';
import type { KeyedFault } from '../../platform/fault-keys.ts';
import { isPart, partName } from '../../rights/territories/subdivisions.ts';
import type { MessageKey } from './message-keys.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

type Messages = Record<string, string>;
/** `count` selects `key_one` or `key_other` (CLDR plural categories). Numbers are formatted. */
type Values = Record<string, string | number>;

export interface Translate {
  (key: MessageKey, values?: Values): string;
  language: Language;
  /** Substitutes elements for placeholders. */
  rich(key: MessageKey, values: Record<string, Child>): Child[];
  /** Display name of a value from a closed list of the API. Returns unknown values unchanged. */
  word(list: string, value: string): string;
  /** Template of an API sentence in the plural form for `count`; null if unknown. */
  template(message: { key: string; parameters: Record<string, unknown> }): string | null;
  /** Translated field error; falls back to the API's English. */
  fault(fault: KeyedFault & { message: string }): string;
  /** Lower-cases the first letter after a colon in English. */
  inSentence(text: string): string;
  startingWith(prefixes: readonly string[]): Messages;
  number(value: number): string;
  /** English is British: no serial comma, day before month. */
  locale: string;
  /** Type `conjunction` gives `a, b and c`, `disjunction` gives `a, b or c`. */
  list(texts: readonly string[], type?: Intl.ListFormatType): string;
  /** Formats an instant (ISO 8601 or milliseconds). For a plain date, pass the zone UTC in the options. */
  date(at: string | number | Date, options: Intl.DateTimeFormatOptions): string;
  /** `Japan`, `Bavaria (Germany)`, or `France (FR-75C)` without a usual name. Unknown codes are unchanged. */
  codeName(type: 'region' | 'language', code: string): string;
  /** `14 days` for `P14D`. */
  period(duration: string): string;
}

const loaded = new Map<Language, Messages>();

/** Values of `Intl` by key, for the life of the isolate: making one costs more than using it. */
const cache = new Map<string, unknown>();

export function cached<T>(key: string, make: () => T): T {
  const value = cache.get(key) ?? make();
  cache.set(key, value);
  return value as T;
}

const UNITS: Record<string, string> = {
  D: 'day',
  W: 'week',
  M: 'month',
  Y: 'year',
  TH: 'hour',
  TM: 'minute',
};

export async function messagesOf(env: Env, language: Language): Promise<Messages> {
  const known = loaded.get(language);
  if (known) return known;
  const stored = await env.ASSETS.fetch(
    new Request(`https://assets.invalid/console/messages/${language}.json`),
  );
  if (!stored.ok) throw new Error(`No messages for ${language}: ${stored.status}`);
  const messages = (await stored.json()) as Messages;
  loaded.set(language, messages);
  return messages;
}

/** `templates`: English API sentences by key (sentences.ts). */
export function translator(language: Language, messages: Messages, templates: Messages = {}): Translate {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const text = (key: string, values: Values): string => {
    const count = values.count;
    if (typeof count !== 'number') return messages[key] ?? key;
    return messages[`${key}_${plurals.select(count)}`] ?? messages[`${key}_other`] ?? messages[key] ?? key;
  };
  const formatValue = (value: string | number | undefined) =>
    typeof value === 'number' ? numbers.format(value) : value;
  const translate = (key: MessageKey, values: Values = {}) =>
    text(key, values).replace(
      /\{(\w+)\}/g,
      (placeholder, name: string) => formatValue(values[name]) ?? placeholder,
    );
  const locale = language === 'en' ? 'en-GB' : language;
  const codeName = (type: 'region' | 'language', code: string): string => {
    try {
      const names = cached(
        `${locale} ${type}`,
        () => new Intl.DisplayNames(locale, { type, fallback: 'code' }),
      );
      if (type !== 'region' || !isPart(code)) return names.of(code) ?? code;
      const [part, country] = [partName(code, language), names.of(code.slice(0, 2))];
      return part === undefined ? `${country} (${code})` : `${part} (${country})`;
    } catch {
      return code;
    }
  };
  return Object.assign(translate, {
    language,
    locale,
    list: (texts: readonly string[], type: Intl.ListFormatType = 'conjunction') =>
      cached(`${locale} ${type}`, () => new Intl.ListFormat(locale, { type })).format(texts),
    date: (at: string | number | Date, options: Intl.DateTimeFormatOptions) =>
      cached(`${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options)).format(
        new Date(at),
      ),
    codeName,
    period: (duration: string) => {
      const [, time = '', amount, letter = ''] = /^P(T?)(\d+)([DWMYH])$/.exec(duration) ?? [];
      const unit = UNITS[time + letter];
      if (unit === undefined) return duration;
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
        Number(amount),
      );
    },
    rich: (key: MessageKey, values: Record<string, Child>) =>
      (messages[key] ?? key)
        .split(/(\{\w+\})/)
        .map((part) => (part.startsWith('{') ? (values[part.slice(1, -1)] ?? part) : part)),
    word: (list: string, value: string) => messages[`word.${list}.${value}`] ?? value,
    template: ({ key, parameters }: { key: string; parameters: Record<string, unknown> }) => {
      const { count } = parameters;
      const form = typeof count === 'number' ? `${key}_${plurals.select(count)}` : key;
      const templateFor = (key: string) =>
        messages[`sentence.${key}`] ?? (language === 'en' ? templates[key] : null);
      return templateFor(form) ?? templateFor(key) ?? null;
    },
    fault: ({ key, parameters = {}, message }: KeyedFault & { message: string }) => {
      const text = translate(`fault.${key}` as MessageKey, parameters as Values);
      return key === undefined || text === `fault.${key}` ? message : text;
    },
    inSentence: (text: string) =>
      language === 'en' ? text.replace(/^[A-Z](?=[a-z’]* )/, (letter) => letter.toLowerCase()) : text,
    startingWith: (prefixes: readonly string[]) =>
      Object.fromEntries(
        Object.entries(messages).filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))),
      ),
    number: (value: number) => numbers.format(value),
  });
}

/** The `preferred` cookie wins over `accepted`, the `Accept-Language` header (RFC 9110 §12.5.4). */
export function pickLanguage(preferred: string | undefined, accepted: string | undefined): Language {
  const tags = parseAccept(accepted ?? '').flatMap(({ type, q }) => (q > 0 ? type : []));
  const supported = [preferred ?? '', ...tags].flatMap(
    (tag) => LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language) ?? [],
  );
  return supported[0] ?? 'en';
}
