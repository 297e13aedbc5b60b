/**
 * The rights of one delivery for machines: an ODRL 2.2 Agreement with the RightsML 2.0 profile, as JSON text.
 * It states exactly what remains after every restriction. ODRL's closed world reserves everything else (no
 * permission, no right), so it needs no prohibitions.
 */
import { canonical, canonicalObject, PLACEHOLDER } from '../platform/canonical.ts';
import { perObject, type TimelessRights, timelessRights } from '../rights/index.ts';
import { alterationOf } from '../rights/license/alterations.ts';
import { ACTIONS, actionIri } from '../rights/odrl/actions.ts';
import {
  IMPRIMATUR_NAMESPACE,
  IMPRIMATUR_PROFILE,
  ODRL_CONTEXT,
  RIGHTSML_PROFILE,
} from '../rights/odrl/names.ts';
import { unitOf } from '../rights/odrl/units.ts';
import { isStatedOperand, readAmount, STATED_OPERANDS } from '../rights/stated-operands.ts';
import { expandTerritories } from '../rights/territories/expand.ts';
import type { EffectiveRights, RightsDuty, StatedContext } from '../rights/types.ts';
import { type Box, boxesOf, sortedSet } from './boxes.ts';
import type { Agency } from './types.ts';

/** ODRL requires an IRI for a place: IPTC's for countries, ISO's for subdivisions (RFC 5141). */
const COUNTRY_BASE = 'http://cvx.iptc.org/iso3166-1a2/';
const PART_BASE = 'urn:iso:std:iso:3166:-2:';
const placeIri = (code: string) => `${code.includes('-') ? PART_BASE : COUNTRY_BASE}${code}`;

export interface RightsExpressionInput {
  agency: Agency;
  partner: string;
  targets: string[];
  rights: EffectiveRights;
  /** Id of the first delivery, which gives the policy an identity of its own. */
  receiptId: string;
  /** The license requires the author's name besides the credit line. */
  byline?: boolean;
}

interface Constraint {
  leftOperand: string;
  operator: string;
  rightOperand: unknown;
  unit?: string;
}

/** Equal inputs give equal texts: RFC 8785 members, sorted lists. */
export function rightsExpression({
  agency,
  partner,
  targets,
  rights,
  receiptId,
  byline = false,
}: RightsExpressionInput): string {
  return canonicalObject({
    '@context': CONTEXT,
    type: '"Agreement"',
    uid: canonical(`${agency.publicUrl}/v1/receipts/${receiptId}#rights`),
    profile: PROFILE,
    assigner: '"urn:imprimatur:agency"',
    assignee: canonical(`urn:imprimatur:partner:${partner}`),
    target: canonical(sortedSet(targets)),
    permission: permissionsOf(rights, byline),
  });
}

const CONTEXT = canonical([ODRL_CONTEXT, { imp: IMPRIMATUR_NAMESPACE }]);
const PROFILE = canonical([RIGHTSML_PROFILE, IMPRIMATUR_PROFILE]);

function permissionsOf(rights: EffectiveRights, byline: boolean): string {
  const timeless = timelessRights(rights);
  const segments = byline ? segmentsWithByline(timeless) : segmentsWithoutByline(timeless);
  return segments.join(timesOf(rights));
}

const segmentsWithoutByline = perObject((rights: TimelessRights) => permissionSegments(rights, false));
const segmentsWithByline = perObject((rights: TimelessRights) => permissionSegments(rights, true));

/** Canonical text of the permissions, cut where the times belong. */
function permissionSegments(rights: TimelessRights, byline: boolean): string[] {
  const duties = rights.duties.map((duty) => dutyOf(duty, byline));
  const alterations = alterationActions(rights);
  const texts = boxesOf(rights).map((box) =>
    canonicalObject({
      action: canonical(sortedSet([...box.uses, ...alterations]).map(actionIri)),
      constraint: `[${[PLACEHOLDER, ...constraintsOf(box, rights).map(canonical)].join()}]`,
      ...(duties.length > 0 && { duty: canonical(duties) }),
    }),
  );
  return `[${texts.join()}]`.split(PLACEHOLDER);
}

function timesOf({ notBefore, expires }: EffectiveRights): string {
  const end = dateTime('lt', expires);
  return notBefore === undefined ? end : `${dateTime('gteq', notBefore)},${end}`;
}

/** Members in their canonical order. */
function dateTime(operator: string, ms: number): string {
  const instant = `{"@type":"xsd:dateTime","@value":"${new Date(ms).toISOString()}"}`;
  return `{"leftOperand":"dateTime","operator":"${operator}","rightOperand":${instant}}`;
}

/** Combining with other material also makes a new work, which ODRL calls `derive`. */
function alterationActions({ alterations = [] }: TimelessRights): string[] {
  const named = new Set<string | undefined>(alterations);
  const actions = ACTIONS.filter(
    (action) => alterationOf(action) !== undefined && named.has(alterationOf(action)),
  );
  return named.has('combine') ? [...actions, 'derive'] : actions;
}

/** Without the times. */
function constraintsOf(box: Box, { stated = {} }: TimelessRights): Constraint[] {
  return [
    ...spatial(box.territories),
    { leftOperand: 'deliveryChannel', operator: 'isAnyOf', rightOperand: box.channels },
    // A partner without titles has none to name.
    ...(box.titles.length > 0
      ? [{ leftOperand: 'imp:title', operator: 'isAnyOf', rightOperand: box.titles }]
      : []),
    ...(box.purposes ? [{ leftOperand: 'purpose', operator: 'isAnyOf', rightOperand: box.purposes }] : []),
    ...statedConstraints(stated),
  ];
}

/** Restricts the rights to the stated use. */
function statedConstraints(stated: StatedContext): Constraint[] {
  return sortedSet(Object.keys(stated)).map((leftOperand) => {
    const value = stated[leftOperand] ?? '';
    const amounts = isStatedOperand(leftOperand) && STATED_OPERANDS[leftOperand] === 'amount';
    const { amount, unit } = (amounts && readAmount(value)) || { amount: value };
    return {
      leftOperand,
      operator: 'eq',
      rightOperand: amount,
      ...(unit !== undefined && { unit: unitIri(unit) }),
    };
  });
}

/**
 * `world` is no constraint, and the world with exceptions forbids these. Other named sets are expanded: other
 * programs do not know them, and the European Union may change.
 */
function spatial(territories: string[]): Constraint[] {
  const except = territories.filter((name) => name.startsWith('-')).map((name) => name.slice(1));
  const within = territories.filter((name) => !name.startsWith('-'));
  if (!within.includes('world'))
    return [
      placesConstraint(
        'isAnyOf',
        codesOf(within).filter((code) => !except.includes(code)),
      ),
    ];
  return except.length > 0 ? [placesConstraint('isNoneOf', except)] : [];
}

function placesConstraint(operator: string, codes: string[]): Constraint {
  return { leftOperand: 'spatial', operator, rightOperand: codes.map(placeIri) };
}

function codesOf(names: string[]): string[] {
  const expanded = expandTerritories(names);
  if (!expanded.ok) throw new Error('effective rights name a territory that nobody knows');
  return [...expanded.value].sort();
}

/**
 * `imp:text` is the credit line, or the object of the duty, as in the license's own Agreement
 * (rights/license).
 */
function dutyOf({ action, text }: RightsDuty, byline: boolean): Record<string, unknown> {
  return {
    action: actionIri(action),
    ...(text !== undefined && { 'imp:text': text.toWellFormed() }),
    ...(byline && action === 'attribute' && { 'imp:byline': true }),
  };
}

const DBPEDIA = 'http://dbpedia.org/resource/';
const CURRENCY = 'http://cv.iptc.org/newscodes/iso4217a/';

/** Abbreviation → DBpedia name; other names are DBpedia's own, except for the first letter. */
const NAMES: Record<string, string> = {
  ms: 'Millisecond',
  s: 'Second',
  sec: 'Second',
  min: 'Minute',
  h: 'Hour',
  hr: 'Hour',
  d: 'Day',
  wk: 'Week',
  b: 'Byte',
  kb: 'Kilobyte',
  mb: 'Megabyte',
  gb: 'Gigabyte',
  px: 'Pixel',
  m: 'Metre',
  cm: 'Centimetre',
  mm: 'Millimetre',
  in: 'Inch',
  dpi: 'Dots_per_inch',
  ppi: 'Pixels_per_inch',
  '%': 'Percentage',
};

/** As in RightsML's examples. */
function unitIri(unit: string): string {
  if (unitOf(unit)?.measures.startsWith('money:') && /^[a-z]{3}$/i.test(unit))
    return `${CURRENCY}${unit.toUpperCase()}`;
  const name = NAMES[unit.toLowerCase()] ?? unit.toLowerCase();
  return `${DBPEDIA}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
