/** Parses a submitted form into an API body. The API alone validates the meaning. Pure. */
import { isTimeZone } from '../../ledger/time-zone.ts';
import type { FaultKey } from '../../platform/fault-keys.ts';
import { type Fault, faultOf } from '../frame/api.ts';
import { instantOfDay, zoneOrUtc } from '../frame/contract-day.ts';
import { toInstant } from '../frame/instant.ts';
import { type Field, flat } from './fields.ts';
import { isLanguage, normalized, slugOf } from './normalize.ts';
import { type FormState, rowsOf, submitted } from './state.ts';

/** Name of buttons that add a row; the value is the list's path. */
export const ADD_ROW = '_add';

/** In a form that the script sends again after its session ended: the handler shows it, and does nothing. */
export const UNSENT = '_unsent';

/** Hidden field with the zone in which the form was rendered, as the preference may have changed since. */
export const ZONE = '_zone';

function zoneOf(form: FormData, otherwise: string): string {
  const zone = form.get(ZONE);
  return typeof zone === 'string' && isTimeZone(zone) ? zone : otherwise;
}

export type ParsedForm =
  | { ok: true; body: Record<string, unknown> }
  /**
   * A row was requested, or a value cannot be parsed. Such values become empty text in the body, which the
   * API refuses together with all other faults.
   */
  | { ok: false; faults: Fault[]; addedRow?: string; body: Record<string, unknown> };

interface ParseOptions {
  zone: string;
  /**
   * Value of an emptied field: omitted on creation, null on change. Rows are sent in full, so empty fields in
   * them are omitted. Required fields become empty text, which the API refuses.
   */
  emptied: 'absent' | 'null';
}

export function readForm(fields: Field[], form: FormData, options: ParseOptions): ParsedForm {
  const reading = { ...options, zone: zoneOf(form, options.zone) };
  const faults: Fault[] = [];
  const body: Record<string, unknown> = {};
  const state = submitted(form);
  const parse = (fields: Field[], emptied = reading.emptied) => {
    for (const field of flat(fields)) {
      if (field.kind === 'rows') {
        const filledRows = rowsOf(state, field).filter((row) =>
          flat(row).some(({ path }) => state.values.get(path)?.some((text) => text.trim() !== '')),
        );
        if (filledRows.length > 0 || reading.emptied === 'null') put(body, field.path, []);
        for (const row of filledRows) parse(row, 'absent');
      } else {
        const { value, faults: fieldFaults = [] } = parseField(field, state, { ...reading, emptied });
        faults.push(...fieldFaults);
        if (value !== undefined) put(body, field.path, value);
      }
    }
  };
  parse(fields);
  const addedRow = form.get(ADD_ROW);
  if (typeof addedRow === 'string') return { ok: false, faults: [], addedRow, body };
  compact(body);
  nameRows(fields, body);
  return faults.length > 0 ? { ok: false, faults, body } : { ok: true, body };
}

type Control = Exclude<Field, { kind: 'group' | 'rows' }>;

interface ParsedField {
  value?: unknown;
  faults?: Fault[];
}

function parseField(field: Control, { values }: FormState, reading: ParseOptions): ParsedField {
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
      const entries = entriesOf(field, text);
      if (entries.length === 0 && !field.always) return { value: none };
      if (field.textKind !== 'language') return { value: entries };
      const value = entries.map((tag) => (isLanguage(tag) ? tag : ''));
      const unknown = value.flatMap((tag, index) => (tag === '' ? [`${field.path}/${index}`] : []));
      return { value, faults: unknown.map((path) => faultOf(path, 'language')) };
    }
    default:
      if (text === '') return { value: isNull && field.required ? '' : none };
      return parseSingle(field, text, texts[0] ?? '', zoneFor(field, values, reading.zone));
  }
}

function parseSingle(
  field: Exclude<Control, { kind: 'checks' | 'flag' | 'lines' }>,
  text: string,
  raw: string,
  zone: string,
): ParsedField {
  const unreadable = (key: FaultKey): ParsedField => ({ value: '', faults: [faultOf(field.path, key)] });
  const readable = (value: unknown, key: FaultKey) => (value === undefined ? unreadable(key) : { value });
  switch (field.kind) {
    case 'number':
      return readable(numberIn(text, field.hasCents), field.hasCents ? 'number' : 'whole_number');
    case 'json':
      return readable(parseJson(text), 'json');
    case 'instant':
      return readable(toInstant(text, zone) ?? undefined, 'time');
    case 'edge':
      return readable(instantOfDay(text, zone, field.edge) ?? undefined, 'day');
    case 'area':
      return { value: raw.replaceAll('\r\n', '\n') };
    case 'text': {
      const suggested = field.suggestions?.find(({ label }) => label.toLowerCase() === text.toLowerCase());
      return { value: suggested?.value ?? (field.textKind ? normalized(text, field.textKind)[0] : text) };
    }
    default:
      return { value: text };
  }
}

/**
 * `1.000`, `1,000` and `1 000` are a thousand: three digits after a point are never a fraction, two are.
 * Undefined: not a number, or with a fraction, even `.00`, unless it `hasCents`. The API would stop at a
 * fraction in an integer field and report no further faults.
 */
export function numberIn(text: string, hasCents = false): number | undefined {
  const [, sign, whole = '', , fraction] =
    /^([-−]?)(0|0*[1-9]\d{0,14}|[1-9]\d{0,2}([.,'’\s])\d{3}(?:\3\d{3}){0,3})(?:(?!\3\d)[.,](\d{1,2}))?$/.exec(
      text,
    ) ?? [];
  if (whole === '' || (fraction !== undefined && !hasCents)) return undefined;
  return Number(`${sign ? '-' : ''}${whole.replaceAll(/\D/g, '')}.${fraction ?? 0}`);
}

/** Value of a JSON text; undefined if it is none. */
export function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** Zone for a day: the one named in the form if it is valid. */
function zoneFor(field: Control, values: FormState['values'], otherwise: string): string {
  if (field.kind !== 'edge') return otherwise;
  const [zone] = values.get(field.zone) ?? [];
  return zone === undefined ? otherwise : zoneOrUtc(normalized(zone.trim(), 'zone')[0]);
}

/** Splits by lines or commas, places and languages also by semicolons and slashes; converts names to codes. */
export function entriesOf(field: Extract<Field, { kind: 'lines' }>, text: string): string[] {
  const isNames = field.textKind === 'territory' || field.textKind === 'language';
  const lines = text.split(isNames ? /[\n,;/]/ : field.separateLines ? '\n' : /[\n,]/);
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => (field.textKind ? normalized(line, field.textKind) : [line]));
}

const SLUG_CHARS_MAX = 40;

/**
 * Gives rows without an id a unique one, derived from another field. If that is empty, so that the API
 * refuses it, the id is made up: it is not a fault of its own.
 */
function nameRows(fields: Field[], body: Record<string, unknown>): void {
  for (const list of flat(fields)) {
    if (list.kind !== 'rows') continue;
    const rows = (body[list.path.slice(1)] ?? []) as Record<string, unknown>[];
    for (const field of flat(list.fields)) {
      if (field.kind !== 'text' || field.from === undefined) continue;
      const [id, from] = [field.path.slice(1), field.from.slice(1)];
      const ids = new Set(rows.map((row) => row[id]));
      for (const row of rows) {
        const slug = slugOf(String(row[from] || 'unnamed'), SLUG_CHARS_MAX);
        if (row[id] || slug === '') continue;
        let [name, count] = [slug, 1];
        while (ids.has(name)) name = `${slug}-${++count}`;
        ids.add(name);
        row[id] = name;
      }
    }
  }
}

function put(body: Record<string, unknown>, pointer: string, value: unknown): void {
  const segments = pointer.split('/').slice(1);
  let target: Record<string, unknown> = body;
  for (const [index, segment] of segments.slice(0, -1).entries()) {
    const isRow = /^\d+$/.test(segments[index + 1] ?? '');
    if (!Object.hasOwn(target, segment)) target[segment] = isRow ? [] : {};
    target = target[segment] as Record<string, unknown>;
  }
  const last = segments.at(-1);
  if (last !== undefined) target[last] = value;
}

/** Removes the holes that empty rows leave. */
function compact(value: unknown): void {
  if (Array.isArray(value)) {
    const rows = value.filter((row) => row !== undefined);
    value.length = 0;
    for (const row of rows) value.push(row);
  }
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) compact(member);
}
