/** Writes one sentence that says what was decided, and why. */
import { getOrInsert } from '../get-or-insert.ts';
import type { Message, Parameter } from '../message.ts';
import { ACTIONS, canonicalAction } from '../odrl/actions.ts';
import type { Atomic, Broken } from '../odrl/model.ts';
import { nearestOf } from '../odrl/nearest.ts';
import { territoryCodes } from '../territories/expand.ts';
import { placeCode } from '../territories/subdivisions.ts';
import type { Audience, EffectiveRights } from '../types.ts';
import type { UseCase } from './case.ts';
import type { ActEnds } from './effective.ts';
import { type EvaluationContext, homeMarket } from './evaluation-context.ts';
import { message } from './templates.ts';
import type { Denial } from './verdict.ts';
import {
  act,
  constraintMessage,
  instantOf,
  isoOf,
  operandValue,
  reasonFor,
  ruleParts,
  term,
  type View,
  viewOf,
} from './words.ts';

/** Rights expire with their first case, so `ends` is only called if they expire before the license. */
export function permitMessage(
  { component, policies }: EvaluationContext,
  rights: EffectiveRights,
  ends: () => ReadonlyMap<string, ActEnds>,
): Message {
  const { record, id: license } = policies.license;
  const uses = usesOf(rights);
  const groups = rights.expires < record.ends ? actsByEnds(uses, ends()) : [];
  const [group = { acts: uses, first: rights.expires, last: rights.expires }] = groups;
  const shared = { component: term('component', component.type), license };
  const actsOf = (acts: readonly string[]): Parameter => ({ list: acts.map(act), joint: 'comma' });
  const endOf = (instant: number): Parameter => ({
    instant: isoOf(instant),
    term: { edge: 'last', zone: record.timeZone },
  });
  if (groups.length < 2 && group.first === group.last)
    return message('decision.permitted', { ...shared, uses: actsOf(group.acts), until: endOf(group.last) });
  const list = groups.map(({ acts, first, last }) => {
    const end = { acts: actsOf(acts), until: endOf(last) };
    return first === last
      ? message('decision.acts_end', end)
      : message('decision.acts_end_in_part', { ...end, first: endOf(first) });
  });
  return message('decision.permitted_apart', { ...shared, uses: { list, joint: 'semicolon' } });
}

/** Groups acts that end together; those that last longest come first. */
function actsByEnds(uses: readonly string[], ends: ReadonlyMap<string, ActEnds>) {
  const groups = new Map<string, ActEnds & { acts: string[] }>();
  for (const name of uses) {
    const actEnds = ends.get(name);
    if (!actEnds) continue;
    const key = `${actEnds.last} ${actEnds.first}`;
    getOrInsert(groups, key, () => ({ ...actEnds, acts: [] })).acts.push(name);
  }
  return [...groups.values()].sort((a, b) => b.last - a.last || b.first - a.first);
}

function usesOf({ grants }: EffectiveRights): string[] {
  const [only] = grants;
  if (only && grants.length === 1) return only.uses;
  return [...new Set(grants.flatMap(({ uses }) => uses))];
}

export function denyMessage(context: EvaluationContext, denial: Denial, audience: Audience): Message {
  const reason = denialReason(context, denial, audience);
  const component = term('component', context.component.type);
  return message(reason.text.endsWith('?') ? 'decision.withheld_question' : 'decision.withheld', {
    component,
    reason,
  });
}

function denialReason(context: EvaluationContext, denial: Denial, audience: Audience): Message {
  const { code, result, leaf, use } = denial;
  const { license } = context.policies;
  const policy = result?.from ?? license;
  const view = viewOf(policy, license, audience);
  const rule = message('rule.of', { ordinal: result?.rule.ordinal ?? 0, policy: policy.label });
  switch (code) {
    case 'outside_token':
      return message('reason.token', { part: tokenPart(denial.decidedBy) });
    case 'embargoed':
      return message('reason.embargoed', {
        until: instantOf(context.embargoedUntil ?? use.circumstances.at),
        act: act(use.action),
      });
    case 'restriction_unreviewed':
      return message('reason.unreviewed');
    case 'restricted':
      return result
        ? restrictedReason(context, denial, {
            rule,
            what: ruleParts(result.rule, view, statedAction(context)),
          })
        : message('reason.restricted_unnamed', { act: act(use.action) });
    case 'duty_unfulfilled':
      return message('reason.duty', { rule, duty: act(result?.rule.action ?? 'undefined') });
    case 'indeterminate':
      return leaf
        ? message('reason.unstated', { rule, operand: unstatedOperand(leaf, use) })
        : message('reason.open');
    case 'policy_void':
      return leaf?.kind === 'broken'
        ? message('reason.void_since', { policy: policy.label, why: reasonFor(leaf, view) })
        : message('reason.void', { policy: policy.label });
    default:
      return notLicensedReason(context, denial, view);
  }
}

/** `token#channels` → the member of the token that decided. */
export const tokenPart = (decidedBy: string): Parameter => term('narrowed', decidedBy.slice('token#'.length));

const statedAction = ({ stated: { action } }: EvaluationContext): Parameter | undefined =>
  action === undefined ? undefined : act(action);

/** A rule about a part of a country asks for the part. */
function unstatedOperand({ display: shown }: Atomic | Broken, { circumstances }: UseCase): Parameter {
  return shown.leftOperand === 'spatial' && circumstances.territory !== undefined
    ? message('constraint.part_of', { territory: term('place', circumstances.territory) })
    : term('operand', shown.leftOperand);
}

/** Adds why a restriction applies: `; the title Kansai Web counts as published in its home market, JP`. */
function restrictedReason(
  context: EvaluationContext,
  { leaf, use }: Denial,
  parameters: { rule: Parameter; what: Parameter },
): Message {
  if (leaf?.kind !== 'atomic' || leaf.operand !== 'spatial') return message('reason.restricted', parameters);
  const atHome = atHomeMarket(context, use);
  if (atHome) return message('reason.restricted_at_home', { ...parameters, ...atHome });
  const { territory } = use.circumstances;
  return context.stated.territory === undefined
    ? message('reason.restricted', parameters)
    : message('reason.restricted_there', { ...parameters, territory: term('place', String(territory)) });
}

/** Title and market of a case in a home market that counts, even if the use states that territory. */
function atHomeMarket(context: EvaluationContext, { circumstances }: UseCase) {
  const { title: id, territory } = circumstances;
  const title = id === undefined ? undefined : context.policies.license.record.titles.get(id)?.name;
  if (title === undefined || territory === undefined || homeMarket(context, circumstances) !== territory)
    return undefined;
  return { title, territory: term('place', territory) };
}

function notLicensedReason(
  context: EvaluationContext,
  { code, leaf, use, result }: Denial,
  view: View,
): Message {
  // If no act is stated, the judged act is not one that the partner asked for.
  const name = context.stated.action;
  const requestedAct = name === undefined ? message('reason.use') : act(name);
  const { territory } = use.circumstances;
  if (code === 'territory_not_licensed' && territory !== undefined && placeCode(territory) === undefined)
    return message(territoryCodes(territory) ? 'reason.several_countries' : 'reason.no_country', {
      territory: term('place', territory),
    });
  if (code === 'title_not_licensed' && !leaf)
    return message('reason.no_title', { title: term('title', String(use.circumstances.title)) });
  if (!leaf || !result) {
    const suggestion = suggestedAction(name ?? 'use');
    return suggestion === undefined
      ? message('reason.not_permitted', { act: requestedAct })
      : message('reason.misspelled', { act: requestedAct, meant: suggestion });
  }
  if (result.rule.kind === 'prohibition')
    return message('reason.forbidden', { what: ruleParts(result.rule, view, requestedAct) });
  const what: Parameter = { list: [requestedAct, constraintMessage(leaf, view)], joint: 'space' };
  const atHome =
    leaf.kind === 'atomic' && leaf.operand === 'spatial' ? atHomeMarket(context, use) : undefined;
  if (atHome) return message('reason.home_market', { what, ...atHome });
  return permitsOtherReason(context, what, leaf.display.leftOperand, use);
}

/** Returns the known act that an unknown one is probably a misspelling of. */
function suggestedAction(name: string): string | undefined {
  if (name.includes(':') || canonicalAction(name) !== undefined) return undefined;
  return nearestOf(name, ACTIONS);
}

function permitsOtherReason(
  context: EvaluationContext,
  what: Parameter,
  operand: string,
  { circumstances }: UseCase,
): Message {
  if (operand === 'dateTime' || operand === 'elapsedTime')
    return message('reason.permits_not_at', { what, actual: instantOf(circumstances.at) });
  const { titles } = context.policies.license.record;
  const values: Record<string, string | undefined> = {
    component: context.component.type,
    title:
      circumstances.title === undefined
        ? undefined
        : (titles.get(circumstances.title)?.name ?? circumstances.title),
    spatial: circumstances.territory,
    deliveryChannel: circumstances.channel,
    purpose: circumstances.purpose,
    language: circumstances.language,
  };
  const actual = values[operand];
  return actual === undefined
    ? message('reason.permits', { what })
    : message('reason.permits_not', { what, actual: operandValue(operand, actual) });
}
