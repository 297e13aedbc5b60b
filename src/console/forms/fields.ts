/** What a form asks for, declared once: shown by form.tsx, read by read.ts. Names of controls are JSON pointers (RFC 6901) into the API's body. */
import type { Child } from 'hono/jsx';
import type { Edge } from '../frame/contract-day.ts';
import type { Entity } from '../frame/entity-names.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import type { TextKind } from './normalize.ts';

export interface Option {
  value: string;
  label: string;
}

/** Values of a closed list, by the words `word.LIST.…`. */
export const wordOptions = (t: Translate, list: string, values: readonly string[]): Option[] =>
  values.map((value) => ({ value, label: t.word(list, value) }));

export const namedOptions = (named: { id: string; name: string }[]): Option[] =>
  named.map(({ id, name }) => ({ value: id, label: name }));

interface FieldBase {
  /** Into the body; of a field in rows, into the row. */
  path: string;
  label: MessageKey;
  hint?: MessageKey;
  /** In place of a hint, where it names something. */
  instruction?: Child;
  required?: boolean;
  /** In place of "optional": when it is required after all. */
  needed?: MessageKey;
  /** Of the control, where it is not the path: in forms whose values stand in the URL. */
  name?: string;
}

export type Field = FieldBase &
  /** `from`: the field beside it whose text makes an id where none was typed. */
  (
    | { kind: 'text'; suggestions?: Option[]; as?: TextKind; from?: string }
    /** A thing, found by words of its name; its id in the body. `literal`: what is taken as it is; `except`: see EntityQuery. */
    | { kind: 'entity'; kinds: Entity['kind'][]; literal?: RegExp; except?: string }
    | { kind: 'area'; lines?: number }
    | { kind: 'number'; min?: number; max?: number; step?: number }
    /** A calendar day: `2026-03-01`. */
    | { kind: 'day' }
    /** First or last day of a term, in the zone that the control at `zone` names; an instant in the body. */
    | { kind: 'edge'; edge: Edge; zone: string }
    /** Entered in the viewer's zone; ISO 8601 UTC in the body. */
    | { kind: 'instant' }
    /**
     * One on a line, or several with commas between them unless lines are `whole`; a list of strings in the body. `always`: also when there
     * are none, as an empty one. `kinds`: each line names such a thing.
     */
    | {
        kind: 'lines';
        suggestions?: Option[];
        as?: TextKind;
        always?: true;
        whole?: true;
        kinds?: Entity['kind'][];
        literal?: RegExp;
      }
    /** JSON as text; whatever it says in the body. */
    | { kind: 'json'; lines?: number }
    | { kind: 'select'; options: Option[] }
    /** Any number of them; a list of strings in the body. */
    | { kind: 'checks'; options: Option[] }
    /** One box; true in the body, or absent. */
    | { kind: 'flag' }
    /** A list of objects, each with these fields. */
    | { kind: 'rows'; fields: Field[]; add: MessageKey }
    /** Fields that belong together on the page; their paths are of the body. */
    /** `action`: a button at its end. `rare`: folded away until it holds something; `preset`: until something required of it is missing. */
    | {
        kind: 'group';
        fields: Field[];
        fold?: 'rare' | 'preset';
        action?: { name: string; label: MessageKey };
      }
  );

/** Every field that holds a value or rows, with groups taken apart. */
export function flat(fields: Field[]): Exclude<Field, { kind: 'group' }>[] {
  return fields.flatMap((field) => (field.kind === 'group' ? flat(field.fields) : [field]));
}

export function under(row: string, field: Field): Field {
  if (field.kind === 'group') return { ...field, fields: field.fields.map((one) => under(row, one)) };
  return { ...field, path: row + field.path };
}
