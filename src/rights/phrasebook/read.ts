/** Reads text as rules, and lists the words that no phrase accounts for. */
import { policyDigest } from '../digest.ts';
import { IMPRIMATUR_NAMESPACE, IMPRIMATUR_PROFILE, ODRL_CONTEXT, RIGHTSML_PROFILE } from '../odrl/names.ts';
import type { OdrlJson, Question, Reading } from '../types.ts';
import { type CustomPhrase, type CustomPhraseMatch, customPhrasesIn } from './custom-phrases.ts';
import { matchesAt } from './match.ts';
import { type MeaningKey, meaning } from './meanings.ts';
import { proseOf, rulesOfMeaning, type WrittenRule } from './rules.ts';
import { scan } from './scan.ts';
import type { Slots } from './slots.ts';
import { type Word, wordsOf } from './words.ts';

/**
 * Reads the text as the phrases that leave the fewest words over. The policy contains what was recognized
 * even if other words were not: a recognized prohibition binds whatever else the text says. `complete`: every
 * word is accounted for, and no phrase has a question to the desk. Never throws; an empty text is complete
 * and means nothing.
 *
 * `customPhrases` account for more words and add rules. They remove none: the rules that the phrasebook reads
 * without them stay in force.
 */
export function readProse(text: string, customPhrases: readonly CustomPhrase[] = []): Reading {
  const words = wordsOf(text);
  const { placed, unmatched } = scan(words, (start) => matchesAt(words, start));
  const custom = customPhrasesIn(words, customPhrases);
  const rules = new RuleList();
  const phrases = [
    ...placed.map(({ match, from }) => ({
      from,
      end: match.end,
      read: match.keys.map((key) => readMeaning(rules, key, match.slots)),
    })),
    ...custom.placed.map((match) => ({
      from: match.from,
      end: match.end,
      read: [readCustomPhrase(rules, match)],
    })),
  ]
    .sort((a, b) => a.from - b.from)
    .flatMap(({ from, end, read }) =>
      read.map((phrase) => ({ phrase: textBetween(text, words, from, end), ...phrase })),
    );
  const unreadWords = unmatched.filter((at) => !custom.covered.has(at)).map((at) => words[at]?.raw ?? '');
  // A character that is no word has a purpose: on some desks a dagger means "do not use".
  const unaccounted = words.length === 0 && text.trim() !== '' ? [text.trim()] : unreadWords;
  return {
    text,
    policy: rules.policy(),
    phrases,
    unaccounted,
    complete: unaccounted.length === 0 && phrases.every(({ confirm }) => confirm === undefined),
  };
}

const ZONE_SENTENCE = 'The time in which zone? Read strictly: in every zone on Earth';

type ReadPhrase = Omit<Reading['phrases'][number], 'phrase'>;

function readMeaning(rules: RuleList, key: MeaningKey, slots: Slots): ReadPhrase {
  const { confirm, asks } = meaning(key);
  const sentences = [confirm, slots.confirm, slots.zoneless && ZONE_SENTENCE].filter(
    (sentence) => sentence !== undefined,
  );
  const questions: Question[] = [
    ...(asks ? [{ about: asks }] : []),
    ...(slots.zoneless ? [{ about: 'zone' as const }] : []),
    ...(slots.unclear ?? []).map((place) => ({ about: 'place' as const, ...place })),
  ];
  return {
    rule: rules.add(key, rulesOfMeaning(key, slots)),
    prose: proseOf(key, slots),
    ...(sentences.length > 0 && { confirm: sentences.join('; ') }),
    ...(questions.length > 0 && { questions }),
  };
}

function readCustomPhrase(
  rules: RuleList,
  { phrase, slots, rules: writtenRules, prose }: CustomPhraseMatch,
): ReadPhrase {
  if (phrase.meaning !== undefined) return readMeaning(rules, phrase.meaning, slots);
  return { rule: rules.add(`taught-${phrase.id}`, writtenRules), prose };
}

function textBetween(text: string, words: readonly Word[], from: number, end: number): string {
  return text.toWellFormed().slice(words[from]?.start, words[end - 1]?.end);
}

/** Rules by the name of their meaning. Equal rules are added once. */
class RuleList {
  readonly #rules = new Map<string, WrittenRule>();

  add(key: string, writtenRules: readonly WrittenRule[]): string {
    for (let copy = 1; ; copy += 1) {
      const name = copy === 1 ? key : `${key}-${copy}`;
      const uids = writtenRules.map((_, position) => (position === 0 ? name : `${name}.${position + 1}`));
      const namedRules = writtenRules.map(({ as, rule }, position) => ({
        as,
        rule: { uid: uids[position], ...rule },
      }));
      const existing = this.#rules.get(name);
      if (existing && policyDigest(existing) !== policyDigest(namedRules[0])) continue;
      namedRules.forEach((rule, position) => {
        this.#rules.set(uids[position] ?? name, rule);
      });
      return name;
    }
  }

  policy(): OdrlJson | null {
    if (this.#rules.size === 0) return null;
    const rulesUnder = (as: string) =>
      [...this.#rules.values()].filter((rule) => rule.as === as).map(({ rule }) => rule);
    const [prohibition, obligation] = [rulesUnder('prohibition'), rulesUnder('obligation')];
    const body = {
      ...(prohibition.length > 0 && { prohibition }),
      ...(obligation.length > 0 && { obligation }),
    };
    return {
      '@context': [ODRL_CONTEXT, { imp: IMPRIMATUR_NAMESPACE }],
      '@type': 'Set',
      // The uid is a digest of the rules: the same words read twice are the same policy.
      uid: `urn:imprimatur:reading:${policyDigest(body).slice(0, 32)}`,
      profile: [RIGHTSML_PROFILE, IMPRIMATUR_PROFILE],
      conflict: 'prohibit',
      ...body,
    };
  }
}
