/** What is wrong with an exclusivity: it must lie within what its license grants. Pointers are into the terms. */
import { territoryList } from '../decide/words.ts';
import { EXCLUSIVE_HOURS_MAX, NAME_CHARS_MAX, TERMS_LIST_MAX } from '../limits.ts';
import type { Parameter } from '../message.ts';
import { includesAction, isAction } from '../odrl/actions.ts';
import { instantOf } from '../odrl/time.ts';
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES, type NamedTerms } from '../terms.ts';
import { compressTerritories } from '../territories/compress.ts';
import { expandTerritories, territoryCodes } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import { alterationActions } from './alterations.ts';

type Say = (path: string, message: string, key: string, parameters?: Record<string, Parameter>) => void;
type Given = Record<string, unknown>;

const LISTS = ['uses', 'components', 'territories', 'channels'] as const;
type List = (typeof LISTS)[number];
const FIELDS: readonly string[] = [...LISTS, 'from', 'until', 'firstHours'];

const KNOWN: Record<List, { is: (name: string) => boolean; complaint: string; key: string }> = {
  uses: { is: isAction, complaint: 'is no action of ODRL 2.2 or of our profile', key: 'act' },
  components: {
    is: (name) => isOneOf(COMPONENT_TYPES, name),
    complaint: 'is no kind of component',
    key: 'one_of',
  },
  territories: {
    is: (name) => territoryCodes(name.replace(/^-/, '')) !== undefined,
    complaint: 'is no ISO 3166 code and no named set',
    key: 'territory',
  },
  channels: { is: (name) => isOneOf(CHANNELS, name), complaint: 'is no channel', key: 'one_of' },
};

export function checkExclusivity(terms: Given, say: Say): void {
  const given = terms.exclusivity;
  if (given === undefined) return;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    say('/exclusivity', 'must be an object: what is exclusive, and when', 'not_accepted');
    return;
  }
  const exclusivity: Given = { ...given };
  for (const field of Object.keys(exclusivity))
    if (!FIELDS.includes(field))
      say(`/exclusivity/${field.toWellFormed()}`, 'is not known here', 'unknown_field');
  for (const list of LISTS) checkList(list, exclusivity[list], terms, say);
  checkWindow(exclusivity, terms, say);
  const { firstHours } = exclusivity;
  if (firstHours === undefined) return;
  if (!Number.isInteger(firstHours) || Number(firstHours) < 1 || Number(firstHours) > EXCLUSIVE_HOURS_MAX)
    say(
      '/exclusivity/firstHours',
      `must be a whole number of hours, 1 to ${EXCLUSIVE_HOURS_MAX}`,
      'hours_range',
      { maximum: EXCLUSIVE_HOURS_MAX },
    );
}

function checkList(list: List, names: unknown, terms: Given, say: Say): void {
  const path = `/exclusivity/${list}`;
  if (names === undefined) {
    if (terms[list] === undefined)
      say(
        path,
        'must be named: the license has no such list that it could be taken from',
        'exclusive_needs_list',
      );
    return;
  }
  if (!Array.isArray(names) || names.length === 0) {
    say(path, 'must name at least one, or be left out for what the license names', 'missing');
    return;
  }
  if (names.length > TERMS_LIST_MAX) {
    say(path, `must name at most ${TERMS_LIST_MAX}`, 'too_many', { count: TERMS_LIST_MAX });
    return;
  }
  const { is, complaint, key } = KNOWN[list];
  const known = (name: unknown): name is string =>
    typeof name === 'string' && name.length <= NAME_CHARS_MAX && is(name);
  names.forEach((name, position) => {
    if (!known(name))
      say(
        `${path}/${position}`,
        `${typeof name === 'string' ? `"${name.toWellFormed().slice(0, 80)}"` : 'This'} ${complaint}`,
        key,
      );
  });
  // Of a list that is faulty itself nobody can say what lies in it; its own faults are said elsewhere.
  const licensed = terms[list];
  const readable = Array.isArray(licensed) && licensed.every((name) => typeof name === 'string' && is(name));
  if (!names.every(known)) return;
  if (list === 'territories') checkPlaces(names, readable ? licensed : undefined, say);
  else if (readable) checkWithin(list, names, licensed, terms, say);
}

function checkWithin(
  list: Exclude<List, 'territories'>,
  names: string[],
  licensed: string[],
  terms: Given,
  say: Say,
): void {
  const within = list === 'uses' ? isLicensedAct(licensed, terms) : (name: string) => licensed.includes(name);
  names.forEach((name, position) => {
    if (!within(name))
      say(
        `/exclusivity/${list}/${position}`,
        `"${name}" is not licensed: /${list} does not cover it`,
        'not_licensed',
      );
  });
}

/** As the Agreement grants it: alterations are licensed by their own names, and the others taken out of the uses. */
function isLicensedAct(uses: string[], terms: Given): (act: string) => boolean {
  const named = Array.isArray(terms.alterations) ? terms.alterations : [];
  const alterations = ALTERATIONS.filter((name) => named.includes(name));
  const { permitted, prohibited } = alterationActions({ uses, alterations } as NamedTerms);
  const covers = (list: string[], act: string) => list.some((wide) => includesAction(wide, act));
  return (act) => covers(permitted, act) || (covers(uses, act) && !covers(prohibited, act));
}

function checkPlaces(names: string[], licensed: string[] | undefined, say: Say): void {
  const path = '/exclusivity/territories';
  const codes = expandTerritories(names);
  if (!codes.ok) {
    for (const fault of codes.reason) say(`${path}${fault.path}`, fault.message, 'territory');
    return;
  }
  if (codes.value.size === 0) say(path, 'must leave a territory', 'no_territory_left');
  const covered = licensed && expandTerritories(licensed);
  if (!covered?.ok) return;
  const outside = new Set([...codes.value].filter((code) => extentIn(covered.value, code) !== 'within'));
  if (outside.size === 0) return;
  const { territories, except } = compressTerritories(outside);
  const shown = [...territories, ...except.map((code) => `-${code}`)];
  const places = `${shown.slice(0, 8).join(', ')}${shown.length > 8 ? '…' : ''}`;
  say(path, `names ${places}: /territories does not cover that`, 'places_not_licensed', {
    places: territoryList(outside),
  });
}

function checkWindow(exclusivity: Given, terms: Given, say: Say): void {
  const instant = (value: unknown) => (typeof value === 'string' ? instantOf(value) : undefined);
  for (const field of ['from', 'until'])
    if (exclusivity[field] !== undefined && instant(exclusivity[field]) === undefined)
      say(`/exclusivity/${field}`, 'must be an ISO 8601 instant', 'time');
  const [starts, ends] = [instant(terms.starts), instant(terms.ends)];
  if (starts === undefined || ends === undefined) return;
  const from = exclusivity.from === undefined ? starts : instant(exclusivity.from);
  const until = exclusivity.until === undefined ? ends : instant(exclusivity.until);
  if (from === undefined || until === undefined) return;
  if (from < starts) say('/exclusivity/from', 'must not be before the license starts', 'before_license');
  if (until > ends) say('/exclusivity/until', 'must not be after the license ends', 'after_license');
  if (until <= from)
    say(
      `/exclusivity/${exclusivity.until === undefined ? 'from' : 'until'}`,
      'leaves no time: until must be later than from',
      'no_time_left',
    );
}

function isOneOf(list: readonly string[], name: string): boolean {
  return list.includes(name);
}
