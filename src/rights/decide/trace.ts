/** The trace: every rule that was looked at, over all cases of a component, and what came of it. */
import { TRACE_STEPS_MAX } from '../limits.ts';
import type { Atomic, Broken, Rule } from '../odrl/model.ts';
import type { TraceStep } from '../types.ts';
import type { Bench, InPlay } from './bench.ts';
import type { UseCase } from './case.ts';
import { actualValues, type Truth } from './evaluate.ts';
import { leafOf } from './failure.ts';
import type { Finding, Verdict } from './verdict.ts';
import { constraintInWords, listed, ruleInWords } from './words.ts';

/** One rule over all cases: how often it gave which answer, and a case to show for each. */
export interface Tally {
  from: InPlay;
  rule: Rule;
  /** The acts of the written rule that some case asked for. */
  acts: Set<string>;
  answers: Map<Truth, { count: number; use: UseCase }>;
}

/** By atomic rule: counting happens for every rule of every case, so it must cost no more than a look-up. */
export type Tallies = Map<Rule, Tally>;

export function countInto(tallies: Tallies): (finding: Finding) => void {
  return ({ from, rule, truth, use }) => {
    let tally = tallies.get(rule);
    if (!tally) {
      tally = {
        from,
        rule,
        acts: new Set(rule.action === undefined ? [] : [rule.action]),
        answers: new Map(),
      };
      tallies.set(rule, tally);
    }
    const answer = tally.answers.get(truth);
    if (answer) answer.count += 1;
    else tally.answers.set(truth, { count: 1, use });
  };
}

/** Atomic rules of one written rule differ in the act only, and would fill the trace with doubles. */
function byWrittenRule(tallies: Tallies): Tally[] {
  const written = new Map<string, Tally>();
  for (const tally of tallies.values()) {
    const key = `${tally.from.id}#${tally.rule.kind}${tally.rule.variant}`;
    const one = written.get(key);
    if (!one) written.set(key, tally);
    else merge(one, tally);
  }
  return [...written.values()];
}

function merge(into: Tally, other: Tally): void {
  for (const act of other.acts) into.acts.add(act);
  for (const [truth, { count, use }] of other.answers) {
    const answer = into.answers.get(truth);
    if (answer) answer.count += count;
    else into.answers.set(truth, { count, use });
  }
}

export function traceOf(
  bench: Bench,
  tallies: Tallies,
  verdict: Verdict | undefined,
  permitted: boolean,
): TraceStep[] {
  const steps = byWrittenRule(tallies).map((tally) => stepOf(bench, tally, permitted));
  const { unreviewed, shown } = bench;
  const open = unreviewed ?? shown;
  if (open)
    steps.push({
      policy: open.id,
      rule: 'review',
      kind: 'review',
      outcome: unreviewed ? 'unmet' : 'not_applicable',
      reason: unreviewed
        ? 'The text of a restriction has not been cleared by the desk yet'
        : 'The text of a restriction has not been cleared by the desk yet; a dispatch goes out with the text shown',
    });
  const closing = verdict && closingStep(verdict);
  return [...(closing ? [closing] : []), ...steps].slice(0, TRACE_STEPS_MAX);
}

/** Steps for what decides without being a rule of a policy. */
function closingStep(verdict: Verdict): TraceStep | undefined {
  if (verdict.outcome === 'permit') return undefined;
  const cut = verdict.decidedBy.indexOf('#');
  const [policy, rule] = [verdict.decidedBy.slice(0, cut), verdict.decidedBy.slice(cut + 1)];
  if (verdict.code === 'outside_token')
    return {
      policy,
      rule,
      kind: 'entitlement',
      outcome: 'unmet',
      reason: `The token's ${rule} do not reach this use`,
    };
  if (verdict.code === 'embargoed')
    return {
      policy,
      rule,
      kind: 'prohibition',
      outcome: 'forbidden',
      reason: 'Nothing may be put before the public until the embargo lifts',
    };
  if (rule === 'closed-by-default')
    return {
      policy,
      rule,
      kind: 'permission',
      outcome: 'not_applicable',
      reason: `No rule permits ${verdict.use.action}; what is not permitted is denied`,
    };
  return undefined;
}

function stepOf(bench: Bench, { from, rule, acts, answers }: Tally, permitted: boolean): TraceStep {
  const counted = (truth: Truth) => answers.get(truth)?.count ?? 0;
  const holds = counted('holds');
  const open = counted('missing') + counted('unknowable');
  const base = { policy: from.id, rule: rule.id, kind: rule.kind };
  const said = `Rule ${rule.ordinal} of ${from.label} ${VERBS[rule.kind]} ${ruleInWords(rule, listed([...acts]))}`;

  if (rule.kind === 'permission') {
    if (holds > 0) return { ...base, outcome: 'granted', reason: said };
    const outcome = open > 0 ? 'indeterminate' : 'unmet';
    return { ...base, outcome, ...explained(bench, rule, answers, said, open > 0 ? OPEN : ['fails']) };
  }
  if (rule.kind === 'duty')
    return {
      ...base,
      outcome: holds + open > 0 ? 'unmet' : 'not_applicable',
      reason: `${said}; there is no evidence that it was done`,
    };
  if (holds + open === 0)
    return { ...base, outcome: 'not_applicable', ...explained(bench, rule, answers, said, ['fails']) };
  const part = permitted ? '; that part is taken out of the rights' : '';
  if (holds > 0)
    return {
      ...base,
      outcome: 'forbidden',
      reason: `${said}${part}`,
      ...withConstraint(shownConstraint(bench, rule, answers, ['holds']).constraint),
    };
  return { ...base, outcome: 'indeterminate', ...explained(bench, rule, answers, `${said}${part}`, OPEN) };
}

const OPEN: readonly Truth[] = ['unknowable', 'missing'];
const VERBS = { permission: 'permits', prohibition: 'forbids', duty: 'demands' } as const;

function explained(
  bench: Bench,
  rule: Rule,
  answers: Tally['answers'],
  said: string,
  truths: readonly Truth[],
): Pick<TraceStep, 'reason' | 'constraint'> {
  const shown = shownConstraint(bench, rule, answers, truths);
  if (!shown.leaf) return { reason: said };
  const what = constraintInWords(shown.leaf);
  const actual = shown.constraint?.actual;
  const why =
    shown.leaf.kind === 'broken'
      ? `: ${shown.leaf.why}`
      : actual === undefined
        ? ': the use does not state it'
        : ` is not met by ${String(actual)}`;
  return { reason: `${said}; "${what}"${why}`, ...withConstraint(shown.constraint) };
}

function withConstraint(constraint: TraceStep['constraint']): Pick<TraceStep, 'constraint'> {
  return constraint ? { constraint } : {};
}

function shownConstraint(
  { license }: Bench,
  rule: Rule,
  answers: Tally['answers'],
  truths: readonly Truth[],
): { constraint?: TraceStep['constraint']; leaf?: Atomic | Broken } {
  const use = truths.map((truth) => answers.get(truth)?.use).find((found) => found !== undefined);
  const leaf = use && leafOf(rule, use, license.record.setting);
  if (!leaf) return {};
  const actual = actualOf(leaf, use, license.record.setting);
  return { leaf, constraint: { ...leaf.shown, ...(actual !== undefined && { actual }) } };
}

function actualOf(leaf: Atomic | Broken, use: UseCase, setting: Parameters<typeof actualValues>[2]): unknown {
  if (leaf.kind === 'broken') return undefined;
  if (leaf.operandKind === 'instant' || leaf.operandKind === 'elapsed') return new Date(use.at).toISOString();
  const values = actualValues(leaf.operand, use, setting);
  return values?.length === 1 ? values[0] : values;
}
