/** Renders API sentences in the page's language and zone. */
import { AUDIT_TEMPLATES } from '../../audit/templates.ts';
import { STEP_TEMPLATES } from '../../delivery/templates.ts';
import { LEDGER_TEMPLATES } from '../../ledger/templates.ts';
import { EXCLUSIVITY_TEMPLATES } from '../../licensing/exclusivity/templates.ts';
import type { KeyedFault } from '../../platform/fault-keys.ts';
import { PROBLEM_TEMPLATES } from '../../platform/templates.ts';
import { operandValue } from '../../rights/decide/words.ts';
import { DECISION_TEMPLATES, POLICY_TEMPLATES } from '../../rights/index.ts';
import type { Parameter } from '../../rights/message.ts';
import { territoryCodes } from '../../rights/territories/expand.ts';
import { NAMED_SETS } from '../../rights/territories/sets.ts';
import { type ApiProblem, limitFaults } from './api.ts';
import { dayOf, type Edge, zoneOrUtc } from './contract-day.ts';
import { type EntityNames, isNamedId } from './entity-names.ts';
import type { MessageKey } from './message-keys.ts';
import type { Translate } from './messages.ts';

/** English templates. Message files have them as `sentence.KEY`, in English only those that pages reword. */
export const SENTENCE_TEMPLATES: Readonly<Record<string, string>> = {
  ...DECISION_TEMPLATES,
  ...POLICY_TEMPLATES,
  ...STEP_TEMPLATES,
  ...AUDIT_TEMPLATES,
  ...PROBLEM_TEMPLATES,
  ...LEDGER_TEMPLATES,
  ...EXCLUSIVITY_TEMPLATES,
};

export interface ApiMessage {
  key: string;
  parameters: Record<string, unknown>;
}

export interface Reader {
  t: Translate;
  zone: string;
  /** Names of entities; without it, sentences show ids. */
  names?: Pick<EntityNames, 'get' | 'titleOf'>;
  /** Zone of the license that the rule belongs to. */
  termZone?: string | undefined;
  /** Form of words within the sentence, by a placeholder such as `{places:in}`: `in Japan` for `Japan`. */
  form?: string | undefined;
}

/** Error of a field or policy; falls back to the API's English. */
export function faultIn(reader: Reader, fault: KeyedFault & { message: string }): string {
  const { key = '', parameters = {} } = fault;
  const sentence = sentenceIn(reader, { key, parameters });
  if (sentence !== null) return sentence;
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parameters))
    values[name] = typeof value === 'object' ? parameterIn(reader, value) : value;
  return reader.t.fault({ ...fault, parameters: values });
}

export function problemIn(reader: Reader, problem: ApiProblem): string {
  const faults = limitFaults(problem.errors ?? [], problem).map((fault) => faultIn(reader, fault));
  return faults.join('; ') || (sentenceIn(reader, problem.message) ?? problem.detail);
}

/** Null if this release does not know the key. */
export function sentenceIn(reader: Reader, message: ApiMessage | undefined): string | null {
  if (message === undefined || reader.t.template(message) === null) return null;
  const text = inWords(reader, message);
  return text.charAt(0).toLocaleUpperCase(reader.t.language) + text.slice(1);
}

/** Longer lists are cut; a license may name every country. */
const LISTED_MAX = 12;

/** `before` constraints end a term, `from` constraints begin one. */
const EDGES: Record<string, Edge> = { 'constraint.before': 'last', 'constraint.from': 'first' };

function inWords(reader: Reader, message: ApiMessage): string {
  const values = message.parameters.values as { list?: { instant?: string }[] } | undefined;
  const day = termDayIn(reader, values?.list?.[0]?.instant, EDGES[message.key]);
  if (day !== null) return day;
  const template = reader.t.template(message) ?? message.key;
  return template.replace(/\{(\w+)(?::(\w+))?\}/g, (placeholder, name: string, form?: string) =>
    parameterIn({ ...reader, form: form ?? reader.form }, message.parameters[name] ?? placeholder),
  );
}

export function parameterIn(reader: Reader, value: unknown): string {
  if (typeof value === 'number') return reader.t.number(value);
  if (typeof value === 'string' && isNamedId(value)) return reader.names?.get(value)?.name ?? value;
  // The id of a rule that has none of its own.
  if (typeof value === 'string' && /^rule-\d+$/.test(value))
    return reader.t('decisions.rule_number', { number: value.slice('rule-'.length) });
  if (typeof value !== 'object' || value === null) return String(value);
  if ('instant' in value) return instantIn(reader, value as Instant);
  if ('list' in value) return listIn(reader, value as { list: unknown[]; joint?: string });
  if ('of' in value) return termIn(reader, value as { of: string; value: string });
  return 'key' in value ? inWords(reader, value as ApiMessage) : '';
}

type Instant = Extract<Parameter, { instant: string }>;

/** `until 31 Dec 2027`; null if the instant is not a day boundary of the license. */
export function termDayIn({ t, termZone }: Reader, iso?: string, edge?: Edge): string | null {
  const day = iso && edge && termZone && dayIn(t, iso, { edge, zone: termZone });
  return day ? t(`decisions.${edge}_day`, { day }) : null;
}

function dayIn(t: Translate, iso: string, { edge, zone }: { edge: Edge; zone: string }): string | null {
  const day = dayOf(iso, zoneOrUtc(zone), edge);
  return day.length === 'YYYY-MM-DD'.length ? t.date(day, { timeZone: 'UTC', dateStyle: 'medium' }) : null;
}

/** Terms show days in the license's zone. If the English text shows only a day, so does the translation. */
function instantIn({ t, zone, form }: Reader, { instant, shown, term }: Instant): string {
  const day = term && dayIn(t, instant, term);
  if (day) return term.edge === 'last' && form !== 'day' ? t('decisions.inclusive', { day }) : day;
  const timeStyle = /:00(\.0+)?Z$/.test(instant) ? 'short' : 'medium';
  return t.date(instant, {
    timeZone: zone,
    dateStyle: 'medium',
    ...(shown?.length !== 'YYYY-MM-DD'.length && { timeStyle }),
  });
}

function listIn(reader: Reader, { list, joint }: { list: unknown[]; joint?: string }): string {
  if (joint === 'space') return ruleIn(reader, list);
  const separator = reader.t.word('joint', joint ?? '');
  const texts = list.map((item) => parameterIn(reader, item));
  if (separator !== (joint ?? '')) return texts.join(separator);
  return joinedIn(reader, texts, joint === 'or' ? 'disjunction' : 'conjunction', !joint);
}

/** An act and its constraints. What it is done to comes first; many are told apart by commas. */
function ruleIn(reader: Reader, [act, ...constraints]: unknown[]): string {
  const isOfContent = (constraint: unknown) => /^constraint\.component/.test(Object(constraint).key);
  const content = constraints.filter(isOfContent);
  const head = [act, ...content].map((part) => parameterIn(reader, part)).join(' ');
  const others = constraints.filter((constraint) => !isOfContent(constraint));
  // The end of a term follows its beginning without a comma.
  const separator = (part: unknown) =>
    others.length > 2 && Object(part).key !== 'constraint.before' ? ', ' : ' ';
  return others.reduce<string>((text, part) => text + separator(part) + parameterIn(reader, part), head);
}

/** `a, b and c`, cut if it is long. */
export function joinedIn(
  { t, form }: Reader,
  texts: string[],
  type: Intl.ListFormatType,
  isCut = true,
): string {
  const hidden = isCut ? texts.length - LISTED_MAX : 0;
  if (hidden <= 1) return t.list(texts, type);
  const more = t(form ? 'decisions.listed_more_in' : 'decisions.listed_more', { count: hidden });
  return t.list([...texts.slice(0, LISTED_MAX), more], type);
}

/** Operands that members of a token correspond to. */
const TOKEN_MEMBERS: Record<string, string> = {
  actions: 'act',
  datatypes: 'component',
  locations: 'spatial',
  channels: 'deliveryChannel',
};

/** Display text of a value of this left operand, or member of a token. */
export function operandIn(reader: Reader, operand: string, value: unknown): string {
  if (typeof value === 'object') return JSON.stringify(value);
  return parameterIn(reader, operandValue(TOKEN_MEMBERS[operand] ?? operand, String(value)));
}

/** Operators of instants and of other values differ: `before`, `less than`. Ends in a space, or is empty. */
export const operatorIn = ({ t }: Reader, operand: string, operator: string): string =>
  t.word(operand === 'dateTime' ? 'time_operator' : 'operator', operator);

function termIn(reader: Reader, { of: vocabulary, value }: { of: string; value: string }): string {
  const { t, names, form } = reader;
  if (form === 'in' && vocabulary === 'place') return placeIn(t, value);
  const inForm = form === undefined ? value : t.word(form, value);
  if (inForm !== value) return inForm;
  const word = t.word(vocabulary, value);
  if (form === 'for' && vocabulary === 'purpose') return t('decisions.for_purpose', { purpose: word });
  if (word !== value) return word;
  if (vocabulary === 'title') return names?.titleOf(value) ?? value;
  if (vocabulary === 'terms') return t(`licenses.${value}` as MessageKey);
  if (vocabulary === 'place') return t.codeName('region', value);
  if (vocabulary === 'language') return t.codeName('language', value);
  // A time since the creation of a version is compared with a period, and shown as the instant that it ended.
  if (vocabulary === 'period' && /^\d{4}-/.test(value)) return instantIn(reader, { instant: value });
  return vocabulary === 'period' ? t.period(value) : value;
}

/** Form within a sentence: German has the preposition (`in der Schweiz`), English the article. */
export function placeIn(t: Translate, name: string): string {
  const codes = territoryCodes(name);
  if (!codes) return t('licenses.say.in', { place: t('licenses.say.quoted', { text: name }) });
  const set = [...NAMED_SETS].find(([, members]) => members === codes)?.[0];
  const code = set ?? [...codes][0] ?? name;
  const special = t.word('in', code);
  return special === code ? t('licenses.say.in', { place: t.codeName('region', code) }) : special;
}
