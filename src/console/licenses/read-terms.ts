/** Between the form and the terms: what was typed as a body for the API, and of a license that is there already, only what differs. Pure. */
import { type Field, flat } from '../forms/fields.ts';
import { readForm } from '../forms/read.ts';
import { type FormState, filled } from '../forms/state.ts';
import type { Fault } from '../frame/api.ts';
import { dayOf, type Edge, zoneOrUtc } from '../frame/contract-day.ts';
import { IS_EXCLUSIVE, MORE_USES, NEW_PRODUCT } from './fields.ts';
import { type Draft, freeText, MEMBERS } from './terms.ts';

type Body = Record<string, unknown>;

/** What stands in the form of a license that is there. */
export function termsFilled(fields: Field[], terms: Draft): FormState {
  const { sublicensing, exclusivity } = terms;
  const shown = {
    ...terms,
    ...(sublicensing !== undefined && { sublicensing: freeText(sublicensing) }),
    [IS_EXCLUSIVE.slice(1)]: exclusivity !== undefined,
  };
  return filled(fields, shown, zoneOrUtc(terms.timeZone));
}

export interface ReadTerms {
  /** What of it can be read, for the API, or to be shown as a draft. */
  body: Body;
  /** What cannot be put as JSON at all. */
  faults: Fault[];
  /** Faults of the terms as faults of the form, which has the acts that were typed in by themselves. */
  inForm(faults: Fault[]): Fault[];
}

/** `partner`: chosen before. `current`: the terms as they are, whose words stay to the letter where nothing of them was changed. */
export function readTerms(
  fields: Field[],
  form: FormData,
  { partner, current = {} }: { partner: string; current?: Draft },
): ReadTerms {
  // A zone that was emptied is none; one that the form does not ask for stays.
  const asksForZone = flat(fields).some(({ path }) => path === '/timeZone');
  const zone = asksForZone && !form.has('/timeZone') ? 'UTC' : zoneOrUtc(current.timeZone);
  const read = readForm(fields, form, { zone, emptied: 'absent' });
  const faults = read.ok ? [] : read.faults;
  const body: Body = { partner, ...read.body };
  take(body, NEW_PRODUCT);
  const more = take(body, MORE_USES) as string[] | undefined;
  if (more) body.uses = [...new Set([...((body.uses as string[] | undefined) ?? []), ...more])];
  if (take(body, IS_EXCLUSIVE) === true) body.exclusivity ??= {};
  else delete body.exclusivity;
  const { credit, sublicensing } = body;
  if (credit) body.credit = { byline: false, ...credit };
  if (sublicensing !== undefined) body.sublicensing = wordsOf(String(sublicensing), current);
  const exclusivity = body.exclusivity as Body | undefined;
  for (const [path, edge] of Object.entries(EDGES)) {
    const member = path.split('/').at(-1) ?? '';
    const [given, known] = path.startsWith('/exclusivity')
      ? [exclusivity, current.exclusivity as Body | undefined]
      : [body, current as Body];
    if (given && keeps(String(form.get(path) ?? ''), given[member], known?.[member], { zone, edge }))
      given[member] = known?.[member];
  }
  const chosen = form.getAll('/uses').length;
  const inForm = (found: Fault[]) =>
    found.map((fault) => {
      const place = Number(/^\/uses\/(\d+)$/.exec(fault.path)?.[1]) - chosen;
      return place >= 0 ? { ...fault, path: `${MORE_USES}/${place}` } : fault;
    });
  return { body, faults, inForm };
}

function take(body: Body, path: string): unknown {
  const member = path.slice(1);
  const value = body[member];
  delete body[member];
  return value;
}

/** As the API describes it: an object. What is there is left as it is as long as its text is. */
function wordsOf(text: string, { sublicensing }: Draft): unknown {
  return sublicensing !== undefined && freeText(sublicensing).trim() === text.trim()
    ? sublicensing
    : { text };
}

const EDGES: Record<string, Edge> = {
  '/starts': 'first',
  '/ends': 'last',
  '/exclusivity/from': 'first',
  '/exclusivity/until': 'last',
};

/** An instant that was not touched stays as it was written, and one within a day also when the zone is changed. */
function keeps(
  typed: string,
  read: unknown,
  known: unknown,
  { zone, edge }: { zone: string; edge: Edge },
): boolean {
  if (typeof read !== 'string' || typeof known !== 'string') return false;
  if (Date.parse(read) === Date.parse(known)) return true;
  return typed.includes('T') && typed === dayOf(known, zone, edge);
}

/** The members that differ, as PATCH takes them: null takes one out. */
export function patchOf(current: Draft, body: Body): Body {
  const patch: Body = {};
  for (const member of MEMBERS) {
    const [before, after] = [(current as Body)[member], body[member]];
    // The order of what a policy says may count.
    const isSame =
      member === 'policy' ? JSON.stringify(before) === JSON.stringify(after) : same(before, after);
    if (isSame) continue;
    patch[member] = after === undefined ? null : after;
  }
  return patch;
}

/** Lists of terms have no order, and what is not said is false or nothing. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (value === false || value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(plain).sort();
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, one]) => [key, plain(one)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
