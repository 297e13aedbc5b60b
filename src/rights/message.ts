/**
 * Messages as the key of a template and its parameters, so that a page can render them in its reader's
 * language. The English text for programs is rendered from the template of the same key.
 */
import { getOrInsert } from './get-or-insert.ts';

/** A word of a closed vocabulary: English text contains the value, a page its own name for it. */
export interface Term {
  /** Name of the vocabulary: `act`, `place`, `channel`… */
  of: string;
  value: string;
}

export interface TermEdge {
  edge: 'first' | 'last';
  /** IANA name. */
  zone: string;
}

export type Parameter =
  | string
  | number
  | Term
  /**
   * ISO 8601 UTC. `shown`: shorter form in English text. `term`: the instant is the first of a term, or the
   * first after it, in the time zone of the license.
   */
  | { instant: string; shown?: string; term?: TermEdge }
  /** `a, b and c`, cut after the eighth. `joint`: replaces all separators. */
  | { list: readonly Parameter[]; joint?: 'and' | 'or' | 'xone' | 'else' | 'space' | 'comma' | 'semicolon' }
  | Message;

export type Parameters = Readonly<Record<string, Parameter>>;

/**
 * Key → English template with `{placeholders}`. A number `count` selects between `key_one` and `key_other`.
 */
export type Templates = Readonly<Record<string, string>>;

/** Its JSON does not contain `text`. */
export class Message {
  readonly key: string;
  readonly parameters: Parameters;
  readonly #templates: Templates;
  #text: string | undefined;

  constructor(templates: Templates, key: string, parameters: Parameters) {
    this.key = key;
    this.parameters = parameters;
    this.#templates = templates;
  }

  /** In English. */
  get text(): string {
    this.#text ??= fill(templateOf(this.#templates, this), this.parameters);
    return this.#text;
  }

  /** Text as a sentence of its own, with a capital: it may begin with a word of a vocabulary. */
  get sentence(): string {
    return this.text.charAt(0).toUpperCase() + this.text.slice(1);
  }
}

type Placeholders<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Plural<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;
type TextOf<T, Key extends string> = Key extends keyof T ? T[Key] : T[`${Key}_other` & keyof T];

/** Creates a message of these templates. A missing placeholder value is a compile error. */
export type Say<T extends Templates> = <Key extends Plural<keyof T & string>>(
  key: Key,
  ...parameters: [Placeholders<TextOf<T, Key>>] extends [never]
    ? []
    : [Readonly<Record<Placeholders<TextOf<T, Key>>, Parameter>>]
) => Message;

export const messagesOf =
  <const T extends Templates>(templates: T): Say<T> =>
  (key, ...[parameters]) =>
    new Message(templates, key, parameters ?? {});

function templateOf(templates: Templates, { key, parameters }: Message): string {
  const { count } = parameters;
  const form = typeof count === 'number' ? `${key}_${count === 1 ? 'one' : 'other'}` : key;
  return templates[form] ?? templates[key] ?? key;
}

const partsByTemplate = new Map<string, string[]>();

/** Alternates text and placeholder names. */
function partsOf(template: string): string[] {
  return getOrInsert(partsByTemplate, template, () => template.split(/\{(\w+)\}/));
}

function fill(template: string, parameters: Parameters): string {
  let text = '';
  partsOf(template).forEach((part, position) => {
    text += position % 2 === 0 ? part : inEnglish(parameters[part] ?? `{${part}}`);
  });
  return text;
}

/** Values of a list in text; further ones are counted. */
export const LISTED_MAX = 8;
const JOINTS = {
  and: ' and ',
  or: ' or ',
  xone: ' or else ',
  else: '; or ',
  space: ' ',
  comma: ', ',
  semicolon: '; ',
} as const;

export function inEnglish(value: Parameter): string {
  if (typeof value !== 'object') return String(value);
  if (value instanceof Message) return value.text;
  if ('instant' in value) return value.shown ?? value.instant;
  if ('of' in value) return value.value;
  const texts = value.list.map(inEnglish);
  return value.joint ? texts.join(JOINTS[value.joint]) : listed(texts);
}

/** Formats `a, b and c`; a long list ends with the number of further values. */
export function listed(values: readonly string[]): string {
  const shown = values.slice(0, LISTED_MAX);
  const rest = values.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? (all[0] ?? 'nothing') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
