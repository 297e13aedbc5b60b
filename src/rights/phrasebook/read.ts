/** Prose → rules, and exactly the words that no phrase accounts for. */
import { policyDigest } from '../digest.ts';
import { PROSE_WORDS_MAX } from '../limits.ts';
import { IMPRIMATUR_NAMESPACE, IMPRIMATUR_PROFILE, ODRL_CONTEXT, RIGHTSML_PROFILE } from '../odrl/names.ts';
import type { OdrlJson, Reading } from '../types.ts';
import { longestMatch, type Match } from './match.ts';
import { meaning } from './meanings.ts';
import { proseOf, rulesOfMeaning } from './rules.ts';
import { type Word, wordsOf } from './words.ts';

/**
 * Reads left to right, at each word the longest phrase. The policy holds what was recognized, even when the rest was
 * not: a prohibition that we understood binds whatever else the text says. `complete` only when every word is accounted
 * for and no phrase leaves a question to the desk. Never throws; a text without words is complete and means nothing.
 */
export function readProse(text: string): Reading {
  const words = wordsOf(text);
  const { matches, unaccounted } = scan(words);
  const phrases: Reading['phrases'] = [];
  const rules = new Map<string, { as: string; rule: OdrlJson }>();
  for (const { match, from } of matches) {
    const { key, slots, end } = match;
    const uid = addRules(rules, match);
    const confirm = [meaning(key).confirm, slots.confirm]
      .filter((question) => question !== undefined)
      .join('; ');
    const phrase = text.toWellFormed().slice(words[from]?.start, words[end - 1]?.end);
    phrases.push({ phrase, rule: uid, prose: proseOf(key, slots), ...(confirm !== '' && { confirm }) });
  }
  return {
    text,
    policy: rules.size > 0 ? policyOf([...rules.values()]) : null,
    phrases,
    unaccounted,
    complete: unaccounted.length === 0 && phrases.every(({ confirm }) => confirm === undefined),
  };
}

interface Scan {
  matches: { match: Match; from: number }[];
  unaccounted: string[];
}

function scan(words: readonly Word[]): Scan {
  const matches: Scan['matches'] = [];
  const left: number[] = [];
  for (let at = 0; at < words.length; ) {
    const match = at < PROSE_WORDS_MAX ? longestMatch(words, at) : undefined;
    if (match) matches.push({ match, from: at });
    else left.push(at);
    at = match?.end ?? at + 1;
  }
  const starts = new Set(matches.map(({ from }) => from));
  const ends = new Set(matches.map(({ match }) => match.end));
  // "No sales and no archives": the word between two phrases that were both understood says nothing of its own.
  const joins = (at: number) => JOINERS.has(words[at]?.folded ?? '') && ends.has(at) && starts.has(at + 1);
  return { matches, unaccounted: left.filter((at) => !joins(at)).map((at) => words[at]?.raw ?? '') };
}

const JOINERS = new Set(['AND', 'UND', 'ET', 'Y']);

/** Adds the rules of a match under its meaning's name; the same rules again are the same rules. Returns the name. */
function addRules(rules: Map<string, { as: string; rule: OdrlJson }>, { key, slots }: Match): string {
  const made = rulesOfMeaning(key, slots);
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? key : `${key}-${copy}`;
    const uids = made.map((_, position) => (position === 0 ? name : `${name}.${position + 1}`));
    const written = made.map(({ as, rule }, position) => ({ as, rule: { uid: uids[position], ...rule } }));
    const taken = rules.get(name);
    if (taken && policyDigest(taken) !== policyDigest(written[0])) continue;
    written.forEach((one, position) => {
      rules.set(uids[position] ?? name, one);
    });
    return name;
  }
}

function policyOf(rules: readonly { as: string; rule: OdrlJson }[]): OdrlJson {
  const under = (as: string) => rules.filter((one) => one.as === as).map(({ rule }) => rule);
  const [prohibition, obligation] = [under('prohibition'), under('obligation')];
  const body = {
    ...(prohibition.length > 0 && { prohibition }),
    ...(obligation.length > 0 && { obligation }),
  };
  return {
    '@context': [ODRL_CONTEXT, { imp: IMPRIMATUR_NAMESPACE }],
    '@type': 'Set',
    // Named by what it says: the same words read twice are the same policy.
    uid: `urn:imprimatur:reading:${policyDigest(body).slice(0, 32)}`,
    profile: [RIGHTSML_PROFILE, IMPRIMATUR_PROFILE],
    conflict: 'prohibit',
    ...body,
  };
}
