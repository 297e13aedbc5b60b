/** From what was sent to the body that the API takes. What it means is judged by the API alone. Pure. */
import type { Fault } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import { isZone } from '../frame/preferences.ts';
import { type Field, flat, under } from './fields.ts';
import { rowsIn, typed } from './state.ts';

/** The name of the buttons that only change the form: their value is the path of a list that gets one more row. */
export const ADD_ROW = '_add';

/** The zone that the form was shown in: its times mean that one, whatever has been chosen since, in another window. */
export const ZONE = '_zone';

export function zoneOf(form: FormData, otherwise: string): string {
  const zone = form.get(ZONE);
  return typeof zone === 'string' && isZone(zone) ? zone : otherwise;
}

export type Read =
  | { ok: true; body: Record<string, unknown> }
  /** Not to be sent: a row was asked for, or something cannot be put as JSON at all. */
  | { ok: false; faults: Fault[]; added?: string; body: Record<string, unknown> };

interface Reading {
  /** Where the form says none. */
  zone: string;
  /**
   * What an emptied field becomes: left out where a resource is made, null where one is changed. Rows are always sent whole, so in them
   * it is left out. What is required becomes an empty text, for the API to find fault with.
   */
  emptied: 'absent' | 'null';
}

export function readForm(fields: Field[], form: FormData, asked: Reading): Read {
  const reading = { ...asked, zone: zoneOf(form, asked.zone) };
  const faults: Fault[] = [];
  const body: Record<string, unknown> = {};
  const state = typed(form);
  const read = (those: Field[], emptied = reading.emptied) => {
    for (const field of flat(those)) {
      if (field.kind === 'rows') {
        const rows = [...Array(rowsIn(state, field.path)).keys()].map((index) =>
          field.fields.map((one) => under(`${field.path}/${index}`, one)),
        );
        const given = rows.filter((row) =>
          flat(row).some(({ path }) => state.values.get(path)?.some((text) => text.trim() !== '')),
        );
        if (given.length > 0 || reading.emptied === 'null') put(body, field.path, []);
        for (const row of given) read(row, 'absent');
      } else {
        const value = entered(field, state.values.get(field.path) ?? [], { ...reading, emptied });
        if (value instanceof Error) faults.push({ path: field.path, message: value.message });
        else if (value !== undefined) put(body, field.path, value);
      }
    }
  };
  read(fields);
  const added = form.get(ADD_ROW);
  if (typeof added === 'string') return { ok: false, faults: [], added, body };
  compact(body);
  return faults.length > 0 ? { ok: false, faults, body } : { ok: true, body };
}

function entered(
  field: Exclude<Field, { kind: 'group' | 'rows' }>,
  texts: string[],
  reading: Reading,
): unknown {
  const text = (texts[0] ?? '').trim();
  const none = reading.emptied === 'null' ? null : undefined;
  switch (field.kind) {
    case 'checks':
      return texts.length > 0 ? texts : none;
    case 'flag':
      return texts.length > 0 ? true : reading.emptied === 'null' ? false : undefined;
    case 'lines': {
      const lines = text.split(field.whole ? '\n' : /[\n,]/).map((line) => line.trim());
      const given = lines.filter((line) => line !== '');
      return given.length > 0 || field.always ? given : none;
    }
    default:
      if (text === '') return none === null && field.required ? '' : none;
      if (field.kind === 'number')
        return Number.isNaN(Number(text)) ? new Error('Expected a number') : Number(text);
      if (field.kind === 'json') return parsed(text);
      if (field.kind === 'instant') return toInstant(text, reading.zone) ?? new Error('Expected a time');
      return field.kind === 'area' ? texts[0]?.replaceAll('\r\n', '\n') : text;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new Error('Expected JSON');
  }
}

function put(body: Record<string, unknown>, pointer: string, value: unknown): void {
  const parts = pointer.split('/').slice(1);
  let place: Record<string, unknown> = body;
  for (const [index, part] of parts.slice(0, -1).entries()) {
    const isRow = /^\d+$/.test(parts[index + 1] ?? '');
    if (!Object.hasOwn(place, part)) place[part] = isRow ? [] : {};
    place = place[part] as Record<string, unknown>;
  }
  const last = parts.at(-1);
  if (last !== undefined) place[last] = value;
}

/** Rows that were left empty leave no holes. */
function compact(value: unknown): void {
  if (Array.isArray(value)) {
    const kept = value.filter((one) => one !== undefined);
    value.length = 0;
    for (const one of kept) value.push(one);
  }
  if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) compact(one);
}
