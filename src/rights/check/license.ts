/**
 * Static checks of a license whose terms compile: of its policy if it has one, otherwise of its named terms.
 */
import { ruleKind } from '../decide/words.ts';
import { productIri } from '../license/names.ts';
import { limitsOf } from '../license/narrow.ts';
import { universeOf } from '../license/universe.ts';
import { type PolicySource, readUploaded } from '../license/uploaded.ts';
import { FINDINGS_MAX } from '../limits.ts';
import type { Parameter } from '../message.ts';
import type { Rule } from '../odrl/model.ts';
import { instantOf } from '../odrl/time.ts';
import { message, quoted } from '../policy-templates.ts';
import type { CommonTerms, Minimum, Quota } from '../terms.ts';
import type { Finding, Findings, LicenseSource } from '../types.ts';
import type { Inspection } from './inspection.ts';
import { marketWarnings } from './markets.ts';
import { inPolicy } from './pointers.ts';
import { checkPolicy } from './policy.ts';
import { checkNamedTerms } from './terms.ts';

/**
 * Returns faults and warnings, with JSON pointers into the terms. An expired license is only a warning,
 * because old licenses are imported from other systems. `now`: milliseconds, UTC.
 */
export function checkLicense(source: LicenseSource, now: number): Findings {
  const { terms } = source;
  const findings =
    terms.policy === undefined
      ? checkNamedTerms({ ...source, terms })
      : checkUploaded({ ...source, terms }, now);
  return { faults: findings.faults, warnings: [...warningsOfTerm(terms, now), ...findings.warnings] };
}

/** Terms of which any may be missing or partial. */
interface PartialTerms extends Partial<Pick<CommonTerms, 'starts' | 'ends'>> {
  quota?: Partial<Quota>;
  minimum?: Partial<Minimum>;
}

/** Warnings about the end, quota and minimum, also while other terms are still missing. */
export const warningsOfTerm = (terms: PartialTerms, now: number): Finding[] => [
  ...endedWarning(terms.ends, now),
  ...minimumWarning(terms),
];

function endedWarning(ends: string | undefined, now: number): Finding[] {
  const end = timeOf(ends) ?? Infinity;
  if (end > now) return [];
  return [
    {
      path: '/ends',
      code: 'expired',
      message: `The license ended on ${new Date(end).toISOString()}: nothing is delivered under it`,
      key: 'expired',
    },
  ];
}

const timeOf = (text: string | undefined) => (text === undefined ? undefined : instantOf(text));

const DAY_MS = 86_400_000;
const MONTH_DAYS = { least: 28, most: 31 };

/**
 * A quota that refuses makes a minimum above it unreachable. Counts all periods of the quota that may begin in
 * one of the minimum.
 */
function minimumWarning({ quota, minimum, starts, ends }: PartialTerms): Finding[] {
  if (quota?.onExceed !== 'refuse' || typeof quota.limit !== 'number' || !quota.per) return [];
  if (!minimum?.units || !minimum.per) return [];
  const termDays = ((timeOf(ends) ?? Infinity) - (timeOf(starts) ?? 0)) / DAY_MS;
  const days = minimum.per === 'month' ? MONTH_DAYS.most : termDays + 1;
  const periods = { day: days, month: days / MONTH_DAYS.least + 1, term: 1 };
  const limit = quota.limit * (quota.per === minimum.per ? 1 : Math.ceil(periods[quota.per]));
  if (minimum.units <= limit) return [];
  const message = `The quota refuses what exceeds ${limit} units, so the minimum cannot be reached`;
  return [
    { path: '/minimum/units', code: 'terms', message, key: 'minimum_unreachable', parameters: { limit } },
  ];
}

function checkUploaded(source: PolicySource, now: number): Findings {
  const reading = readUploaded(source);
  if (!reading.ok)
    return { faults: reading.reason.map((fault) => ({ code: 'void', ...fault })), warnings: [] };
  const inspection = checkPolicy(reading.value, { now, limits: limitsOf(source.terms) });
  findUnlicensedTargets(inspection, source);
  findUnlicensedTitles(inspection, source);
  const noRights = noRightsFault(inspection);
  // The reasons why no permission counts come first: they are what has to be corrected.
  if (noRights !== undefined)
    inspection.faults.push(...inspection.warningsOf(inspection.policy.permissions).slice(0, FINDINGS_MAX), {
      path: '',
      code: 'unreachable',
      ...noRights,
    });
  const markets =
    noRights === undefined ? marketWarnings(source, universeOf(inspection.policy, source.titles)) : [];
  return {
    faults: inspection.faults.map(inPolicy),
    warnings: [...[...inspection.warnings, ...reading.value.remarks].map(inPolicy), ...markets],
  };
}

function noRightsFault({
  policy: { permissions },
  dead,
}: Inspection): { message: string; key: string } | undefined {
  if (permissions.length === 0)
    return { message: 'It permits nothing: a license needs a permission', key: 'permits_nothing' };
  if (!permissions.every((rule) => dead.has(rule))) return undefined;
  return {
    message: 'None of its permissions can ever count: nothing would be licensed',
    key: 'permissions_void',
  };
}

/** Form of our own ids. Items and collections of the newsroom have IRIs. */
const OWN_ID = /^(?:itm|cmp)_[0-9a-f]{32}$/;
const IRI = /^[a-z][a-z0-9+.-]*:./i;

/**
 * True if a target can be something that the license's products cover. Only a delivery can tell whether it
 * is.
 */
function mayBeLicensed(name: string, { terms }: PolicySource): boolean {
  if (name.startsWith('urn:imprimatur:')) return terms.products.some((id) => name === productIri(id));
  return OWN_ID.test(name) || IRI.test(name);
}

function findUnlicensedTargets(inspection: Inspection, source: PolicySource): void {
  const { permissions, prohibitions } = inspection.policy;
  for (const rule of [...permissions, ...prohibitions]) {
    if (inspection.dead.has(rule) || !rule.targets) continue;
    const unlicensed = rule.targets.filter((name) => !mayBeLicensed(name, source));
    if (unlicensed.length === 0) continue;
    const isNoneLicensed = unlicensed.length === rule.targets.length;
    if (isNoneLicensed) inspection.dead.add(rule);
    const finding = message(unlicensed.length > 1 ? 'check.targets' : 'check.target', {
      names: nameList(unlicensed),
    });
    inspection.warn(
      'target',
      rule,
      isNoneLicensed ? message('check.never_counts', { finding, kind: ruleKind(rule) }) : finding,
    );
  }
}

const nameList = (names: readonly string[]): Parameter => ({
  list: names.slice(0, 5).map((name) => quoted(name)),
  joint: 'comma',
});

/** Reports permissions that name no title of the partner: only its own titles use anything. */
function findUnlicensedTitles(inspection: Inspection, { titles }: PolicySource): void {
  const ownTitles = new Set(titles.map(({ id }) => id));
  for (const rule of inspection.policy.permissions) {
    const titles = titlesNamed(rule);
    if (inspection.dead.has(rule) || !titles || [...titles].some((id) => ownTitles.has(id))) continue;
    inspection.dead.add(rule);
    inspection.warn('unreachable', rule, message('check.title', { names: nameList([...titles]) }));
  }
}

function titlesNamed({ constraints }: Rule): ReadonlySet<string> | undefined {
  for (const constraint of constraints)
    if (
      constraint.kind === 'atomic' &&
      constraint.operand === 'title' &&
      constraint.test.type === 'member' &&
      !constraint.test.negate
    )
      return constraint.test.values;
  return undefined;
}
