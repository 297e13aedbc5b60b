/** Converts between the form and license terms; for an existing license, sends only differences. Pure. */
import { type Field, flat } from '../forms/fields.ts';
import { readForm } from '../forms/read.ts';
import { type FormState, filled } from '../forms/state.ts';
import type { Fault } from '../frame/api.ts';
import { dayOf, type Edge, zoneOrUtc } from '../frame/contract-day.ts';
import { IS_EXCLUSIVE, MORE_USES, NEW_PRODUCT } from './fields.ts';
import { MEMBERS } from './sentence.ts';
import { type Draft, freeText } from './terms.ts';

type Body = Record<string, unknown>;

export function termsFilled(fields: Field[], terms: Draft): FormState {
  const { sublicensing, exclusivity } = terms;
  const values = {
    ...terms,
    ...(sublicensing !== undefined && { sublicensing: freeText(sublicensing) }),
    [IS_EXCLUSIVE.slice(1)]: exclusivity !== undefined,
  };
  return filled(fields, values, zoneOrUtc(terms.timeZone));
}

export interface ReadTerms {
  /** Parsed terms, for the API or a preview. */
  body: Body;
  faults: Fault[];
  /** Maps faults of terms to fields of the form, which has typed acts separately. */
  inForm(faults: Fault[]): Fault[];
}

/** `current`: stored terms; unchanged ones keep their exact wording. `partner`: chosen earlier. */
export function readTerms(
  fields: Field[],
  form: FormData,
  { partner, current = {} }: { partner: string; current?: Draft },
): ReadTerms {
  // An emptied zone means UTC; without a field, the zone stays.
  const asksForZone = flat(fields).some(({ path }) => path === '/timeZone');
  const zone = asksForZone && !form.has('/timeZone') ? 'UTC' : zoneOrUtc(current.timeZone);
  const parsed = readForm(fields, form, { zone, emptied: 'absent' });
  const faults = parsed.ok ? [] : parsed.faults;
  const body: Body = { partner, ...parsed.body };
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
    const [value, stored] = path.startsWith('/exclusivity')
      ? [exclusivity, current.exclusivity as Body | undefined]
      : [body, current as Body];
    if (value && isUnchanged(String(form.get(path) ?? ''), value[member], stored?.[member], { zone, edge }))
      value[member] = stored?.[member];
  }
  const chosen = form.getAll('/uses').length;
  const inForm = (termFaults: Fault[]) =>
    termFaults.map((fault) => {
      const index = Number(/^\/uses\/(\d+)$/.exec(fault.path)?.[1]) - chosen;
      return index >= 0 ? { ...fault, path: `${MORE_USES}/${index}` } : fault;
    });
  return { body, faults, inForm };
}

function take(body: Body, path: string): unknown {
  const member = path.slice(1);
  const value = body[member];
  delete body[member];
  return value;
}

/** The API takes an object. Unchanged text keeps the stored value. */
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

/** An unchanged instant keeps its stored form; one within a day also survives a change of zone. */
function isUnchanged(
  input: string,
  parsed: unknown,
  stored: unknown,
  { zone, edge }: { zone: string; edge: Edge },
): boolean {
  if (typeof parsed !== 'string' || typeof stored !== 'string') return false;
  if (Date.parse(parsed) === Date.parse(stored)) return true;
  return input.includes('T') && input === dayOf(stored, zone, edge);
}

/** Differences as a PATCH body; null removes a member. */
export function patchOf(current: Draft, body: Body): Body {
  const patch: Body = {};
  for (const member of MEMBERS) {
    const [before, after] = [(current as Body)[member], body[member]];
    // Order may be significant in a policy.
    const isSame =
      member === 'policy' ? JSON.stringify(before) === JSON.stringify(after) : isEqual(before, after);
    if (isSame) continue;
    patch[member] = after === undefined ? null : after;
  }
  return patch;
}

/** Ignores the order of lists; absent, false, null and empty are equal. */
function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(normalize(a)) === JSON.stringify(normalize(b));
}

function normalize(value: unknown): unknown {
  if (value === false || value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normalize).sort();
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, member]) => [key, normalize(member)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
