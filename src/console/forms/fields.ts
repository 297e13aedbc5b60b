/** Declares form fields, rendered by form.tsx and parsed by read.ts. Names are JSON pointers (RFC 6901). */
import type { Child } from 'hono/jsx';
import type { Edge } from '../frame/contract-day.ts';
import type { Entity } from '../frame/entity-names.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import type { Reader } from '../frame/sentences.ts';
import type { TextKind } from './normalize.ts';

export interface Option {
  value: string;
  label: string;
  /** Heading of the options that have the same one. */
  group?: string;
}

/** Options of a closed list, labeled by `word.LIST.…`. */
export const wordOptions = (t: Translate, list: string, values: readonly string[]): Option[] =>
  values.map((value) => ({ value, label: t.word(list, value) }));

type NameIn<Area extends string, Key = MessageKey> = Key extends `${Area}.${infer Name}` ? Name : never;
type HintedIn<Area extends string, Key = MessageKey> = Key extends `${Area}.${infer Name}_hint`
  ? Name
  : never;

/** Builds path and label of fields from their names in the messages of `area`; `hinted` adds `NAME_hint`. */
export function fieldsIn<Area extends string>(area: Area) {
  const field = (name: NameIn<Area>, path?: string) => labeled(area, name, path);
  const hinted = (name: HintedIn<Area>, path?: string) => ({
    ...labeled(area, name, path),
    hint: `${area}.${name}_hint` as MessageKey,
  });
  return { field, hinted };
}

const labeled = (area: string, name: string, path = `/${name.replace('.', '/')}`) => ({
  path,
  label: `${area}.${name}` as MessageKey,
});

export const entityOptions = (entities: { id: string; name: string }[]): Option[] =>
  entities.map(({ id, name }) => ({ value: id, label: name }));

interface FieldBase {
  /** Pointer into the body; for a field of a row, into the row. */
  path: string;
  label: MessageKey;
  hint?: MessageKey;
  /** Replaces the hint if it contains names. */
  instruction?: Child;
  required?: boolean;
  /** Replaces "optional": says when the field is required. */
  needed?: MessageKey;
  /** Name of the control if it is not the path, as in GET forms. */
  name?: string;
  /** Names the part of the value that a pointer below it leads to; null: none. */
  partAt?(pointer: string, value: unknown, reader: Reader): string | null;
}

export type Field = FieldBase &
  /** `from`: field whose text yields the id if none is typed. */
  (
    | { kind: 'text'; suggestions?: Option[]; textKind?: TextKind; from?: string }
    /** An entity, found by name; the body has its id. For `literal` and `except`, see EntityQuery. */
    | { kind: 'entity'; kinds: Entity['kind'][]; literal?: RegExp; except?: string; autofocus?: boolean }
    | { kind: 'area'; lines?: number }
    /** `hasCents`: may have two decimals. */
    | { kind: 'number'; hasCents?: true }
    | { kind: 'day' }
    /** First or last day of a term in the zone of the control `zone`; the body has an instant. */
    | { kind: 'edge'; edge: Edge; zone: string }
    /** Entered in the viewer's zone; the body has ISO 8601 UTC. */
    | { kind: 'instant' }
    /**
     * Entries, separated as `entriesOf` (read.ts) says: `separateLines` only by lines. The body has a list.
     * `always` sends an empty list too. `kinds`: entries are names of such entities.
     */
    | {
        kind: 'lines';
        textKind?: TextKind;
        always?: true;
        separateLines?: true;
        kinds?: Entity['kind'][];
        literal?: RegExp;
      }
    /** JSON text; the body has its value. */
    | { kind: 'json'; lines?: number }
    /** `none`: what an empty choice means. */
    | { kind: 'select'; options: Option[]; none?: MessageKey }
    /** Multiple choice; the body has a list of strings. */
    | { kind: 'checks'; options: Option[] }
    /** Checkbox; the body has `true` or nothing. */
    | { kind: 'flag' }
    | { kind: 'rows'; fields: Field[]; add: MessageKey }
    /**
     * Groups fields on the page; their paths stay relative to the body. `action` is a button at the end.
     * `rare` groups collapse while empty, `preset` groups while no required field is empty.
     */
    | {
        kind: 'group';
        fields: Field[];
        fold?: 'rare' | 'preset';
        action?: { name: string; label: MessageKey };
      }
  );

export function flat(fields: Field[]): Exclude<Field, { kind: 'group' }>[] {
  return fields.flatMap((field) => (field.kind === 'group' ? flat(field.fields) : [field]));
}

/** Id of the control, or of the list of controls, of a path. */
export const idOf = (path: string) => `f${path.replaceAll('/', '-')}`;

export function under(row: string, field: Field): Field {
  if (field.kind === 'group') return { ...field, fields: field.fields.map((inner) => under(row, inner)) };
  return { ...field, path: row + field.path };
}
