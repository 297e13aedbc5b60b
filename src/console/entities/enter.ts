/** Replaces typed names in a form by ids, and reports the ones it cannot resolve. */
import { type Field, flat } from '../forms/fields.ts';
import { entriesOf } from '../forms/read.ts';
import { type Fault, faultOf } from '../frame/api.ts';
import { type Entity, isNamedId } from '../frame/entity-names.ts';
import type { ConsoleView } from '../frame/view.ts';
import { ID_SUFFIX, PICK_SUFFIX, resolveEntity, unresolved } from './resolve.ts';

/** Lines of one field that are resolved: the API's limit for lists. It refuses longer ones. */
const LINES_MAX = 200;

/** Name of the control that chooses among the candidates for one line of a field. */
const choiceName = (path: string, line: string) => `${path}${PICK_SUFFIX} ${line}`;

export interface ResolvedForm {
  /** With ids, for `readForm`. */
  form: FormData;
  faults: Fault[];
  hits: Map<string, Entity[]>;
}

export async function resolveForm(
  view: ConsoleView,
  fields: Field[],
  submitted: FormData,
): Promise<ResolvedForm> {
  const form = new FormData();
  for (const [name, value] of submitted) form.append(name, value);
  const faults: Fault[] = [];
  const hits = new Map<string, Entity[]>();
  const textAt = (name: string) => {
    const value = submitted.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  await Promise.all(
    flat(fields).map(async (field) => {
      const { path } = field;
      if (field.kind === 'entity') {
        const text = textAt(path) ?? '';
        const result = await resolveEntity(view, field, {
          text,
          hidden: textAt(path + ID_SUFFIX),
          pick: textAt(path + PICK_SUFFIX),
        });
        if ('id' in result) return form.set(path, result.id);
        hits.set(path, result.hits);
        faults.push(unresolved(view, path, field, text.trim(), result.hits));
      }
      if (field.kind === 'lines' && field.kinds) {
        const query = { kinds: field.kinds, literal: field.literal };
        const typed = entriesOf(field, textAt(path) ?? '');
        const lines = typed.map((line) => textAt(choiceName(path, line)) ?? line);
        // A chosen entity replaces its text in the form, where the text would be asked about again.
        if (lines.some((line, index) => line !== typed[index])) submitted.set(path, lines.join('\n'));
        const sought = lines.slice(0, LINES_MAX);
        await view.names.load(view.api, sought.filter(isNamedId));
        const ids = await Promise.all(
          sought.map(async (text) => {
            const result = await resolveEntity(view, query, { text });
            if ('hits' in result) {
              faults.push(unresolved(view, path, query, text, result.hits));
              if (result.hits.length > 0) hits.set(choiceName(path, text), result.hits);
            }
            return 'id' in result ? result.id : text;
          }),
        );
        form.set(path, [...ids, ...lines.slice(LINES_MAX)].join('\n'));
      }
    }),
  );
  // The API is not called then, so missing fields are reported here.
  if (faults.length > 0)
    for (const { path, required } of flat(fields))
      if (required && !textAt(path)?.trim()) faults.push(faultOf(path, 'missing'));
  return { form, faults, hits };
}
