/** Values and faults of a form, from a stored resource or a submission. Pure. */
import { domainToUnicode } from 'node:url';
import { pointerTokens } from '../../platform/json-pointer.ts';
import { type ApiProblem, type Fault, limitFaults } from '../frame/api.ts';
import { dayOf } from '../frame/contract-day.ts';
import type { Entity } from '../frame/entity-names.ts';
import { toLocal } from '../frame/instant.ts';
import { type Field, flat, under } from './fields.ts';

export interface FormState {
  /** By path; missing controls are empty. */
  values: Map<string, string[]>;
  faults: Fault[];
  problem?: ApiProblem;
  hits?: Map<string, Entity[]>;
}

export const EMPTY_FORM: FormState = { values: new Map(), faults: [] };

export function filled(fields: Field[], resource: unknown, zone: string): FormState {
  const values = new Map<string, string[]>();
  const fill = (fields: Field[]) => {
    for (const field of flat(fields)) {
      const value = at(resource, field.path);
      if (value === undefined || value === null) continue;
      if (field.kind === 'rows') {
        for (const index of Array.isArray(value) ? value.keys() : [])
          fill(field.fields.map((inner) => under(`${field.path}/${index}`, inner)));
      } else values.set(field.path, textOf(field, value, zone));
    }
  };
  fill(fields);
  return { values, faults: [] };
}

function textOf(field: Field, value: unknown, zone: string): string[] {
  if (field.kind === 'json') return [JSON.stringify(value, null, 2)];
  if (Array.isArray(value)) {
    const isHost = field.kind === 'lines' && field.textKind === 'host';
    const list = value.map(isHost ? domainToUnicode : String);
    return field.kind === 'lines' ? [list.join('\n')] : list;
  }
  if (field.kind === 'edge') return [dayOf(String(value), zone, field.edge)];
  if (field.kind === 'instant') return [toLocal(String(value), zone)];
  if (field.kind === 'day') return [String(value).slice(0, 10)];
  if (field.kind === 'flag') return value === true ? ['true'] : [];
  return [String(value)];
}

/** State of a submitted form, so that nothing must be retyped. */
export function submitted(form: FormData, rejection: Refused = {}): FormState {
  const values = new Map<string, string[]>();
  for (const [name, value] of form.entries()) {
    if (typeof value !== 'string') continue;
    const texts = values.get(name);
    if (texts) texts.push(value);
    else values.set(name, [value]);
  }
  const { problem, faults = [], addedRow, hits } = rejection;
  // Parse faults replace the API's `missing` for the same control.
  const state = {
    values,
    faults: limitFaults(firstOfEach([...faults, ...(problem?.errors ?? [])]), problem),
    ...(problem && { problem }),
    ...(hits && { hits }),
  };
  if (addedRow !== undefined) values.set(`${addedRow}/${rowsIn(state, addedRow)}/`, ['']);
  return state;
}

interface Refused {
  faults?: Fault[];
  problem?: ApiProblem;
  hits?: Map<string, Entity[]>;
  /** Path of a list that gets an empty row. */
  addedRow?: string;
}

/** Limit of rows: the API's. Bounds the indices in control names. */
const ROWS_MAX = 200;

function rowsIn({ values }: FormState, path: string): number {
  let count = 0;
  for (const name of values.keys()) {
    if (!name.startsWith(`${path}/`)) continue;
    const index = Number(name.slice(path.length + 1).split('/')[0]);
    if (Number.isSafeInteger(index) && index >= count && index < ROWS_MAX) count = index + 1;
  }
  return count;
}

/** Fields of each row of a list. One that is required has a row at least. */
export function rowsOf(state: FormState, list: Extract<Field, { kind: 'rows' }>): Field[][] {
  const count = Math.max(rowsIn(state, list.path), list.required ? 1 : 0);
  return Array.from({ length: count }, (_, index) =>
    list.fields.map((field) => under(`${list.path}/${index}`, field)),
  );
}

export const firstOfEach = (faults: Fault[]): Fault[] =>
  faults.filter(({ path }, index) => faults.findIndex((fault) => fault.path === path) === index);

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
