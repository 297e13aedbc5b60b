/** Prints rules as English text. */
import { ruleParts } from '../decide/words.ts';
import type { Message } from '../message.ts';
import type { Rule } from '../odrl/model.ts';
import { parsePolicy, rulesOf } from '../odrl/parse.ts';
import { message } from '../policy-templates.ts';
import type { OdrlJson } from '../types.ts';
import { meaningOfRule, proseOf } from './rules.ts';

const PROPERTIES = ['prohibition', 'obligation'] as const;

/**
 * Prints the rules of a phrase as that phrase, which reads back as the same rules. Any other rule is
 * described in words that the phrasebook does not read, so the text would wait for the desk. No rule is left
 * out.
 */
export function printProse(policy: OdrlJson): string {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) return 'This policy cannot be evaluated.';
  const meanings = PROPERTIES.flatMap((as) =>
    [policy[as] ?? []].flat().map((rule: unknown) => (isObject(rule) ? meaningOfRule(as, rule) : undefined)),
  );
  const prose = meanings.map((meaning) => (meaning ? proseOf(meaning.key, meaning.slots) : undefined));
  // Other members, and rules in other spellings, are only in the parsed policy.
  const all = rulesOf(parsed.value.policy);
  const writtenCount = new Set(all.map(({ ordinal }) => ordinal)).size;
  const isComplete = prose.length === writtenCount && prose.every((sentence) => sentence !== undefined);
  const sentences = isComplete ? prose : all.map((rule) => ruleMessage(rule).text);
  return [...new Set(sentences)].map((sentence) => `${sentence}.`).join(' ');
}

const ruleMessage = (rule: Rule) => message(`policy_rule.${rule.kind}`, { what: ruleParts(rule) });

/** Returns each rule as a message, for a page in any language. Null: the policy cannot be evaluated. */
export function rulesInWords(policy: OdrlJson): Message[] | null {
  const parsed = parsePolicy(policy);
  return parsed.ok ? rulesOf(parsed.value.policy).map(ruleMessage) : null;
}

function isObject(value: unknown): value is OdrlJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
