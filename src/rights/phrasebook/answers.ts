/** Applies the desk's answers to the rules that a phrase was read as. Pure. */
import type { OdrlJson } from '../types.ts';
import { boundInstant, zonelessTime } from './dates.ts';

/**
 * `rule`: name of the phrase's rule in the reading. `from`: calendar day (`2026-03-01`) that the days are
 * counted from. `codes`: all places that the name can mean; `code`: the one meant. `instantOf` converts a
 * time in the zone meant (`2026-12-05T18:00`) to ISO 8601. A question without an answer keeps its strict
 * reading.
 */
export type Answer = { rule: string } & (
  | { about: 'days'; from: string }
  | { about: 'credit-line'; line: string }
  | { about: 'place'; codes: readonly string[]; code: string }
  | { about: 'zone'; instantOf: (time: string) => string | null }
);

/** Returns the policy with the answers. Null: an answer is no day, or fits no rule. */
export function answerQuestions(policy: OdrlJson, answers: readonly Answer[]): OdrlJson | null {
  let result: OdrlJson | null = policy;
  for (const answer of answers) result = result && withAnswer(result, answer);
  // The uid is a digest of the reading, which the answers change.
  return result && answers.length > 0 ? { ...result, uid: `${policy.uid}:answered` } : result;
}

function withAnswer(policy: OdrlJson, answer: Answer): OdrlJson | null {
  let isApplied = false;
  const answered = (as: 'prohibition' | 'obligation') =>
    [policy[as] ?? []].flat().map((rule: unknown) => {
      const { uid } = Object(rule);
      // Rules of one meaning are named `no-print`, `no-print.2`.
      if (uid !== answer.rule && !String(uid).startsWith(`${answer.rule}.`)) return rule;
      const changed = ruleWithAnswer(rule as OdrlJson, answer);
      if (changed) isApplied = true;
      return changed ?? rule;
    });
  const [prohibition, obligation] = [answered('prohibition'), answered('obligation')];
  if (!isApplied) return null;
  return {
    ...policy,
    ...(prohibition.length > 0 && { prohibition }),
    ...(obligation.length > 0 && { obligation }),
  };
}

function ruleWithAnswer(rule: OdrlJson, answer: Answer): OdrlJson | null {
  if (answer.about === 'credit-line') return answer.line === '' ? null : { ...rule, 'imp:text': answer.line };
  let isApplied = false;
  const constraint = [rule.constraint ?? []].flat().map((constraint: unknown) => {
    const changed = constraintWithAnswer(Object(constraint), answer);
    if (changed) isApplied = true;
    return changed ?? constraint;
  });
  return isApplied ? { ...rule, constraint } : null;
}

function constraintWithAnswer(
  constraint: OdrlJson,
  answer: Exclude<Answer, { about: 'credit-line' }>,
): OdrlJson | null {
  if (answer.about === 'days') return countFrom(constraint, answer.from);
  return answer.about === 'zone' ? inZone(constraint, answer) : withPlace(constraint, answer);
}

/** Replaces an instant that was read strictly by that of its time in the zone. */
function inZone(
  { leftOperand, operator, rightOperand, ...rest }: OdrlJson,
  { instantOf }: Extract<Answer, { about: 'zone' }>,
): OdrlJson | null {
  if (leftOperand !== 'dateTime' || typeof rightOperand !== 'string') return null;
  const instant = instantOf(zonelessTime(operator === 'lt' ? 'until' : 'after', rightOperand));
  return instant === null ? null : { leftOperand, operator, rightOperand: instant, ...rest };
}

/** Replaces a period after the creation of the version by an instant: the day plus the period. */
function countFrom({ leftOperand, rightOperand }: OdrlJson, from: string): OdrlJson | null {
  const day = typeof rightOperand === 'string' ? dayAfter(from, rightOperand) : null;
  if (leftOperand !== 'elapsedTime' || day === null) return null;
  return { leftOperand: 'dateTime', operator: 'gteq', rightOperand: boundInstant('from', day) };
}

/** Hours of a partial day are dropped: the restriction begins earlier, never later. */
function dayAfter(day: string, period: string): string | null {
  const parts = /^P(?:(\d{1,4})([DWMY])|T(\d{1,4})H)$/.exec(period);
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  if (!parts || !start || Number.isNaN(start.getTime())) return null;
  const [count, unit] = [Number(parts[1] ?? 0), parts[2]];
  const months = unit === 'M' ? count : unit === 'Y' ? 12 * count : 0;
  const days = unit === 'D' ? count : unit === 'W' ? 7 * count : Math.floor(Number(parts[3] ?? 0) / 24);
  const dayOfMonth = start.getUTCDate();
  start.setUTCMonth(start.getUTCMonth() + months);
  // A month after 31 January is the last day of February.
  if (start.getUTCDate() !== dayOfMonth) start.setUTCDate(0);
  start.setUTCDate(start.getUTCDate() + days);
  const iso = start.toISOString();
  return /^\d{4}-/.test(iso) ? iso.slice(0, 10) : null;
}

function withPlace(
  { leftOperand, rightOperand, ...rest }: OdrlJson,
  { codes, code }: Extract<Answer, { about: 'place' }>,
): OdrlJson | null {
  if (leftOperand !== 'spatial' || !Array.isArray(rightOperand) || !codes.includes(code)) return null;
  if (!rightOperand.includes(code)) return null;
  return {
    leftOperand,
    ...rest,
    rightOperand: rightOperand.filter((place: string) => place === code || !codes.includes(place)),
  };
}
