/** Phrases that the desk has taught: checked when they are taught, matched beside the phrasebook when a text is read. */
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

/** Words, with `{territories}`, `{period}`, `{number}` or `{size}` where its meaning names one; and what it means. */
export type CustomPhrase = { id: string; phrase: string } & (
  | { meaning: MeaningKey; policy?: undefined }
  | { policy: OdrlJson; meaning?: undefined }
);

export interface NewPhrase {
  phrase: string;
  meaning?: string;
  policy?: OdrlJson;
}

/** The slots that a taught phrase may have. What names freely (`{event}`, `{line}`) could swallow a restriction. */
const ALLOWED_SLOTS = ['{territories}', '{period}', '{number}', '{size}'];

/**
 * A phrase that can be taught, in the words that it is matched by; else faults, with paths into what was given. It must mean
 * something that forbids or demands: a policy that permits anything is refused, and so is one that cannot be evaluated.
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

/** As written, but for what no text is matched by: punctuation, and the signs of a pattern. */
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

/** The rules as written, without their uids; undefined when they stand elsewhere than under the two properties. */
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

/** What a policy says for all its rules (ODRL IM 2.2, section 2.7.1) goes with each of them into another policy. */
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

/** An item may come with 200 texts, all read with the same phrases: made once for each list. */
const customBook = perObject((phrases: readonly CustomPhrase[]): CustomBook => {
  const pairs = phrases.map((phrase): [Pattern, CustomPhrase] => {
    // What a policy means is not looked up by a key; any will do to be matched.
    return [{ key: phrase.meaning ?? 'no-use', elements: elementsOf(escapePattern(phrase.phrase)) }, phrase];
  });
  return { book: bookOf(pairs.map(([pattern]) => pattern)), owners: new Map(pairs) };
});

/** The taught phrases in a text, and the positions of their words. */
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

/** Only the slots are signs; a bar or bracket in stored words would be a pattern that nobody wrote. */
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
