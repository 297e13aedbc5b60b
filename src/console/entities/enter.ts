/** Forms that name things by words: ids in their places, or what is wrong. */
import { type Field, flat } from '../forms/fields.ts';
import { type Fault, faultOf } from '../frame/api.ts';
import { type Entity, isNamedId } from '../frame/entity-names.ts';
import type { ConsoleView } from '../frame/view.ts';
import { IS, PICK, resolveEntity, unresolved } from './resolve.ts';

/** Lines of one field that are sought for: as many as a list of the API has. What is beyond goes to it as it was typed. */
const LINES_MAX = 200;

export interface Entered {
  /** With ids, for `readForm`. */
  form: FormData;
  faults: Fault[];
  /** By path: several things that the words fit. */
  hits: Map<string, Entity[]>;
}

export async function enterEntities(view: ConsoleView, fields: Field[], sent: FormData): Promise<Entered> {
  const form = new FormData();
  for (const [name, value] of sent) form.append(name, value);
  const faults: Fault[] = [];
  const hits = new Map<string, Entity[]>();
  const textAt = (name: string) => {
    const value = sent.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  await Promise.all(
    flat(fields).map(async (field) => {
      const { path } = field;
      if (field.kind === 'entity') {
        const text = textAt(path) ?? '';
        const found = await resolveEntity(view, field, {
          text,
          is: textAt(path + IS),
          pick: textAt(path + PICK),
        });
        if ('id' in found) return form.set(path, found.id);
        hits.set(path, found.hits);
        faults.push(unresolved(view, path, field, text.trim(), found.hits));
      }
      if (field.kind === 'lines' && field.kinds) {
        const query = { kinds: field.kinds, literal: field.literal };
        const lines = (textAt(path) ?? '').split('\n').map((line) => line.trim());
        const sought = lines.slice(0, LINES_MAX);
        await view.names.load(view.api, sought.filter(isNamedId));
        const ids = await Promise.all(
          sought.map(async (text) => {
            const found = await resolveEntity(view, query, { text });
            if ('hits' in found) faults.push(unresolved(view, path, query, text, found.hits));
            return 'id' in found ? found.id : text;
          }),
        );
        form.set(path, [...ids, ...lines.slice(LINES_MAX)].join('\n'));
      }
    }),
  );
  // Nothing is sent then, so what is missing besides is said here.
  if (faults.length > 0)
    for (const { path, required } of flat(fields))
      if (required && !textAt(path)?.trim()) faults.push(faultOf(path, 'missing'));
  return { form, faults, hits };
}
