/** What stands in a form: of a resource that is there already, or what was typed, with what is wrong with it. Pure. */
import { pointerTokens } from '../../platform/json-pointer.ts';
import { type ApiProblem, type Fault, listed } from '../frame/api.ts';
import { dayOf } from '../frame/contract-day.ts';
import type { Entity } from '../frame/entity-names.ts';
import { toLocal } from '../frame/instant.ts';
import { type Field, flat, under } from './fields.ts';

export interface FormState {
  /** By the path of the control; a control that is not named is empty. */
  values: Map<string, string[]>;
  faults: Fault[];
  problem?: ApiProblem;
  /** By path: things to choose from, where words fit several. */
  hits?: Map<string, Entity[]>;
}

export const EMPTY_FORM: FormState = { values: new Map(), faults: [] };

export function filled(fields: Field[], resource: unknown, zone: string): FormState {
  const values = new Map<string, string[]>();
  const fill = (asked: Field[]) => {
    for (const field of flat(asked)) {
      const value = at(resource, field.path);
      if (value === undefined || value === null) continue;
      if (field.kind === 'rows') {
        for (const index of Array.isArray(value) ? value.keys() : [])
          fill(field.fields.map((one) => under(`${field.path}/${index}`, one)));
      } else values.set(field.path, textOf(field, value, zone));
    }
  };
  fill(fields);
  return { values, faults: [] };
}

function textOf(field: Field, value: unknown, zone: string): string[] {
  if (field.kind === 'json') return [JSON.stringify(value, null, 2)];
  if (Array.isArray(value)) {
    const list = value.map(String);
    return field.kind === 'lines' ? [list.join('\n')] : list;
  }
  if (field.kind === 'edge') return [dayOf(String(value), zone, field.edge)];
  if (field.kind === 'instant') return [toLocal(String(value), zone)];
  if (field.kind === 'day') return [String(value).slice(0, 10)];
  if (field.kind === 'flag') return value === true ? ['true'] : [];
  return [String(value)];
}

/** As it was typed, so that nothing need be typed twice. */
export function typed(form: FormData, refused: Refused = {}): FormState {
  const values = new Map<string, string[]>();
  for (const [name, value] of form.entries()) {
    if (typeof value !== 'string') continue;
    const texts = values.get(name);
    if (texts) texts.push(value);
    else values.set(name, [value]);
  }
  const { problem, faults = [], added, hits } = refused;
  // Of what could not be read, the page says what it is to the person; the API only saw that it was not there.
  const state = {
    values,
    faults: listed(firstOfEach([...faults, ...(problem?.errors ?? [])]), problem),
    ...(problem && { problem }),
    ...(hits && { hits }),
  };
  if (added !== undefined) values.set(`${added}/${rowsIn(state, added)}/`, ['']);
  return state;
}

interface Refused {
  faults?: Fault[];
  problem?: ApiProblem;
  hits?: Map<string, Entity[]>;
  /** The path of a list that gets one more row, empty. */
  added?: string;
}

/** Rows of one list in a form: what the API takes. A name of a control can say any number, so what is beyond is not there. */
const ROWS_MAX = 200;

/** How many rows a list of objects has in the form. */
export function rowsIn({ values }: FormState, path: string): number {
  let count = 0;
  for (const name of values.keys()) {
    if (!name.startsWith(`${path}/`)) continue;
    const index = Number(name.slice(path.length + 1).split('/')[0]);
    if (Number.isSafeInteger(index) && index >= count && index < ROWS_MAX) count = index + 1;
  }
  return count;
}

/** One fault of each path: what stands there is to be mended, whatever else is wrong with it. */
export const firstOfEach = (faults: Fault[]): Fault[] =>
  faults.filter(({ path }, place) => faults.findIndex((one) => one.path === path) === place);

/** What is wrong with the control at the path, or inside of what it makes. */
export function faultsAt({ faults }: FormState, path: string): Fault[] {
  return faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}/`));
}

export function at(resource: unknown, pointer: string): unknown {
  let value = resource;
  for (const key of pointerTokens(pointer)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
