/** Message files: static assets, a set of files for each language, read once by each isolate. The worker's script carries no text. */
import type { Child } from 'hono/jsx';
import type { Env } from '../../platform/env.ts';
import type { KeyedFault } from '../../platform/fault-keys.ts';
import type { MessageKey } from './message-keys.ts';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

type Messages = Record<string, string>;
/** `count` picks between `key_one` and `key_other` (CLDR plural categories) and is written as a number. */
type Values = Record<string, string | number>;

export interface Translate {
  (key: MessageKey, values?: Values): string;
  language: Language;
  /** With elements in the places of placeholders. */
  rich(key: MessageKey, values: Record<string, Child>): Child[];
  /** What a closed list of the API calls a thing, as people say it; what no message file knows is shown as it is. */
  word(list: string, value: string): string;
  /** The template of a sentence of the API, in the form that its `count` asks for; null: not known here. */
  template(message: { key: string; parameters: Record<string, unknown> }): string | null;
  /** What is wrong with a field; what the language has no text for, in the API's own English. */
  fault(fault: KeyedFault & { message: string }): string;
  /** A sentence after a colon: English goes on in lower case. */
  inSentence(text: string): string;
  number(value: number): string;
  /** British, as all our English: no comma before the last of a list, the day before the month. */
  locale: string;
  /** `a, b and c`, or with another type `a, b or c`. */
  list(texts: readonly string[], type?: Intl.ListFormatType): string;
  /** Of an instant (ISO 8601, or milliseconds), or of a date in UTC with that zone among the options. */
  date(at: string | number | Date, options: Intl.DateTimeFormatOptions): string;
  /** `Japan` for `JP`, `Germany (DE-BY)` for a part of a country. What no code list knows is shown as it is. */
  codeName(type: 'region' | 'language', code: string): string;
  /** `14 days` for `P14D`. */
  period(duration: string): string;
}

const loaded = new Map<Language, Messages>();

/** Formatters cost more than all that is written with them: one of a kind for each isolate. */
const formatters = new Map<string, unknown>();

function formatter<T>(key: string, make: () => T): T {
  const known = formatters.get(key) ?? make();
  formatters.set(key, known);
  return known as T;
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

/** `templates`: the English of sentences of the API, by key (sentences.ts). */
export function translator(language: Language, messages: Messages, templates: Messages = {}): Translate {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const text = (key: string, values: Values): string => {
    const count = values.count;
    if (typeof count !== 'number') return messages[key] ?? key;
    return messages[`${key}_${plurals.select(count)}`] ?? messages[`${key}_other`] ?? messages[key] ?? key;
  };
  const written = (value: string | number | undefined) =>
    typeof value === 'number' ? numbers.format(value) : value;
  const translate = (key: MessageKey, values: Values = {}) =>
    text(key, values).replace(
      /\{(\w+)\}/g,
      (placeholder, name: string) => written(values[name]) ?? placeholder,
    );
  const locale = language === 'en' ? 'en-GB' : language;
  const codeName = (type: 'region' | 'language', code: string): string => {
    try {
      const names = formatter(
        `${locale} ${type}`,
        () => new Intl.DisplayNames(locale, { type, fallback: 'code' }),
      );
      const isPart = type === 'region' && /^[A-Z]{2}-/.test(code);
      return isPart ? `${names.of(code.slice(0, 2))} (${code})` : (names.of(code) ?? code);
    } catch {
      return code;
    }
  };
  return Object.assign(translate, {
    language,
    locale,
    list: (texts: readonly string[], type: Intl.ListFormatType = 'conjunction') =>
      formatter(`${locale} ${type}`, () => new Intl.ListFormat(locale, { type })).format(texts),
    date: (at: string | number | Date, options: Intl.DateTimeFormatOptions) =>
      formatter(
        `${locale} ${JSON.stringify(options)}`,
        () => new Intl.DateTimeFormat(locale, options),
      ).format(new Date(at)),
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
      const of = (one: string) => messages[`sentence.${one}`] ?? (language === 'en' ? templates[one] : null);
      return of(form) ?? of(key) ?? null;
    },
    fault: ({ key, parameters = {}, message }: KeyedFault & { message: string }) => {
      const said = translate(`fault.${key}` as MessageKey, parameters as Values);
      return key === undefined || said === `fault.${key}` ? message : said;
    },
    inSentence: (text: string) =>
      language === 'en' ? text.replace(/^[A-Z](?=[a-z’]* )/, (letter) => letter.toLowerCase()) : text,
    number: (value: number) => numbers.format(value),
  });
}

/** `preferred`: of a cookie, before `accepted`: the header `Accept-Language` (RFC 9110 §12.5.4). */
export function pickLanguage(preferred: string | undefined, accepted: string | undefined): Language {
  const known = (tag: string) => LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
  if (preferred !== undefined) {
    const language = known(preferred);
    if (language) return language;
  }
  const ranked = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: known(tag), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => language !== undefined && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.language ?? 'en';
}
