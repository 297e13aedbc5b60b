/**
 * Custom phrases of the desk: checked when they are added, and matched beside the phrasebook when a text is
 * read.
 */
import { PHRASE_WORDS_MAX } from '../limits.ts';
import { parsePolicy, rulesOf } from '../odrl/parse.ts';
import { perObject } from '../per-object.ts';
import type { OdrlJson, Result, RightsFault } from '../types.ts';
import type { Match } from './match.ts';
import { patternMatches } from './match.ts';
import { isMeaning, MEANINGS, type MeaningKey, meaning } from './meanings.ts';
import { type Book, bookOf, elementsOf, type Pattern } from './pattern.ts';
import { printProse } from './print.ts';
import { rulesOfMeaning, type WrittenRule } from './rules.ts';
import { scan } from './scan.ts';
import type { Slots } from './slots.ts';
import { type Word, wordsOf } from './words.ts';

/**
 * Words, with `{territories}`, `{period}`, `{number}` or `{size}` if the meaning has such a slot; and the
 * meaning or policy.
 */
export type CustomPhrase = { id: string; phrase: string } & (
  | { meaning: MeaningKey; policy?: undefined }
  | { policy: OdrlJson; meaning?: undefined }
);

export interface NewPhrase {
  phrase: string;
  meaning?: string;
  policy?: OdrlJson;
}

/** Slots of custom phrases. Free slots (`{event}`, `{line}`) could swallow a restriction. */
const ALLOWED_SLOTS = ['{territories}', '{period}', '{number}', '{size}'];

/**
 * Returns the phrase in normalized words, or faults with JSON pointers into the input. It must forbid or
 * demand something: a policy that permits anything, or that cannot be evaluated, is refused.
 */
export function checkPhrase({
  phrase,
  meaning: key,
  policy,
}: NewPhrase): Result<Omit<CustomPhrase, 'id'>, RightsFault[]> {
  const pattern = patternOf(phrase);
  const usedSlots = pattern.filter((part) => part.startsWith('{'));
  const fail = (path: string, message: string) => ({ ok: false as const, reason: [{ path, message }] });
  if (pattern.length === usedSlots.length) return fail('/phrase', 'A phrase must have words');
  if (pattern.length > PHRASE_WORDS_MAX)
    return fail('/phrase', `A phrase has at most ${PHRASE_WORDS_MAX} words`);
  const unsupported = usedSlots.find((slot) => !ALLOWED_SLOTS.includes(slot));
  if (unsupported !== undefined)
    return fail('/phrase', `A phrase may name ${ALLOWED_SLOTS.join(', ')}, not ${unsupported}`);
  const words = pattern.join(' ');
  if (policy !== undefined)
    return usedSlots.length > 0
      ? fail('/phrase', 'A policy names nothing that a slot could fill: give a meaning')
      : checkPolicy(words, policy);
  if (key === undefined || !isMeaning(key))
    return fail('/meaning', `There is no such meaning; the meanings are ${Object.keys(MEANINGS).join(', ')}`);
  const expectedSlots = meaning(key).prose.match(/\{\w+\}/g) ?? [];
  if (expectedSlots.join() !== usedSlots.join())
    return fail(
      '/phrase',
      expectedSlots.length > 0
        ? `This meaning needs ${expectedSlots.join(' and ')} in the phrase, once`
        : 'This meaning names nothing: leave out the slot',
    );
  return { ok: true, value: { phrase: words, meaning: key } };
}

/** Removes punctuation and pattern characters, which no text matches. */
function patternOf(phrase: string): string[] {
  return phrase
    .split(/(\{\w+\})/)
    .flatMap((part, position) => (position % 2 === 1 ? [part] : wordsOf(part).map(({ raw }) => raw)));
}

function checkPolicy(phrase: string, policy: OdrlJson): Result<Omit<CustomPhrase, 'id'>, RightsFault[]> {
  const inPolicy = (faults: readonly RightsFault[]) =>
    faults.map(({ path, message }) => ({ path: `/policy${path}`, message }));
  const parsed = parsePolicy(policy);
  if (!parsed.ok) return { ok: false, reason: inPolicy(parsed.reason) };
  const { policy: rules, warnings } = parsed.value;
  if (rules.permissions.length > 0)
    return {
      ok: false,
      reason: [{ path: '/policy/permission', message: 'A restriction permits nothing: leave it out' }],
    };
  if (warnings.length > 0) return { ok: false, reason: inPolicy(warnings) };
  const ordinals = new Set(rulesOf(rules).map(({ ordinal }) => ordinal));
  if (writtenRules(policy)?.length !== ordinals.size)
    return {
      ok: false,
      reason: [{ path: '/policy', message: 'Write its rules under prohibition and obligation' }],
    };
  return { ok: true, value: { phrase, policy } };
}

/** Written rules without uids. Undefined: rules are in other members than prohibition and obligation. */
function writtenRules(policy: OdrlJson): WrittenRule[] | undefined {
  const rules: WrittenRule[] = [];
  for (const as of ['prohibition', 'obligation'] as const)
    for (const rule of [policy[as] ?? []].flat()) {
      if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return undefined;
      const { uid: _uid, '@id': _id, ...bare } = rule as OdrlJson;
      rules.push({ as, rule: { ...sharedAction(policy), ...bare } });
    }
  return rules.length > 0 ? rules : undefined;
}

/** Members that a policy shares with its rules (ODRL IM 2.2, section 2.7.1) are copied with each rule. */
function sharedAction({ action }: OdrlJson): OdrlJson {
  return action === undefined ? {} : { action };
}

export interface CustomPhraseMatch {
  phrase: CustomPhrase;
  slots: Slots;
  rules: WrittenRule[];
  prose: string;
  from: number;
  end: number;
}

interface CustomBook {
  book: Book;
  owners: ReadonlyMap<Pattern, CustomPhrase>;
}

/** Cached per list: an item may have 200 texts, all read with the same phrases. */
const customBook = perObject((phrases: readonly CustomPhrase[]): CustomBook => {
  const pairs = phrases.map((phrase): [Pattern, CustomPhrase] => {
    // Any key makes the pattern match; the key of a policy is not used.
    return [{ key: phrase.meaning ?? 'no-use', elements: elementsOf(escapePattern(phrase.phrase)) }, phrase];
  });
  return { book: bookOf(pairs.map(([pattern]) => pattern)), owners: new Map(pairs) };
});

/** Returns the custom phrases in a text, and the positions of their words. */
export function customPhrasesIn(
  words: readonly Word[],
  phrases: readonly CustomPhrase[],
): { placed: CustomPhraseMatch[]; covered: ReadonlySet<number> } {
  if (phrases.length === 0) return { placed: [], covered: new Set() };
  const { book, owners } = customBook(phrases);
  const { placed } = scan(words, (start) => patternMatches(words, start, book).sort((a, b) => b.end - a.end));
  const matches = placed.flatMap(({ match, from }) => {
    const phrase = owners.get(match.pattern);
    return phrase ? [toMatch(phrase, match, from)] : [];
  });
  const covered = new Set(
    matches.flatMap(({ from, end }) => Array.from({ length: end - from }, (_, offset) => from + offset)),
  );
  return { placed: matches, covered };
}

/** Escapes stored words, so that a bar or bracket is no pattern. */
function escapePattern(phrase: string): string {
  return phrase.replace(/[|[\]]/g, '');
}

function toMatch(phrase: CustomPhrase, { slots, end }: Match, from: number): CustomPhraseMatch {
  if (phrase.meaning !== undefined) {
    const rules = rulesOfMeaning(phrase.meaning, slots);
    return { phrase, slots, rules, prose: '', from, end };
  }
  return {
    phrase,
    slots,
    rules: writtenRules(phrase.policy) ?? [],
    prose: printProse(phrase.policy),
    from,
    end,
  };
}
