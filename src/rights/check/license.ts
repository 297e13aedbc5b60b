/** The static checks of a license whose terms compile: of its policy where it has one, of its terms otherwise. */
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
import type { Finding, Findings, LicenseSource } from '../types.ts';
import type { Inspection } from './inspection.ts';
import { marketWarnings } from './markets.ts';
import { inPolicy } from './pointers.ts';
import { checkPolicy } from './policy.ts';
import { checkNamedTerms } from './terms.ts';

/** Pointers are into the terms. A license that is over is no fault: old ones are taken over from other systems. */
export function checkLicense(source: LicenseSource, now: number): Findings {
  const { terms } = source;
  const found =
    terms.policy === undefined
      ? checkNamedTerms({ ...source, terms })
      : checkUploaded({ ...source, terms }, now);
  return { faults: found.faults, warnings: [...ended(terms.ends, now), ...found.warnings] };
}

function ended(ends: string, now: number): Finding[] {
  const end = instantOf(ends) ?? Infinity;
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

function checkUploaded(source: PolicySource, now: number): Findings {
  const read = readUploaded(source);
  if (!read.ok) return { faults: read.reason.map((fault) => ({ code: 'void', ...fault })), warnings: [] };
  const at = checkPolicy(read.value, { now, limits: limitsOf(source.terms) });
  findStrangeTargets(at, source);
  findStrangeTitles(at, source);
  const nothing = nothingLeft(at);
  // The reasons why no permission counts come first: they are what there is to correct.
  if (nothing !== undefined)
    at.faults.push(...at.warningsOf(at.policy.permissions).slice(0, FINDINGS_MAX), {
      path: '',
      code: 'unreachable',
      ...nothing,
    });
  const markets = nothing === undefined ? marketWarnings(source, universeOf(at.policy, source.titles)) : [];
  return {
    faults: at.faults.map(inPolicy),
    warnings: [...[...at.warnings, ...read.value.remarks].map(inPolicy), ...markets],
  };
}

function nothingLeft({
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

/** `itm_…` and `cmp_…` are our ids; an item or a collection of the newsroom's has an IRI of its own. */
const OWN_ID = /^(?:itm|cmp)_[0-9a-f]{32}$/;
const IRI = /^[a-z][a-z0-9+.-]*:./i;

/** Whether a target may be something that the license's products cover; that it is, only a delivery can tell. */
function mayBeLicensed(name: string, { terms }: PolicySource): boolean {
  if (name.startsWith('urn:imprimatur:')) return terms.products.some((id) => name === productIri(id));
  return OWN_ID.test(name) || IRI.test(name);
}

function findStrangeTargets(at: Inspection, source: PolicySource): void {
  const { permissions, prohibitions } = at.policy;
  for (const rule of [...permissions, ...prohibitions]) {
    if (at.dead.has(rule) || !rule.targets) continue;
    const strange = rule.targets.filter((name) => !mayBeLicensed(name, source));
    if (strange.length === 0) continue;
    const none = strange.length === rule.targets.length;
    if (none) at.dead.add(rule);
    const finding = message(strange.length > 1 ? 'check.targets' : 'check.target', { names: named(strange) });
    at.warn(
      'target',
      rule,
      none ? message('check.never_counts', { finding, kind: ruleKind(rule) }) : finding,
    );
  }
}

const named = (names: readonly string[]): Parameter => ({
  list: names.slice(0, 5).map((name) => quoted(name)),
  joint: 'comma',
});

/** Only the partner's own titles ever use anything. */
function findStrangeTitles(at: Inspection, { titles }: PolicySource): void {
  const own = new Set(titles.map(({ id }) => id));
  for (const rule of at.policy.permissions) {
    const titles = titlesNamed(rule);
    if (at.dead.has(rule) || !titles || [...titles].some((id) => own.has(id))) continue;
    at.dead.add(rule);
    at.warn('unreachable', rule, message('check.title', { names: named([...titles]) }));
  }
}

function titlesNamed({ constraints }: Rule): ReadonlySet<string> | undefined {
  for (const one of constraints)
    if (one.kind === 'atomic' && one.operand === 'title' && one.test.type === 'member' && !one.test.negate)
      return one.test.values;
  return undefined;
}
