/** One sentence that says what was decided and by what. */
import type { Message, Parameter } from '../message.ts';
import { ACTIONS, canonicalAction } from '../odrl/actions.ts';
import type { Atomic, Broken } from '../odrl/model.ts';
import { nearestOf } from '../odrl/nearest.ts';
import { territoryCodes } from '../territories/expand.ts';
import { placeCode } from '../territories/subdivisions.ts';
import type { Audience, EffectiveRights } from '../types.ts';
import { type Bench, homeMarket } from './bench.ts';
import type { UseCase } from './case.ts';
import { message } from './templates.ts';
import type { Denial } from './verdict.ts';
import {
  act,
  constraintMessage,
  instantOf,
  isoOf,
  operandValue,
  ruleParts,
  term,
  type View,
  viewOf,
  whyShownTo,
} from './words.ts';

export function permitMessage({ component, docket }: Bench, rights: EffectiveRights): Message {
  return message('decision.permitted', {
    component: term('component', component.type),
    uses: { list: usesOf(rights).map(act), joint: 'comma' },
    license: docket.license.id,
    until: { instant: isoOf(rights.expires), term: { edge: 'last', zone: docket.license.record.timeZone } },
  });
}

function usesOf({ grants }: EffectiveRights): string[] {
  const [only] = grants;
  if (only && grants.length === 1) return only.uses;
  return [...new Set(grants.flatMap(({ uses }) => uses))];
}

export function denyMessage(bench: Bench, denial: Denial, audience: Audience): Message {
  const reason = because(bench, denial, audience);
  const component = term('component', bench.component.type);
  return message(reason.text.endsWith('?') ? 'decision.withheld_question' : 'decision.withheld', {
    component,
    reason,
  });
}

function because(bench: Bench, denial: Denial, audience: Audience): Message {
  const { code, finding, leaf, use } = denial;
  const { license } = bench.docket;
  const from = finding?.from ?? license;
  const view = viewOf(from, license, audience);
  const rule = message('rule.of', { ordinal: finding?.rule.ordinal ?? 0, policy: from.label });
  switch (code) {
    case 'outside_token':
      return message('reason.token', { part: tokenPart(denial.decidedBy) });
    case 'embargoed':
      return message('reason.embargoed', {
        until: instantOf(bench.embargoedUntil ?? use.where.at),
        act: act(use.action),
      });
    case 'restriction_unreviewed':
      return message('reason.unreviewed');
    case 'restricted':
      return finding
        ? restricted(bench, denial, { rule, what: ruleParts(finding.rule, view, stated(bench)) })
        : message('reason.restricted_unnamed', { act: act(use.action) });
    case 'duty_unfulfilled':
      return message('reason.duty', { rule, duty: act(finding?.rule.action ?? 'undefined') });
    case 'indeterminate':
      return leaf
        ? message('reason.unstated', { rule, operand: askedFor(leaf, use) })
        : message('reason.open');
    case 'policy_void':
      return leaf?.kind === 'broken'
        ? message('reason.void_since', { policy: from.label, why: whyShownTo(leaf, view) })
        : message('reason.void', { policy: from.label });
    default:
      return notLicensed(bench, denial, view);
  }
}

/** `token#channels`: which of what a token narrows decided. */
export const tokenPart = (decidedBy: string): Parameter => term('narrowed', decidedBy.slice('token#'.length));

const stated = ({ stated: { action } }: Bench): Parameter | undefined =>
  action === undefined ? undefined : act(action);

/** A rule about a part of a country asks which part is meant. */
function askedFor({ shown }: Atomic | Broken, { where }: UseCase): Parameter {
  return shown.leftOperand === 'spatial' && where.territory !== undefined
    ? message('constraint.part_of', { territory: term('place', where.territory) })
    : term('operand', shown.leftOperand);
}

/** With why a restriction meets this use: `; the title Kansai Web is published there`. */
function restricted(
  bench: Bench,
  { leaf, use }: Denial,
  said: { rule: Parameter; what: Parameter },
): Message {
  if (leaf?.kind !== 'atomic' || leaf.operand !== 'spatial') return message('reason.restricted', said);
  const { title: id, territory } = use.where;
  const title = id === undefined ? undefined : bench.docket.license.record.titles.get(id)?.name;
  if (title !== undefined && homeMarket(bench, use.where) === territory)
    return message('reason.restricted_at_home', { ...said, title });
  return bench.stated.territory === undefined
    ? message('reason.restricted', said)
    : message('reason.restricted_there', { ...said, territory: term('place', String(territory)) });
}

function notLicensed(bench: Bench, { code, leaf, use, finding }: Denial, view: View): Message {
  // Where no act is stated, the one that was judged is none that anybody asked for.
  const name = bench.stated.action;
  const requestedAct = name === undefined ? message('reason.use') : act(name);
  const { territory } = use.where;
  if (code === 'territory_not_licensed' && territory !== undefined && placeCode(territory) === undefined)
    return message(territoryCodes(territory) ? 'reason.several_countries' : 'reason.no_country', {
      territory: term('place', territory),
    });
  if (code === 'title_not_licensed' && !leaf)
    return message('reason.no_title', { title: String(use.where.title) });
  if (!leaf || !finding) {
    const meant = misspelled(name ?? 'use');
    return meant === undefined
      ? message('reason.not_permitted', { act: requestedAct })
      : message('reason.misspelled', { act: requestedAct, meant });
  }
  if (finding.rule.kind === 'prohibition')
    return message('reason.forbidden', { what: ruleParts(finding.rule, view, requestedAct) });
  const what: Parameter = { list: [requestedAct, constraintMessage(leaf, view)], joint: 'space' };
  if (
    leaf.kind === 'atomic' &&
    leaf.operand === 'spatial' &&
    territory !== undefined &&
    bench.stated.territory !== territory &&
    homeMarket(bench, use.where) === territory
  )
    return message('reason.home_market', { what, territory: term('place', territory) });
  return permitsOther(bench, what, leaf.shown.leftOperand, use);
}

/** For an unknown act that is nearly spelled like a known one, that. */
function misspelled(name: string): string | undefined {
  if (name.includes(':') || canonicalAction(name) !== undefined) return undefined;
  return nearestOf(name, ACTIONS);
}

/** What the license permits, against what the use is. */
function permitsOther(bench: Bench, what: Parameter, operand: string, { where }: UseCase): Message {
  if (operand === 'dateTime' || operand === 'elapsedTime')
    return message('reason.permits_not_at', { what, actual: instantOf(where.at) });
  const { titles } = bench.docket.license.record;
  const values: Record<string, string | undefined> = {
    component: bench.component.type,
    title: where.title === undefined ? undefined : (titles.get(where.title)?.name ?? where.title),
    spatial: where.territory,
    deliveryChannel: where.channel,
    purpose: where.purpose,
    language: where.language,
  };
  const actual = values[operand];
  return actual === undefined
    ? message('reason.permits', { what })
    : message('reason.permits_not', { what, actual: operandValue(operand, actual) });
}
