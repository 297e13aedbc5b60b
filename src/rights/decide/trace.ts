/** The trace: every rule that was looked at, over all cases of a component, and what came of it. */
import { TRACE_STEPS_MAX } from '../limits.ts';
import type { Atomic, Broken, Rule } from '../odrl/model.ts';
import type { Truth } from '../odrl/truth.ts';
import type { ComponentType } from '../terms.ts';
import type { Audience, StatedUse, TraceStep } from '../types.ts';
import type { Bench } from './bench.ts';
import type { UseCase } from './case.ts';
import type { InPlay } from './docket.ts';
import { leafOf } from './failure.ts';
import type { Denial, Witness } from './verdict.ts';
import {
  constraintInWords,
  isoOf,
  listed,
  ruleInWords,
  shownTo,
  type View,
  viewOf,
  whyShownTo,
} from './words.ts';

/** One rule over all cases: how often it gave which answer, and a case to show for each. */
export interface Tally {
  from: InPlay;
  rule: Rule;
  /** The acts of the written rule that some case asked for. */
  acts: string[];
  answers: Answers;
}

type Answers = { [T in Truth]?: { count: number; use: UseCase } };

/**
 * By written rule: its atomic rules differ in the act only, and would fill the trace with doubles. Counting happens for
 * every rule of every case, so it must cost no more than two look-ups.
 */
export type Tallies = Map<object, Tally>;

export function countInto(tallies: Tallies): Witness {
  return (from, rule, truth, use) => {
    const written = from.prepared.written(rule);
    let tally = tallies.get(written);
    if (!tally) {
      tally = { from, rule, acts: [], answers: {} };
      tallies.set(written, tally);
    }
    if (rule.action !== undefined && !tally.acts.includes(rule.action)) tally.acts.push(rule.action);
    const answer = tally.answers[truth];
    if (answer) answer.count += 1;
    else tally.answers[truth] = { count: 1, use };
  };
}

/** `denial` is what decided; undefined: the component is permitted. */
export function traceOf(
  bench: Bench,
  { tallies, denial }: { tallies: Tallies; denial: Denial | undefined },
  audience: Audience,
): TraceStep[] {
  const { component, stated, docket } = bench;
  const base = { component: component.type, stated, permitted: denial === undefined };
  const steps = [...tallies.values()].map((tally) =>
    stepOf(tally, { ...base, view: viewOf(tally.from, docket.license, audience) }, denial),
  );
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
  const closing = denial && closingStep(denial);
  return [...(closing ? [closing] : []), ...steps].slice(0, TRACE_STEPS_MAX);
}

/** Steps for what decides without being a rule of a policy. */
function closingStep({ code, decidedBy, use }: Denial): TraceStep | undefined {
  const cut = decidedBy.indexOf('#');
  const [policy, rule] = [decidedBy.slice(0, cut), decidedBy.slice(cut + 1)];
  if (code === 'outside_token')
    return {
      policy,
      rule,
      kind: 'entitlement',
      outcome: 'unmet',
      reason: `The token's ${rule} do not reach this use`,
    };
  if (code === 'embargoed')
    return {
      policy,
      rule,
      kind: 'prohibition',
      outcome: 'forbidden',
      reason: 'Nothing may be put before the public until the embargo lifts',
    };
  if (rule === 'closed-by-default' && (code === 'title_not_licensed' || code === 'territory_not_licensed'))
    return {
      policy,
      rule,
      kind: 'permission',
      outcome: 'not_applicable',
      reason: `What is permitted is permitted to the titles of the license, in countries and parts of them; the use names another ${code === 'title_not_licensed' ? 'title' : 'territory'}`,
    };
  if (rule === 'closed-by-default')
    return {
      policy,
      rule,
      kind: 'permission',
      outcome: 'not_applicable',
      reason: `No rule permits ${use.action}; what is not permitted is denied`,
    };
  return undefined;
}

interface Reader {
  component: ComponentType;
  stated: StatedUse;
  view: View;
  permitted: boolean;
}

function stepOf({ from, rule, acts, answers }: Tally, reader: Reader, denial: Denial | undefined): TraceStep {
  const holds = answers.holds?.count ?? 0;
  const open = (answers.missing?.count ?? 0) + (answers.unknowable?.count ?? 0);
  const base = { policy: from.id, rule: rule.id, kind: rule.kind };
  const said = `Rule ${rule.ordinal} of ${from.label} ${VERBS[rule.kind]} ${ruleInWords(rule, reader.view, listed(acts))}`;
  const explained = (text: string, truths: readonly Truth[]) =>
    explanation(rule, answers, text, truths, reader);

  if (rule.kind === 'permission') {
    // It may permit some of what was left open; what it denied is why it is here.
    const truth = `${from.id}#${rule.id}` === denial?.decidedBy ? denial.finding?.truth : undefined;
    if (denial && truth !== undefined && truth !== 'holds') {
      const outcome = truth === 'fails' ? 'unmet' : 'indeterminate';
      const decided = { [truth]: { count: 1, use: denial.use } };
      return { ...base, outcome, ...explanation(rule, decided, said, [truth], reader) };
    }
    if (holds > 0) return { ...base, outcome: 'granted', reason: said };
    const outcome = open > 0 ? 'indeterminate' : 'unmet';
    return { ...base, outcome, ...explained(said, open > 0 ? OPEN : FAILS) };
  }
  if (holds + open === 0) return { ...base, outcome: 'not_applicable', ...explained(said, FAILS) };
  if (rule.kind === 'duty')
    return { ...base, outcome: 'unmet', reason: `${said}; there is no evidence that it was done` };
  const part = reader.permitted ? '; that part is taken out of the rights' : '';
  if (holds > 0) {
    const leaf = leafShown(rule, answers, HOLDS, reader);
    return { ...base, outcome: 'forbidden', reason: `${said}${part}`, ...constraintOf(leaf) };
  }
  return { ...base, outcome: 'indeterminate', ...explained(`${said}${part}`, OPEN) };
}

const OPEN: readonly Truth[] = ['unknowable', 'missing'];
const FAILS: readonly Truth[] = ['fails'];
const HOLDS: readonly Truth[] = ['holds'];
const VERBS = { permission: 'permits', prohibition: 'forbids', duty: 'demands' } as const;

function explanation(
  rule: Rule,
  answers: Answers,
  said: string,
  truths: readonly Truth[],
  reader: Reader,
): Pick<TraceStep, 'reason' | 'constraint'> {
  const shown = leafShown(rule, answers, truths, reader);
  if (!shown) return { reason: said };
  const { leaf, actual } = shown;
  const what = constraintInWords(leaf, reader.view);
  const why =
    leaf.kind === 'broken'
      ? `: ${whyShownTo(leaf, reader.view)}`
      : actual === undefined
        ? ': the use does not state it'
        : ` ${truths === OPEN ? 'cannot be told of' : 'is not met by'} ${String(actual)}${leftOpen(leaf.operand, reader.stated) ? ', which the use leaves open' : ''}`;
  return { reason: `${said}; "${what}"${why}`, ...constraintOf(shown) };
}

interface LeafShown {
  leaf: Atomic | Broken;
  constraint: NonNullable<TraceStep['constraint']>;
  actual: unknown;
}

function constraintOf(shown: LeafShown | undefined): Pick<TraceStep, 'constraint'> {
  return shown ? { constraint: shown.constraint } : {};
}

function leafShown(
  rule: Rule,
  answers: Answers,
  truths: readonly Truth[],
  reader: Reader,
): LeafShown | undefined {
  const use = truths.map((truth) => answers[truth]?.use).find((found) => found !== undefined);
  const leaf = use && leafOf(rule, use.where);
  if (!leaf) return undefined;
  const actual = actualOf(leaf, use, reader);
  // A value that nobody stated is one of those that it could be: good for an example, not for a record.
  const known = actual !== undefined && leaf.kind === 'atomic' && !leftOpen(leaf.operand, reader.stated);
  const constraint = { ...shownTo(leaf, reader.view), ...(known && { actual }) };
  return { leaf, constraint, actual };
}

/** Whether the use does not say what the operand asks for. A title that is stated brings its home market along. */
function leftOpen(operand: string, { title, territory, channel, purpose }: StatedUse): boolean {
  switch (operand) {
    case 'title':
    case 'product':
    case 'virtualLocation':
      return title === undefined;
    case 'spatial':
      return territory === undefined && title === undefined;
    case 'deliveryChannel':
    case 'media':
      return channel === undefined;
    case 'purpose':
      return purpose === undefined;
    default:
      return false;
  }
}

function actualOf(leaf: Atomic | Broken, { where }: UseCase, { component }: Reader): unknown {
  if (leaf.kind === 'broken') return undefined;
  // The case may have been judged for another component, of a kind that no rule tells apart from this one.
  if (leaf.operand === 'component') return component;
  if (leaf.operandKind === 'instant' || leaf.operandKind === 'elapsed') return isoOf(where.at);
  const values = where.values(leaf.operand);
  const unit = where.unit(leaf.operand);
  if (values?.length !== 1) return values;
  return unit === undefined ? values[0] : `${values[0]} ${unit}`;
}
