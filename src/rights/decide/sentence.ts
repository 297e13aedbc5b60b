/** One sentence that says what was decided and by what. */

import type { EffectiveRights, StatedUse } from '../types.ts';
import type { Bench } from './bench.ts';
import type { UseCase } from './case.ts';
import { homeMarket } from './market.ts';
import type { Denial } from './verdict.ts';
import { componentName, constraintInWords, ruleInWords } from './words.ts';

export function permitSentence(bench: Bench, rights: EffectiveRights): string {
  const uses = [...new Set(rights.grants.flatMap((grant) => grant.uses))];
  const until = new Date(rights.expires).toISOString();
  return `${componentName(bench.component.type)} permitted: ${uses.join(', ')} under license ${bench.license.id} until ${until}.`;
}

export function denySentence(bench: Bench, verdict: Denial, stated: StatedUse): string {
  return `${componentName(bench.component.type)} withheld: ${because(bench, verdict, stated)}.`;
}

function because(bench: Bench, verdict: Denial, stated: StatedUse): string {
  const { code, finding, leaf, use } = verdict;
  switch (code) {
    case 'outside_token':
      return `the license permits this use, the token's ${verdict.decidedBy.slice('token#'.length)} do not`;
    case 'embargoed':
      return `it is embargoed until ${new Date(bench.embargoedUntil ?? use.at).toISOString()}, and ${use.action} would put it before the public`;
    case 'restriction_unreviewed':
      return 'a restriction that came with it has not been cleared by the desk yet';
    case 'restricted':
      return finding
        ? `rule ${finding.rule.ordinal} of ${finding.from.label} forbids ${ruleInWords(finding.rule, stated.action)}${applies(bench, verdict, stated)}`
        : `a restriction names what is permitted, and ${use.action} as asked is not in it`;
    case 'duty_unfulfilled':
      return `${finding?.from.label ?? 'the license'} demands ${finding?.rule.action ?? 'a duty'}, and there is no evidence that it was done`;
    case 'indeterminate':
      return leaf
        ? `${finding?.from.label ?? 'the license'} asks for ${leaf.shown.leftOperand}, which the use does not state`
        : 'the use leaves so much open that it cannot be decided; state the act, the title or the territory';
    case 'policy_void':
      return `a rule of ${finding?.from.label ?? 'the license'} cannot be evaluated${leaf?.kind === 'broken' ? ` (${leaf.why})` : ''}`;
    case 'use_not_licensed':
      return `license ${bench.license.id} does not permit ${use.action}`;
    default:
      return notLicensed(bench, verdict, stated);
  }
}

/** Why a restriction meets this use: `; the title Kansai Web is published there`. */
function applies(bench: Bench, { leaf, use }: Denial, stated: StatedUse): string {
  if (leaf?.kind !== 'atomic' || leaf.operand !== 'spatial') return '';
  const title = use.title === undefined ? undefined : bench.license.record.titles.get(use.title)?.name;
  if (title !== undefined && homeMarket(bench, use) === use.territory)
    return `; the title ${title} is published there`;
  return stated.territory === undefined ? '' : `; the use is stated for ${use.territory}`;
}

function notLicensed(bench: Bench, { leaf, use, finding }: Denial, stated: StatedUse): string {
  const subject = `license ${bench.license.id}`;
  if (!leaf || !finding) return `${subject} does not permit ${use.action}`;
  if (
    leaf.kind === 'atomic' &&
    leaf.operand === 'spatial' &&
    stated.territory === undefined &&
    use.territory !== undefined
  )
    return `${subject} permits ${use.action} ${constraintInWords(leaf)}, and the title's home market is ${use.territory}`;
  const verb = finding.rule.kind === 'prohibition' ? 'forbids' : 'permits';
  const actual = actualWords(bench, leaf.shown.leftOperand, use);
  return `${subject} ${verb} ${use.action} ${constraintInWords(leaf)}${actual}`;
}

function actualWords(bench: Bench, operand: string, use: UseCase): string {
  const { record } = bench.license;
  const values: Record<string, string | undefined> = {
    component: use.component,
    title: use.title === undefined ? undefined : (record.titles.get(use.title)?.name ?? use.title),
    spatial: use.territory,
    deliveryChannel: use.channel,
    purpose: use.purpose,
    language: use.language,
    dateTime: new Date(use.at).toISOString(),
    elapsedTime: new Date(use.at).toISOString(),
  };
  const value = values[operand];
  return value === undefined
    ? ''
    : `, not ${operand === 'dateTime' || operand === 'elapsedTime' ? 'at ' : ''}${value}`;
}
