/** Builds the trace: every evaluated rule, over all cases of a component, and its result. */
import { getOrInsert } from '../get-or-insert.ts';
import { TRACE_STEPS_MAX } from '../limits.ts';
import type { Message } from '../message.ts';
import type { Atomic, Broken, Rule } from '../odrl/model.ts';
import type { Truth } from '../odrl/truth.ts';
import type { ComponentType } from '../terms.ts';
import type { Audience, StatedUse, TraceStep } from '../types.ts';
import type { UseCase } from './case.ts';
import { type EvaluationContext, homeMarket } from './evaluation-context.ts';
import { leafOf } from './failure.ts';
import type { ApplicablePolicy } from './policy-index.ts';
import { tokenPart } from './sentence.ts';
import { message } from './templates.ts';
import type { Denial, TraceSink } from './verdict.ts';
import {
  act,
  actList,
  constraintMessage,
  displayFor,
  isoOf,
  operandValue,
  reasonFor,
  ruleParts,
  type View,
  viewOf,
} from './words.ts';

/** One rule over all cases: the count of each answer, with an example case. */
export interface Tally {
  policy: ApplicablePolicy;
  rule: Rule;
  /** Acts of the written rule that some case asked for. */
  acts: string[];
  answers: Answers;
}

type Answers = { [T in Truth]?: { count: number; use: UseCase } };

/**
 * Keyed by written rule: its atomic rules differ only in the act and would fill the trace with duplicates.
 * Counting runs for every rule of every case, so it must take no more than two lookups.
 */
export type Tallies = Map<object, Tally>;

export function countInto(tallies: Tallies): TraceSink {
  return (policy, rule, truth, use) => {
    const key = policy.index.writtenRuleKey(rule);
    const tally = getOrInsert(tallies, key, () => ({ policy, rule, acts: [], answers: {} }));
    if (rule.action !== undefined && !tally.acts.includes(rule.action)) tally.acts.push(rule.action);
    const answer = tally.answers[truth];
    if (answer) answer.count += 1;
    else tally.answers[truth] = { count: 1, use };
  };
}

/** `denial`: the deciding denial. Undefined: the component is permitted. */
export function traceOf(
  context: EvaluationContext,
  { tallies, denial }: { tallies: Tallies; denial: Denial | undefined },
  audience: Audience,
): TraceStep[] {
  const { component, stated, policies } = context;
  const base = { context, component: component.type, stated, permitted: denial === undefined };
  const steps = [...tallies.values()].map((tally) =>
    stepOf(tally, { ...base, view: viewOf(tally.policy, policies.license, audience) }, denial),
  );
  const { unreviewed, shownUnreviewed: shownLeaf } = context;
  const unreviewedRestriction = unreviewed ?? shownLeaf;
  if (unreviewedRestriction)
    steps.push({
      policy: unreviewedRestriction.id,
      rule: 'review',
      kind: 'review',
      outcome: unreviewed ? 'unmet' : 'not_applicable',
      ...reasonMembers(message(unreviewed ? 'rule.unreviewed' : 'rule.unreviewed_shown')),
    });
  const closing = denial && closingStep(denial);
  const all = [...(closing ? [closing] : []), ...steps].slice(0, TRACE_STEPS_MAX);
  return all.map(withHiddenMessage);
}

/** The message is not enumerable, so JSON for partners does not contain it. */
const withHiddenMessage = (step: TraceStep): TraceStep =>
  Object.defineProperty(step, 'message', { enumerable: false });

/** Step for a decision that no rule of a policy made. */
function closingStep({ code, decidedBy, use }: Denial): TraceStep | undefined {
  const cut = decidedBy.indexOf('#');
  const [policy, rule] = [decidedBy.slice(0, cut), decidedBy.slice(cut + 1)];
  const step = (kind: TraceStep['kind'], outcome: TraceStep['outcome'], statement: Message): TraceStep => ({
    policy,
    rule,
    kind,
    outcome,
    ...reasonMembers(statement),
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

const reasonMembers = (statement: Message): Pick<TraceStep, 'reason' | 'message'> => ({
  reason: statement.sentence,
  message: statement,
});

interface TraceReader {
  context: EvaluationContext;
  component: ComponentType;
  stated: StatedUse;
  view: View;
  permitted: boolean;
}

function stepOf(
  { policy, rule, acts, answers }: Tally,
  reader: TraceReader,
  denial: Denial | undefined,
): TraceStep {
  const holdingCount = answers.holds?.count ?? 0;
  const openCount = (answers.missing?.count ?? 0) + (answers.unknowable?.count ?? 0);
  const base = { policy: policy.id, rule: rule.id, kind: rule.kind };
  const statement = message(`rule.${VERBS[rule.kind]}`, {
    ordinal: rule.ordinal,
    policy: policy.label,
    what: ruleParts(
      rule,
      reader.view,
      actList(reader.stated.action === undefined ? policy.index.writtenActs(rule, acts) : acts),
    ),
  });
  const explainedBy = (about: Message, truths: readonly Truth[]) =>
    explanation(rule, answers, about, truths, reader);

  if (rule.kind === 'permission') {
    // A permission may permit some of the open cases. It is traced with the case that it denied.
    const truth = `${policy.id}#${rule.id}` === denial?.decidedBy ? denial.result?.truth : undefined;
    if (denial && truth !== undefined && truth !== 'holds') {
      const outcome = truth === 'fails' ? 'unmet' : 'indeterminate';
      const decided = { [truth]: { count: 1, use: denial.use } };
      return { ...base, outcome, ...explanation(rule, decided, statement, [truth], reader) };
    }
    if (holdingCount > 0) return { ...base, outcome: 'granted', ...reasonMembers(statement) };
    const outcome = openCount > 0 ? 'indeterminate' : 'unmet';
    return { ...base, outcome, ...explainedBy(statement, openCount > 0 ? OPEN : FAILS) };
  }
  if (holdingCount + openCount === 0)
    return { ...base, outcome: 'not_applicable', ...explainedBy(statement, FAILS) };
  if (rule.kind === 'duty')
    return {
      ...base,
      outcome: 'unmet',
      ...reasonMembers(withRemark(statement, message('rule.no_evidence'))),
    };
  const takenOut = withRemark(statement, message('rule.taken_out'));
  if (holdingCount > 0) {
    const leaf = leafToShow(rule, answers, HOLDS, reader);
    // A prohibition that some open cases avoid is no obstacle of its own, unless it decided.
    const isAvoidable = answers.fails !== undefined && `${policy.id}#${rule.id}` !== denial?.decidedBy;
    const avoidable = isAvoidable ? withRemark(statement, message('rule.in_part')) : statement;
    const said = reader.permitted ? takenOut : avoidable;
    return { ...base, outcome: 'forbidden', ...reasonMembers(said), ...constraintOf(leaf) };
  }
  return { ...base, outcome: 'indeterminate', ...explainedBy(reader.permitted ? takenOut : statement, OPEN) };
}

const OPEN: readonly Truth[] = ['unknowable', 'missing'];
const FAILS: readonly Truth[] = ['fails'];
const HOLDS: readonly Truth[] = ['holds'];
const VERBS = { permission: 'permits', prohibition: 'forbids', duty: 'demands' } as const;

const withRemark = (statement: Message, remark: Message) =>
  message('rule.remark', { said: statement, remark });

function explanation(
  rule: Rule,
  answers: Answers,
  statement: Message,
  truths: readonly Truth[],
  reader: TraceReader,
): Pick<TraceStep, 'reason' | 'message' | 'constraint'> {
  const shownLeaf = leafToShow(rule, answers, truths, reader);
  if (!shownLeaf) return reasonMembers(statement);
  const { leaf, actual } = shownLeaf;
  const constraint = constraintMessage(leaf, reader.view);
  const remark = () => {
    if (leaf.kind === 'broken')
      return message('rule.broken', { constraint, why: reasonFor(leaf, reader.view) });
    if (actual === undefined) return message('rule.unstated', { constraint });
    const is = truths === OPEN ? 'unknowable' : 'not_met';
    return message(`rule.${is}${shownLeaf.isKnown ? '' : '_open'}`, {
      constraint,
      actual: operandValue(leaf.operand, String(actual)),
    });
  };
  return { ...reasonMembers(withRemark(statement, remark())), ...constraintOf(shownLeaf) };
}

interface ShownLeaf {
  leaf: Atomic | Broken;
  constraint: NonNullable<TraceStep['constraint']>;
  actual: unknown;
  /** False: no one stated the value. It is one of several possible ones, an example and not a record. */
  isKnown: boolean;
}

function constraintOf(shownLeaf: ShownLeaf | undefined): Pick<TraceStep, 'constraint'> {
  return shownLeaf ? { constraint: shownLeaf.constraint } : {};
}

function leafToShow(
  rule: Rule,
  answers: Answers,
  truths: readonly Truth[],
  reader: TraceReader,
): ShownLeaf | undefined {
  const use = truths.map((truth) => answers[truth]?.use).find((found) => found !== undefined);
  const leaf = use && leafOf(rule, use.circumstances);
  if (!leaf) return undefined;
  const actual = actualOf(leaf, use, reader);
  const isKnown = actual !== undefined && leaf.kind === 'atomic' && isValueKnown(leaf.operand, use, reader);
  const constraint = { ...displayFor(leaf, reader.view), ...(isKnown && { actual }) };
  return { leaf, constraint, actual, isKnown };
}

/** A stated title makes its home market known, but no other territory. */
function isValueKnown(
  operand: string,
  { circumstances }: UseCase,
  { context, stated }: TraceReader,
): boolean {
  if (isLeftOpen(operand, stated)) return false;
  if (operand !== 'spatial' || stated.territory !== undefined) return true;
  return circumstances.territory === homeMarket(context, circumstances);
}

/** True if the use does not state what the operand asks for. A stated title implies its home market. */
export function isLeftOpen(operand: string, { title, territory, channel, purpose }: StatedUse): boolean {
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

function actualOf(leaf: Atomic | Broken, { circumstances }: UseCase, { component }: TraceReader): unknown {
  if (leaf.kind === 'broken') return undefined;
  // The case may have been judged for another component type that no rule distinguishes from this one.
  if (leaf.operand === 'component') return component;
  if (leaf.operandKind === 'instant' || leaf.operandKind === 'elapsed') return isoOf(circumstances.at);
  const values = circumstances.values(leaf.operand);
  const unit = circumstances.unit(leaf.operand);
  if (values?.length !== 1) return values;
  return unit === undefined ? values[0] : `${values[0]} ${unit}`;
}
