/** Converts license terms to an ODRL Agreement: the evaluator reads it, and the license publishes it. */
import { actionIri } from '../odrl/actions.ts';
import { IMPRIMATUR_NAMESPACE, IMPRIMATUR_PROFILE, ODRL_CONTEXT, RIGHTSML_PROFILE } from '../odrl/names.ts';
import type { CommonTerms, NamedTerms } from '../terms.ts';
import { expandTerritories } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import type { LicenseSource, OdrlJson } from '../types.ts';
import { alterationActions } from './alterations.ts';
import { AGENCY, partnerIri, productIri } from './names.ts';
import { removalDuty } from './recall.ts';

/** Channels on which content stays visible: `onlineDays` applies to them. */
export const LASTING_CHANNELS: readonly string[] = ['web', 'app', 'social', 'epaper', 'podcast', 'intranet'];

/** Acts that show content to the public. */
export const SHOWING = ['distribute', 'play', 'present', 'stream'];

/** Component types without a language: a photograph in a German item is no German photograph. */
export const WORDLESS: readonly string[] = ['photograph', 'logo'];

export type NamedSource = LicenseSource & { terms: NamedTerms };

/**
 * Returns the Agreement of terms in which `checkTerms` found no fault. Strategy `prohibit`: excluded rights
 * stay excluded, whatever else the terms grant. Names of parties and assets are URNs of our ids.
 */
export function agreementOf(source: NamedSource): OdrlJson {
  const { id, version, terms } = source;
  const { permitted, prohibited } = alterationActions(terms);
  const constraints = conditions(source);
  const target = terms.products.map((product) => ({
    '@type': 'AssetCollection',
    source: productIri(product),
    refinement: [isAnyOf('imp:component', terms.components)],
  }));
  const permission = (uid: string, actions: string[]) => ({
    uid,
    action: actions.map(actionIri),
    target,
    constraint: constraints,
  });
  return {
    '@context': [ODRL_CONTEXT, { imp: IMPRIMATUR_NAMESPACE }],
    '@type': 'Agreement',
    uid: `urn:imprimatur:license:${id}:${version}`,
    profile: [RIGHTSML_PROFILE, IMPRIMATUR_PROFILE],
    conflict: 'prohibit',
    assigner: AGENCY,
    assignee: partnerIri(terms.partner),
    permission: [
      permission('uses', terms.uses),
      ...(permitted.length > 0 ? [permission('alterations', permitted)] : []),
    ],
    prohibition: [
      ...(prohibited.length > 0 ? [{ uid: 'no-alterations', action: prohibited.map(actionIri) }] : []),
      ...timeLimits(terms),
    ],
    obligation: duties(terms),
  };
}

function conditions({ terms, titles }: NamedSource): OdrlJson[] {
  const titleIds = terms.titles ?? titles.map(({ id }) => id);
  const { purposes, languages } = terms;
  return [
    ...(titleIds.length > 0 ? [isAnyOf('imp:title', titleIds)] : []),
    ...territoryConstraints(terms.territories),
    isAnyOf('deliveryChannel', terms.channels),
    ...(purposes ? [isAnyOf('purpose', purposes)] : []),
    ...(languages ? [{ or: [isAnyOf('imp:component', WORDLESS), isAnyOf('language', languages)] }] : []),
    { leftOperand: 'dateTime', operator: 'gteq', rightOperand: dateTime(terms.starts) },
    { leftOperand: 'dateTime', operator: 'lt', rightOperand: dateTime(terms.ends) },
  ];
}

/**
 * `["world", "-JP"]` becomes two constraints, or a list of codes if the terms name a part of an excluded
 * territory.
 */
export function territoryConstraints(territories: readonly string[]): OdrlJson[] {
  const except = territories.filter((name) => name.startsWith('-')).map((name) => name.slice(1));
  const titleIds = territories.filter((name) => !name.startsWith('-'));
  if (except.length === 0) return [isAnyOf('spatial', titleIds)];
  const codes = expandTerritories(territories);
  const exceptCodes = expandTerritories(except);
  if (!codes.ok || !exceptCodes.ok) return [isAnyOf('spatial', territories)];
  if ([...codes.value].every((code) => extentIn(exceptCodes.value, code) === 'outside'))
    return [
      isAnyOf('spatial', titleIds),
      { leftOperand: 'spatial', operator: 'isNoneOf', rightOperand: except },
    ];
  return [isAnyOf('spatial', [...codes.value].sort())];
}

/** Days count from the creation of the version: both sides know that instant. */
function timeLimits({ onlineDays, retentionDays }: NamedTerms): OdrlJson[] {
  const after = (days: number) => ({
    leftOperand: 'elapsedTime',
    operator: 'gteq',
    rightOperand: `P${days}D`,
  });
  return [
    ...(onlineDays === undefined
      ? []
      : [
          {
            uid: 'online-days',
            action: SHOWING,
            constraint: [isAnyOf('deliveryChannel', LASTING_CHANNELS), after(onlineDays)],
          },
        ]),
    ...(retentionDays === undefined
      ? []
      : [{ uid: 'retention', action: ['archive'], constraint: [after(retentionDays)] }]),
  ];
}

function duties(terms: NamedTerms): OdrlJson[] {
  const { credit, retentionDays } = terms;
  const list: OdrlJson[] = [];
  if (credit)
    list.push({ uid: 'credit', action: 'attribute', 'imp:text': credit.line, 'imp:byline': credit.byline });
  if (retentionDays !== undefined)
    list.push({
      uid: 'delete-after-retention',
      action: 'delete',
      'imp:text': `${retentionDays} days after the version was created`,
    });
  for (const duty of [deletionAfterTerm(terms), removalDuty(terms)])
    if (duty) list.push({ uid: duty.uid, action: 'delete', 'imp:text': duty.text });
  return list;
}

/** The duty to delete after the term. Undefined: there is none. */
export function deletionAfterTerm({ afterTerm }: CommonTerms): { uid: string; text: string } | undefined {
  if (!afterTerm || afterTerm.keep === 'all') return undefined;
  const what = afterTerm.keep === 'published' ? 'what was not published' : 'everything';
  return {
    uid: 'delete-after-term',
    text: `${what}, within ${afterTerm.deleteWithinDays} days of the end of the term`,
  };
}

export function isAnyOf(leftOperand: string, values: readonly string[]): OdrlJson {
  return { leftOperand, operator: 'isAnyOf', rightOperand: [...values] };
}

export function dateTime(text: string): OdrlJson {
  return { '@value': text, '@type': 'xsd:dateTime' };
}
