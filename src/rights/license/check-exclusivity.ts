/** Checks that an exclusivity lies within the rights of its license. JSON pointers are into the terms. */
import { territoryList } from '../decide/words.ts';
import { EXCLUSIVE_HOURS_MAX } from '../limits.ts';
import { includesAction } from '../odrl/actions.ts';
import { instantOf } from '../odrl/time.ts';
import { ALTERATIONS, type NamedTerms } from '../terms.ts';
import { compressTerritories } from '../territories/compress.ts';
import { expandTerritories } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import { alterationActions } from './alterations.ts';
import { checkLength, checkName, LICENSED_LISTS, NAME_CHECKS, type ReportFault } from './check-names.ts';

type Unchecked = Record<string, unknown>;
type ListField = (typeof LICENSED_LISTS)[number];
const FIELDS: readonly string[] = [...LICENSED_LISTS, 'from', 'until', 'firstHours'];

export function checkExclusivity(terms: Unchecked, report: ReportFault): void {
  const value = terms.exclusivity;
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report('/exclusivity', 'must be an object: what is exclusive, and when', 'not_accepted');
    return;
  }
  const exclusivity: Unchecked = { ...value };
  for (const field of Object.keys(exclusivity))
    if (!FIELDS.includes(field))
      report(`/exclusivity/${field.toWellFormed()}`, 'is not known here', 'unknown_field');
  for (const list of LICENSED_LISTS) checkList(list, exclusivity[list], terms, report);
  checkWindow(exclusivity, terms, report);
  const { firstHours } = exclusivity;
  if (firstHours === undefined) return;
  if (!Number.isInteger(firstHours) || Number(firstHours) < 1 || Number(firstHours) > EXCLUSIVE_HOURS_MAX)
    report(
      '/exclusivity/firstHours',
      `must be a whole number of hours, 1 to ${EXCLUSIVE_HOURS_MAX}`,
      'hours_range',
      { maximum: EXCLUSIVE_HOURS_MAX },
    );
}

function checkList(list: ListField, names: unknown, terms: Unchecked, report: ReportFault): void {
  const path = `/exclusivity/${list}`;
  if (names === undefined) {
    if (terms[list] === undefined)
      report(
        path,
        'must be named: the license has no such list that it could be taken from',
        'exclusive_needs_list',
      );
    return;
  }
  const empty = 'must name at least one, or be left out for what the license names';
  const checked = checkLength(names, path, empty, report);
  const known = checked?.filter((name, position): name is string =>
    checkName(
      name,
      `${path}/${position}`,
      NAME_CHECKS[list],
      report,
      typeof name === 'string' ? undefined : 'This',
    ),
  );
  // If the license's list is faulty, nothing can be compared with it. Its own faults are reported elsewhere.
  const licensed = terms[list];
  const readable =
    Array.isArray(licensed) &&
    licensed.every((name) => typeof name === 'string' && NAME_CHECKS[list].isKnown(name));
  if (!known || known.length < (checked?.length ?? 0)) return;
  if (list === 'territories') checkPlaces(known, readable ? licensed : undefined, report);
  else if (readable) checkWithin(list, known, licensed, terms, report);
}

function checkWithin(
  list: Exclude<ListField, 'territories'>,
  names: string[],
  licensed: string[],
  terms: Unchecked,
  report: ReportFault,
): void {
  const within = list === 'uses' ? isLicensedAct(licensed, terms) : (name: string) => licensed.includes(name);
  names.forEach((name, position) => {
    if (!within(name))
      report(
        `/exclusivity/${list}/${position}`,
        `"${name}" is not licensed: /${list} does not cover it`,
        'not_licensed',
      );
  });
}

/**
 * Same rule as in the Agreement: alterations are licensed by their own names, and all others are excluded
 * from the uses.
 */
function isLicensedAct(uses: string[], terms: Unchecked): (act: string) => boolean {
  const named = Array.isArray(terms.alterations) ? terms.alterations : [];
  const alterations = ALTERATIONS.filter((name) => named.includes(name));
  const { permitted, prohibited } = alterationActions({ uses, alterations } as NamedTerms);
  const covers = (list: string[], act: string) => list.some((wide) => includesAction(wide, act));
  return (act) => covers(permitted, act) || (covers(uses, act) && !covers(prohibited, act));
}

function checkPlaces(names: string[], licensed: string[] | undefined, report: ReportFault): void {
  const path = '/exclusivity/territories';
  const codes = expandTerritories(names);
  if (!codes.ok) {
    for (const fault of codes.reason) report(`${path}${fault.path}`, fault.message, 'territory');
    return;
  }
  if (codes.value.size === 0) report(path, 'must leave a territory', 'no_territory_left');
  const covered = licensed && expandTerritories(licensed);
  if (!covered?.ok) return;
  const outside = new Set([...codes.value].filter((code) => extentIn(covered.value, code) !== 'within'));
  if (outside.size === 0) return;
  const { territories, except } = compressTerritories(outside);
  const shownNames = [...territories, ...except.map((code) => `-${code}`)];
  const places = `${shownNames.slice(0, 8).join(', ')}${shownNames.length > 8 ? '…' : ''}`;
  report(path, `names ${places}: /territories does not cover that`, 'places_not_licensed', {
    places: territoryList(outside),
  });
}

function checkWindow(exclusivity: Unchecked, terms: Unchecked, report: ReportFault): void {
  const instant = (value: unknown) => (typeof value === 'string' ? instantOf(value) : undefined);
  for (const field of ['from', 'until'])
    if (exclusivity[field] !== undefined && instant(exclusivity[field]) === undefined)
      report(`/exclusivity/${field}`, 'must be an ISO 8601 instant', 'time');
  const [starts, ends] = [instant(terms.starts), instant(terms.ends)];
  if (starts === undefined || ends === undefined) return;
  const from = exclusivity.from === undefined ? starts : instant(exclusivity.from);
  const until = exclusivity.until === undefined ? ends : instant(exclusivity.until);
  if (from === undefined || until === undefined) return;
  if (from < starts) report('/exclusivity/from', 'must not be before the license starts', 'before_license');
  if (until > ends) report('/exclusivity/until', 'must not be after the license ends', 'after_license');
  if (until <= from)
    report(
      `/exclusivity/${exclusivity.until === undefined ? 'from' : 'until'}`,
      'leaves no time: until must be later than from',
      'no_time_left',
    );
}
