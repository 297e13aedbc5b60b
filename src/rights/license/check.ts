/** Checks license terms before they are compiled. JSON pointers are into the terms. */
import { DAYS_MAX, NAME_CHARS_MAX, TERMS_LIST_MAX } from '../limits.ts';
import type { Parameter } from '../message.ts';
import { isAction } from '../odrl/actions.ts';
import { instantOf, spanOf } from '../odrl/time.ts';
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES, NAMED_RIGHTS } from '../terms.ts';
import { codeOfPlace, territoryCodes } from '../territories/expand.ts';
import { placeCode } from '../territories/subdivisions.ts';
import type { LicenseSource, RightsFault } from '../types.ts';
import { checkExclusivity } from './check-exclusivity.ts';

type ReportFault = (
  path: string,
  message: string,
  key: string,
  parameters?: Record<string, Parameter>,
) => void;

/** Returns the faults. Empty: the terms compile. Never throws, whatever the terms contain. */
export function checkTerms(source: LicenseSource): RightsFault[] {
  const faults: RightsFault[] = [];
  const report: ReportFault = (path, message, key, parameters) =>
    faults.push({ path, message, key, ...(parameters && { parameters }) });
  const terms: Record<string, unknown> = { ...source.terms };
  if (!isText(terms.partner)) report('/partner', 'must be a partner id', 'missing');
  if (terms.policy === undefined) checkNamed(terms, report);
  else checkPolicyStandsAlone(terms, report);
  checkCommon(source, terms, report);
  checkExclusivity(terms, report);
  return faults;
}

/** Returns the faults of incomplete terms, without titles. Never throws. */
export function faultsOfTerms(terms: object): RightsFault[] {
  return checkTerms({ id: '', version: 1, terms: terms as LicenseSource['terms'], titles: [] });
}

function checkCommon(source: LicenseSource, terms: Record<string, unknown>, report: ReportFault): void {
  checkList(terms, 'products', true, isWord, 'is no product id', 'product_id', report);
  checkTitles(source, terms.titles, report);
  if (!['market', 'audience', undefined].some((basis) => basis === terms.territoryBasis))
    report('/territoryBasis', 'must be market or audience', 'one_of');
  checkTerm(terms, report);
  checkAfterTerm(terms.afterTerm, report);
  checkQuota(terms.quota, report);
  checkMinimum(terms.minimum, report);
  checkConsent(terms.consent, report);
}

/** Terms that repeat a policy are refused: two statements could contradict each other. */
function checkPolicyStandsAlone(terms: Record<string, unknown>, report: ReportFault): void {
  for (const field of NAMED_RIGHTS)
    if (terms[field] !== undefined)
      report(`/${field}`, 'is said by the policy: give one or the other', 'said_by_policy');
}

const isWord = (name: string) => name.trim() !== '' && name.isWellFormed();

function checkNamed(terms: Record<string, unknown>, report: ReportFault): void {
  checkNames(terms, report);
  checkDays(terms, report);
  checkCredit(terms.credit, report);
}

function checkNames(terms: Record<string, unknown>, report: ReportFault): void {
  const oneOf = (names: readonly string[]) => (name: string) => names.includes(name);
  checkList(terms, 'uses', true, isAction, 'is no action of ODRL 2.2 or of our profile', 'act', report);
  checkList(terms, 'components', true, oneOf(COMPONENT_TYPES), 'is no kind of component', 'one_of', report);
  checkList(
    terms,
    'territories',
    true,
    (name) => territoryCodes(name.replace(/^-/, '')) !== undefined,
    (name) => {
      const code = codeOfPlace(name);
      return `is no ISO 3166 code and no named set${code === undefined ? '' : `: did you mean ${quoted(code)}?`}`;
    },
    'territory',
    report,
  );
  const places = terms.territories;
  if (
    Array.isArray(places) &&
    places.length > 0 &&
    places.every((name) => typeof name === 'string' && name.startsWith('-'))
  )
    report('/territories', 'must name what these are taken out of', 'only_exceptions');
  checkList(terms, 'channels', true, oneOf(CHANNELS), 'is no channel', 'one_of', report);
  checkList(terms, 'purposes', false, isWord, 'is no purpose', 'purpose', report);
  checkList(
    terms,
    'languages',
    false,
    (name) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(name),
    'is no language tag (BCP 47)',
    'language',
    report,
  );
  checkList(terms, 'alterations', false, oneOf(ALTERATIONS), 'is no alteration', 'one_of', report, true);
}

function checkList(
  terms: Record<string, unknown>,
  field: string,
  required: boolean,
  isKnown: (name: string) => boolean,
  complaint: string | ((name: unknown) => string),
  key: string,
  report: ReportFault,
  mayBeEmpty = false,
): void {
  const list = terms[field];
  if (list === undefined && !required) return;
  if (!Array.isArray(list) || (list.length === 0 && !mayBeEmpty)) {
    report(
      `/${field}`,
      required ? 'must name at least one' : 'must name at least one, or be left out',
      'missing',
    );
    return;
  }
  if (list.length > TERMS_LIST_MAX) {
    report(`/${field}`, `must name at most ${TERMS_LIST_MAX}`, 'too_many', { count: TERMS_LIST_MAX });
    return;
  }
  list.forEach((name, position) => {
    if (typeof name === 'string' && name.length <= NAME_CHARS_MAX && isKnown(name)) return;
    const text = typeof complaint === 'string' ? complaint : complaint(name);
    report(`/${field}/${position}`, `${quoted(name)} ${text}`, key);
  });
}

function checkTitles({ titles }: LicenseSource, named: unknown, report: ReportFault): void {
  for (const { name, market } of titles)
    if (placeCode(market) === undefined)
      report('/titles', `The home market of ${name} is no ISO 3166 code`, 'market_unknown', { name });
  if (named === undefined) return;
  if (!Array.isArray(named) || named.length === 0) {
    report('/titles', 'must name at least one, or be left out for all', 'missing');
    return;
  }
  if (named.length > TERMS_LIST_MAX) {
    report('/titles', `must name at most ${TERMS_LIST_MAX}`, 'too_many', { count: TERMS_LIST_MAX });
    return;
  }
  named.forEach((id, position) => {
    if (!titles.some((title) => title.id === id))
      report(`/titles/${position}`, `${quoted(id)} is no title of this partner`, 'no_title');
  });
}

function checkTerm(terms: Record<string, unknown>, report: ReportFault): void {
  const [starts, ends] = ['starts', 'ends'].map((field) => {
    const value = terms[field];
    const instant = typeof value === 'string' ? instantOf(value) : undefined;
    if (instant === undefined) report(`/${field}`, 'must be an ISO 8601 instant', 'time');
    return instant;
  });
  if (starts !== undefined && ends !== undefined && ends <= starts)
    report('/ends', 'must be later than starts', 'ends_before_start');
}

function isDays(value: unknown, least: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= DAYS_MAX;
}

function checkDays(terms: Record<string, unknown>, report: ReportFault): void {
  for (const field of ['onlineDays', 'retentionDays'])
    if (terms[field] !== undefined && !isDays(terms[field], 1))
      report(`/${field}`, `must be a whole number of days, 1 to ${DAYS_MAX}`, 'days_range', {
        minimum: 1,
        maximum: DAYS_MAX,
      });
}

function checkAfterTerm(afterTerm: unknown, report: ReportFault): void {
  if (afterTerm === undefined) return;
  if (!isObject(afterTerm)) {
    report('/afterTerm', 'must be an object', 'not_accepted');
    return;
  }
  if (!['none', 'published', 'all'].some((keep) => keep === afterTerm.keep))
    report('/afterTerm/keep', 'must be none, published or all', 'missing');
  if (!isDays(afterTerm.deleteWithinDays, 0))
    report('/afterTerm/deleteWithinDays', `must be a whole number of days, 0 to ${DAYS_MAX}`, 'days_range', {
      minimum: 0,
      maximum: DAYS_MAX,
    });
}

function checkQuota(quota: unknown, report: ReportFault): void {
  if (quota === undefined) return;
  if (!isObject(quota)) {
    report('/quota', 'must be an object', 'not_accepted');
    return;
  }
  if (!Number.isSafeInteger(quota.limit) || Number(quota.limit) < 1)
    report('/quota/limit', 'must be a whole number of units, at least 1', 'units');
  if (!['day', 'month', 'term'].some((per) => per === quota.per))
    report('/quota/per', 'must be day, month or term', 'missing');
  if (!['refuse', 'overage'].some((way) => way === quota.onExceed))
    report('/quota/onExceed', 'must be refuse or overage', 'missing');
}

function checkMinimum(minimum: unknown, report: ReportFault): void {
  if (minimum === undefined) return;
  if (!isObject(minimum)) {
    report('/minimum', 'must be an object', 'not_accepted');
    return;
  }
  if (!Number.isSafeInteger(minimum.units) || Number(minimum.units) < 1)
    report('/minimum/units', 'must be a whole number of units, at least 1', 'units');
  if (!['month', 'term'].some((per) => per === minimum.per))
    report('/minimum/per', 'must be month or term', 'missing');
}

function checkCredit(credit: unknown, report: ReportFault): void {
  if (credit === undefined) return;
  if (!isObject(credit)) {
    report('/credit', 'must be an object', 'not_accepted');
    return;
  }
  if (!isText(credit.line)) report('/credit/line', 'must be the line to print', 'missing');
  if (typeof credit.byline !== 'boolean') report('/credit/byline', 'must be true or false', 'not_accepted');
}

/** A license needs a written consent, with a reference under which a court can find it. */
function checkConsent(consent: unknown, report: ReportFault): void {
  if (!isObject(consent)) {
    report('/consent', 'is missing: a license rests on a written consent', 'missing');
    return;
  }
  for (const field of ['reference', 'signedBy'])
    if (typeof consent[field] !== 'string' || consent[field].trim() === '')
      report(`/consent/${field}`, 'must not be empty', 'missing');
  if (typeof consent.signedOn !== 'string' || !spanOf(consent.signedOn))
    report('/consent/signedOn', 'must be an ISO 8601 date', 'day');
  const digest = consent.documentDigest;
  if (digest !== undefined && !(typeof digest === 'string' && /^[0-9a-f]{64}$/i.test(digest)))
    report('/consent/documentDigest', 'must be a SHA-256 in hex', 'sha256');
}

/** An object may have no text form. */
function quoted(name: unknown): string {
  return typeof name === 'string' ? `"${name.toWellFormed().slice(0, 80)}"` : `This ${typeof name}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= NAME_CHARS_MAX;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
