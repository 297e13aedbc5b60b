/** From what was sent to the body that the API takes. What it means is judged by the API alone. Pure. */
import type { FaultKey } from '../../platform/fault-keys.ts';
import { type Fault, faultOf } from '../frame/api.ts';
import { instantOfDay, zoneOrUtc } from '../frame/contract-day.ts';
import { toInstant } from '../frame/instant.ts';
import { isZone } from '../frame/preferences.ts';
import { type Field, flat, under } from './fields.ts';
import { isLanguage, normalized, slugOf } from './normalize.ts';
import { type FormState, rowsIn, typed } from './state.ts';

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
  /**
   * A row was asked for, or something cannot be read. What cannot is an empty text in the body, which the API refuses
   * wherever it takes a number, a time or JSON: sent to it, the body comes back with all of its other faults.
   */
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
        const { value, faults: own = [] } = entered(field, state, { ...reading, emptied });
        faults.push(...own);
        if (value !== undefined) put(body, field.path, value);
      }
    }
  };
  read(fields);
  const added = form.get(ADD_ROW);
  if (typeof added === 'string') return { ok: false, faults: [], added, body };
  compact(body);
  nameRows(fields, body);
  return faults.length > 0 ? { ok: false, faults, body } : { ok: true, body };
}

type Control = Exclude<Field, { kind: 'group' | 'rows' }>;

interface Entered {
  value?: unknown;
  faults?: Fault[];
}

function entered(field: Control, { values }: FormState, reading: Reading): Entered {
  const texts = values.get(field.path) ?? [];
  const text = (texts[0] ?? '').trim();
  const isNull = reading.emptied === 'null';
  const none = isNull ? null : undefined;
  switch (field.kind) {
    case 'checks':
      return { value: texts.length > 0 ? texts : none };
    case 'flag':
      return { value: texts.length > 0 ? true : isNull ? false : undefined };
    case 'lines': {
      const given = entriesOf(field, text);
      if (given.length === 0 && !field.always) return { value: none };
      if (field.as !== 'language') return { value: given };
      const value = given.map((tag) => (isLanguage(tag) ? tag : ''));
      const unknown = value.flatMap((tag, index) => (tag === '' ? [`${field.path}/${index}`] : []));
      return { value, faults: unknown.map((path) => faultOf(path, 'language')) };
    }
    default:
      if (text === '') return { value: isNull && field.required ? '' : none };
      return single(field, text, texts[0] ?? '', zoneFor(field, values, reading.zone));
  }
}

function single(
  field: Exclude<Control, { kind: 'checks' | 'flag' | 'lines' }>,
  text: string,
  raw: string,
  zone: string,
): Entered {
  const unreadable = (key: FaultKey): Entered => ({ value: '', faults: [faultOf(field.path, key)] });
  switch (field.kind) {
    case 'number':
      if (Number.isNaN(Number(text))) return unreadable('number');
      // After a fraction in the place of a whole number, the API looks for no further faults.
      if (field.step === undefined && !Number.isInteger(Number(text))) return unreadable('whole_number');
      return { value: Number(text) };
    case 'json':
      try {
        return { value: JSON.parse(text) };
      } catch {
        return unreadable('json');
      }
    case 'instant': {
      const value = toInstant(text, zone);
      return value === null ? unreadable('time') : { value };
    }
    case 'edge': {
      const value = instantOfDay(text, zone, field.edge);
      return value === null ? unreadable('day') : { value };
    }
    case 'area':
      return { value: raw.replaceAll('\r\n', '\n') };
    case 'text':
      return { value: field.as ? normalized(text, field.as)[0] : text };
    default:
      return { value: text };
  }
}

/** A day is one of the zone that the form names beside it, as far as there is such a zone. */
function zoneFor(field: Control, values: FormState['values'], otherwise: string): string {
  if (field.kind !== 'edge') return otherwise;
  const [named] = values.get(field.zone) ?? [];
  return named === undefined ? otherwise : zoneOrUtc(normalized(named.trim(), 'zone')[0]);
}

/** One on a line, or several with commas between them, as codes where the field takes names. */
export function entriesOf(field: Extract<Field, { kind: 'lines' }>, text: string): string[] {
  const lines = text.split(field.whole ? '\n' : /[\n,]/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .flatMap((line) => (field.as ? normalized(line, field.as) : [line]));
}

const SLUG_CHARS_MAX = 40;

/** Gives an id to each row that has none, made of what its field says, and no other row's. */
function nameRows(fields: Field[], body: Record<string, unknown>): void {
  for (const list of flat(fields)) {
    if (list.kind !== 'rows') continue;
    const rows = (body[list.path.slice(1)] ?? []) as Record<string, unknown>[];
    for (const field of flat(list.fields)) {
      if (field.kind !== 'text' || field.from === undefined) continue;
      const [id, from] = [field.path.slice(1), field.from.slice(1)];
      const taken = new Set(rows.map((row) => row[id]));
      for (const row of rows) {
        const slug = slugOf(String(row[from] ?? ''), SLUG_CHARS_MAX);
        if (row[id] || slug === '') continue;
        let [name, count] = [slug, 1];
        while (taken.has(name)) name = `${slug}-${++count}`;
        taken.add(name);
        row[id] = name;
      }
    }
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
    const rows = value.filter((one) => one !== undefined);
    value.length = 0;
    for (const one of rows) value.push(one);
  }
  if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) compact(one);
}
