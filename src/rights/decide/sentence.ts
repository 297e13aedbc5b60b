/** One sentence that says what was decided and by what. */
import { ACTIONS, canonicalAction } from '../odrl/actions.ts';
import type { Atomic, Broken } from '../odrl/model.ts';
import { nearestOf } from '../odrl/nearest.ts';
import { territoryCodes } from '../territories/expand.ts';
import { placeCode } from '../territories/subdivisions.ts';
import type { Audience, EffectiveRights } from '../types.ts';
import type { Bench } from './bench.ts';
import type { UseCase } from './case.ts';
import { homeMarket } from './market.ts';
import type { Denial } from './verdict.ts';
import {
  componentName,
  constraintInWords,
  isoOf,
  ruleInWords,
  type View,
  viewOf,
  whyShownTo,
} from './words.ts';

export function permitSentence({ component, docket }: Bench, rights: EffectiveRights): string {
  return `${componentName(component.type)} permitted: ${usesOf(rights)} under license ${docket.license.id} until ${isoOf(rights.expires)}.`;
}

function usesOf({ grants }: EffectiveRights): string {
  const [only] = grants;
  if (only && grants.length === 1) return only.uses.join(', ');
  return [...new Set(grants.flatMap(({ uses }) => uses))].join(', ');
}

export function denySentence(bench: Bench, denial: Denial, audience: Audience): string {
  const reason = because(bench, denial, audience);
  return `${componentName(bench.component.type)} withheld: ${reason}${reason.endsWith('?') ? '' : '.'}`;
}

function because(bench: Bench, denial: Denial, audience: Audience): string {
  const { code, finding, leaf, use } = denial;
  const { license } = bench.docket;
  const from = finding?.from ?? license;
  const view = viewOf(from, license, audience);
  const rule = `rule ${finding?.rule.ordinal} of ${from.label}`;
  switch (code) {
    case 'outside_token':
      return `the license permits this use, the token's ${denial.decidedBy.slice('token#'.length)} do not`;
    case 'embargoed':
      return `it is embargoed until ${isoOf(bench.embargoedUntil ?? use.where.at)}, and ${use.action} would put it before the public`;
    case 'restriction_unreviewed':
      return 'a restriction that came with it has not been cleared by the desk yet';
    case 'restricted':
      return finding
        ? `${rule} forbids ${ruleInWords(finding.rule, view, bench.stated.action)}${applies(bench, denial)}`
        : `a restriction names what is permitted, and ${use.action} as asked is not in it`;
    case 'duty_unfulfilled':
      return `${rule} demands ${finding?.rule.action}, and there is no evidence that it was done`;
    case 'indeterminate':
      return leaf
        ? `${rule} depends on ${askedFor(leaf, use)}, which the use does not state`
        : 'the use leaves so much open that it cannot be decided; state the act, the title or the territory';
    case 'policy_void':
      return `a rule of ${from.label} cannot be evaluated${leaf?.kind === 'broken' ? ` (${whyShownTo(leaf, view)})` : ''}`;
    default:
      return notLicensed(bench, denial, view);
  }
}

/** A rule about a part of a country asks which part is meant. */
function askedFor({ shown }: Atomic | Broken, { where }: UseCase): string {
  return shown.leftOperand === 'spatial' && where.territory !== undefined
    ? `the part of ${where.territory}`
    : shown.leftOperand;
}

/** Why a restriction meets this use: `; the title Kansai Web is published there`. */
function applies(bench: Bench, { leaf, use }: Denial): string {
  if (leaf?.kind !== 'atomic' || leaf.operand !== 'spatial') return '';
  const title =
    use.where.title === undefined ? undefined : bench.docket.license.record.titles.get(use.where.title)?.name;
  if (title !== undefined && homeMarket(bench, use.where) === use.where.territory)
    return `; the title ${title} is published there`;
  return bench.stated.territory === undefined ? '' : `; the use is stated for ${use.where.territory}`;
}

function notLicensed(bench: Bench, { code, leaf, use, finding }: Denial, view: View): string {
  // Where no act is stated, the one that was judged is none that anybody asked for.
  const act = bench.stated.action ?? 'use';
  const { territory } = use.where;
  if (code === 'territory_not_licensed' && territory !== undefined && placeCode(territory) === undefined)
    return territoryCodes(territory)
      ? `${territory} names several countries: state one, or a part of one`
      : `${territory} is no country and no part of one, so nobody can say what holds there`;
  if (code === 'title_not_licensed' && !leaf) return `${use.where.title} is no title of the license`;
  if (!leaf || !finding) return `the license does not permit ${act}${misspelled(act)}`;
  if (finding.rule.kind === 'prohibition')
    return `the license forbids ${ruleInWords(finding.rule, view, act)}`;
  const what = `${act} ${constraintInWords(leaf, view)}`;
  if (
    leaf.kind === 'atomic' &&
    leaf.operand === 'spatial' &&
    territory !== undefined &&
    bench.stated.territory !== territory &&
    homeMarket(bench, use.where) === territory
  )
    return `the license permits ${what}, and the title's home market is ${territory}`;
  return `the license permits ${what}${actualWords(bench, leaf.shown.leftOperand, use)}`;
}

/** For an unknown act that is nearly spelled like a known one: `; did you mean display?` */
function misspelled(act: string): string {
  if (act.includes(':') || canonicalAction(act) !== undefined) return '';
  const meant = nearestOf(act, ACTIONS);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

function actualWords(bench: Bench, operand: string, use: UseCase): string {
  const { record } = bench.docket.license;
  const values: Record<string, string | undefined> = {
    component: bench.component.type,
    title:
      use.where.title === undefined
        ? undefined
        : (record.titles.get(use.where.title)?.name ?? use.where.title),
    spatial: use.where.territory,
    deliveryChannel: use.where.channel,
    purpose: use.where.purpose,
    language: use.where.language,
    dateTime: isoOf(use.where.at),
    elapsedTime: isoOf(use.where.at),
  };
  const value = values[operand];
  return value === undefined
    ? ''
    : `, not ${operand === 'dateTime' || operand === 'elapsedTime' ? 'at ' : ''}${value}`;
}
