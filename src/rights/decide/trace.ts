/** The trace: every rule that was looked at, over all cases of a component, and what came of it. */
import { TRACE_STEPS_MAX } from '../limits.ts';
import type { Message } from '../message.ts';
import type { Atomic, Broken, Rule } from '../odrl/model.ts';
import type { Truth } from '../odrl/truth.ts';
import type { ComponentType } from '../terms.ts';
import type { Audience, StatedUse, TraceStep } from '../types.ts';
import type { Bench } from './bench.ts';
import type { UseCase } from './case.ts';
import { leafOf } from './failure.ts';
import type { InPlay } from './prepared.ts';
import { tokenPart } from './sentence.ts';
import { message } from './templates.ts';
import type { Denial, Witness } from './verdict.ts';
import {
  act,
  constraintMessage,
  isoOf,
  operandValue,
  ruleParts,
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
      ...because(message(unreviewed ? 'rule.unreviewed' : 'rule.unreviewed_shown')),
    });
  const closing = denial && closingStep(denial);
  const all = [...(closing ? [closing] : []), ...steps].slice(0, TRACE_STEPS_MAX);
  return all.map(withHiddenMessage);
}

/** The message is not enumerable, so that the JSON for a partner's program does not have it. */
const withHiddenMessage = (step: TraceStep): TraceStep =>
  Object.defineProperty(step, 'message', { enumerable: false });

/** Steps for what decides without being a rule of a policy. */
function closingStep({ code, decidedBy, use }: Denial): TraceStep | undefined {
  const cut = decidedBy.indexOf('#');
  const [policy, rule] = [decidedBy.slice(0, cut), decidedBy.slice(cut + 1)];
  const step = (kind: TraceStep['kind'], outcome: TraceStep['outcome'], said: Message): TraceStep => ({
    policy,
    rule,
    kind,
    outcome,
    ...because(said),
  });
  if (code === 'outside_token')
    return step('entitlement', 'unmet', message('rule.token', { part: tokenPart(decidedBy) }));
  if (code === 'embargoed') return step('prohibition', 'forbidden', message('rule.embargo'));
  if (rule !== 'closed-by-default') return undefined;
  if (code === 'title_not_licensed') return step('permission', 'not_applicable', message('rule.other_title'));
  if (code === 'territory_not_licensed')
    return step('permission', 'not_applicable', message('rule.other_territory'));
  return step('permission', 'not_applicable', message('rule.none', { act: act(use.action) }));
}

const because = (said: Message): Pick<TraceStep, 'reason' | 'message'> => ({
  reason: said.sentence,
  message: said,
});

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
  const said = message(`rule.${VERBS[rule.kind]}`, {
    ordinal: rule.ordinal,
    policy: from.label,
    what: ruleParts(rule, reader.view, { list: acts.map(act) }),
  });
  const explained = (about: Message, truths: readonly Truth[]) =>
    explanation(rule, answers, about, truths, reader);

  if (rule.kind === 'permission') {
    // It may permit some of what was left open; what it denied is why it is here.
    const truth = `${from.id}#${rule.id}` === denial?.decidedBy ? denial.finding?.truth : undefined;
    if (denial && truth !== undefined && truth !== 'holds') {
      const outcome = truth === 'fails' ? 'unmet' : 'indeterminate';
      const decided = { [truth]: { count: 1, use: denial.use } };
      return { ...base, outcome, ...explanation(rule, decided, said, [truth], reader) };
    }
    if (holds > 0) return { ...base, outcome: 'granted', ...because(said) };
    const outcome = open > 0 ? 'indeterminate' : 'unmet';
    return { ...base, outcome, ...explained(said, open > 0 ? OPEN : FAILS) };
  }
  if (holds + open === 0) return { ...base, outcome: 'not_applicable', ...explained(said, FAILS) };
  if (rule.kind === 'duty')
    return { ...base, outcome: 'unmet', ...because(remarked(said, message('rule.no_evidence'))) };
  const partly = reader.permitted ? remarked(said, message('rule.taken_out')) : said;
  if (holds > 0) {
    const leaf = leafShown(rule, answers, HOLDS, reader);
    return { ...base, outcome: 'forbidden', ...because(partly), ...constraintOf(leaf) };
  }
  return { ...base, outcome: 'indeterminate', ...explained(partly, OPEN) };
}

const OPEN: readonly Truth[] = ['unknowable', 'missing'];
const FAILS: readonly Truth[] = ['fails'];
const HOLDS: readonly Truth[] = ['holds'];
const VERBS = { permission: 'permits', prohibition: 'forbids', duty: 'demands' } as const;

const remarked = (said: Message, remark: Message) => message('rule.remark', { said, remark });

function explanation(
  rule: Rule,
  answers: Answers,
  said: Message,
  truths: readonly Truth[],
  reader: Reader,
): Pick<TraceStep, 'reason' | 'message' | 'constraint'> {
  const shown = leafShown(rule, answers, truths, reader);
  if (!shown) return because(said);
  const { leaf, actual } = shown;
  const constraint = constraintMessage(leaf, reader.view);
  const remark = () => {
    if (leaf.kind === 'broken')
      return message('rule.broken', { constraint, why: whyShownTo(leaf, reader.view) });
    if (actual === undefined) return message('rule.unstated', { constraint });
    const is = truths === OPEN ? 'unknowable' : 'not_met';
    return message(`rule.${is}${leftOpen(leaf.operand, reader.stated) ? '_open' : ''}`, {
      constraint,
      actual: operandValue(leaf.operand, String(actual)),
    });
  };
  return { ...because(remarked(said, remark())), ...constraintOf(shown) };
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
