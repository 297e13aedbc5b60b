/** Checks license terms before they are compiled. JSON pointers are into the terms. */
import { DAYS_MAX, NAME_CHARS_MAX } from '../limits.ts';
import { instantOf, spanOf } from '../odrl/time.ts';
import { ALTERATIONS, NAMED_RIGHTS } from '../terms.ts';
import { placeCode } from '../territories/subdivisions.ts';
import type { LicenseSource, RightsFault } from '../types.ts';
import { checkExclusivity } from './check-exclusivity.ts';
import {
  checkLength,
  checkName,
  LICENSED_LISTS,
  NAME_CHECKS,
  type NameCheck,
  oneOf,
  quoted,
  type ReportFault,
} from './check-names.ts';

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
  checkList(terms, 'products', true, PRODUCT, report);
  checkTitles(source, terms.titles, report);
  if (terms.territoryBasis !== undefined && !isOneOf(['market', 'audience'], terms.territoryBasis))
    report('/territoryBasis', 'must be market or audience', 'one_of');
  checkTerm(terms, report);
  checkObjects(terms, report);
  checkConsent(terms.consent, report);
}

/** Terms that repeat a policy are refused: two statements could contradict each other. */
function checkPolicyStandsAlone(terms: Record<string, unknown>, report: ReportFault): void {
  for (const field of NAMED_RIGHTS)
    if (terms[field] !== undefined)
      report(`/${field}`, 'is said by the policy: give one or the other', 'said_by_policy');
}

const isWord = (name: string) => name.trim() !== '' && name.isWellFormed();
const isTag = (name: string) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(name);
const PRODUCT = { isKnown: isWord, complaint: 'is no product id', key: 'product_id' };
const PURPOSE = { isKnown: isWord, complaint: 'is no purpose', key: 'purpose' };
const LANGUAGE = { isKnown: isTag, complaint: 'is no language tag (BCP 47)', key: 'language' };

function checkNamed(terms: Record<string, unknown>, report: ReportFault): void {
  checkNames(terms, report);
  for (const field of ['onlineDays', 'retentionDays'])
    if (terms[field] !== undefined) checkDayCount(terms[field], `/${field}`, 1, report);
  checkObject(terms, 'credit', report, ({ line, byline }) => {
    if (!isText(line)) report('/credit/line', 'must be the line to print', 'missing');
    if (typeof byline !== 'boolean') report('/credit/byline', 'must be true or false', 'not_accepted');
  });
}

function checkNames(terms: Record<string, unknown>, report: ReportFault): void {
  for (const field of LICENSED_LISTS) checkList(terms, field, true, NAME_CHECKS[field], report);
  const places = terms.territories;
  if (
    Array.isArray(places) &&
    places.length > 0 &&
    places.every((name) => typeof name === 'string' && name.startsWith('-'))
  )
    report('/territories', 'must name what these are taken out of', 'only_exceptions');
  checkList(terms, 'purposes', false, PURPOSE, report);
  checkList(terms, 'languages', false, LANGUAGE, report);
  // An empty list permits none.
  if (Array.isArray(terms.alterations) && terms.alterations.length === 0) return;
  checkList(terms, 'alterations', false, oneOf(ALTERATIONS, 'is no alteration'), report);
}

function checkList(
  terms: Record<string, unknown>,
  field: string,
  required: boolean,
  check: NameCheck,
  report: ReportFault,
): void {
  if (terms[field] === undefined && !required) return;
  const empty = required ? 'must name at least one' : 'must name at least one, or be left out';
  const list = checkLength(terms[field], `/${field}`, empty, report);
  list?.forEach((name, position) => {
    checkName(name, `/${field}/${position}`, check, report);
  });
}

function checkTitles({ titles }: LicenseSource, named: unknown, report: ReportFault): void {
  for (const { name, market } of titles)
    if (placeCode(market) === undefined)
      report('/titles', `The home market of ${name} is no ISO 3166 code`, 'market_unknown', { name });
  if (named === undefined) return;
  const list = checkLength(named, '/titles', 'must name at least one, or be left out for all', report);
  list?.forEach((id, position) => {
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

function checkDayCount(value: unknown, path: string, minimum: number, report: ReportFault): void {
  if (!Number.isInteger(value) || Number(value) < minimum || Number(value) > DAYS_MAX)
    report(path, `must be a whole number of days, ${minimum} to ${DAYS_MAX}`, 'days_range', {
      minimum,
      maximum: DAYS_MAX,
    });
}

/** Checks the members of an optional object. */
function checkObject(
  terms: Record<string, unknown>,
  field: string,
  report: ReportFault,
  check: (value: Record<string, unknown>) => void,
): void {
  const value = terms[field];
  if (isObject(value)) check(value);
  else if (value !== undefined) report(`/${field}`, 'must be an object', 'not_accepted');
}

const isOneOf = (list: readonly string[], value: unknown) => list.some((name) => name === value);

function checkObjects(terms: Record<string, unknown>, report: ReportFault): void {
  checkObject(terms, 'afterTerm', report, ({ keep, deleteWithinDays }) => {
    if (!isOneOf(['none', 'published', 'all'], keep))
      report('/afterTerm/keep', 'must be none, published or all', 'missing');
    checkDayCount(deleteWithinDays, '/afterTerm/deleteWithinDays', 0, report);
  });
  checkObject(terms, 'quota', report, ({ limit, per, onExceed }) => {
    checkUnits(limit, '/quota/limit', report);
    if (!isOneOf(['day', 'month', 'term'], per))
      report('/quota/per', 'must be day, month or term', 'missing');
    if (!isOneOf(['refuse', 'overage'], onExceed))
      report('/quota/onExceed', 'must be refuse or overage', 'missing');
  });
  checkObject(terms, 'minimum', report, ({ units, per }) => {
    checkUnits(units, '/minimum/units', report);
    if (!isOneOf(['month', 'term'], per)) report('/minimum/per', 'must be month or term', 'missing');
  });
}

function checkUnits(value: unknown, path: string, report: ReportFault): void {
  if (!Number.isSafeInteger(value) || Number(value) < 1)
    report(path, 'must be a whole number of units, at least 1', 'units');
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

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= NAME_CHARS_MAX;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
