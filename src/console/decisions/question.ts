/** Between the URL of the page, the form, the question of the API and an entry of the log. Pure. */
import type { components } from '../../../client/src/api.ts';
import { type Field, flat } from '../forms/fields.ts';
import { toLocal } from '../frame/instant.ts';

export type UseEntry = components['schemas']['UseEntry'];

/** As the shared reader of forms takes it: by path. Times of the URL are UTC, those of the form the viewer's. */
export function formOf(fields: Field[], query: URLSearchParams, zone: string): FormData {
  const form = new FormData();
  for (const { kind, path, name } of flat(fields))
    for (const value of query.getAll(name ?? path))
      if (value !== '') form.append(path, kind === 'instant' ? toLocal(value, zone) : value);
  return form;
}

/** `count=1`, one on a line, as `use.context` has it. */
export function questionOf(body: Record<string, unknown>): Record<string, unknown> {
  const { context, ...use } = (body.use ?? {}) as { context?: string[] };
  const facts = context?.map((line) => {
    const cut = line.includes('=') ? line.indexOf('=') : line.length;
    return [line.slice(0, cut).trim(), line.slice(cut + 1).trim()];
  });
  return { ...body, use: { ...use, ...(facts && { context: Object.fromEntries(facts) }) } };
}

/** What an entry says was asked, as the query of the page; of the article, the version that is current. */
export function queryOfEntry(entry: UseEntry): URLSearchParams {
  const { license, article, use, title, territory, channel, stated = {}, narrowed = {} } = entry;
  const { purpose, ...facts } = stated;
  const query = new URLSearchParams();
  const single = {
    license,
    article,
    use,
    title,
    territory,
    channel,
    purpose,
    component: componentOf(entry),
  };
  for (const [name, value] of Object.entries(single))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  const lines = {
    facts: Object.entries(facts).map(([name, value]) => `${name}=${value}`),
    actions: narrowed.actions,
    locations: narrowed.locations,
  };
  for (const [name, values] of Object.entries(lines))
    if (values && values.length > 0) query.set(name, values.join('\n'));
  for (const name of ['datatypes', 'channels'] as const)
    for (const value of narrowed[name] ?? []) query.append(name, value);
  return query;
}

/** A component that was asked for by itself, if the entry names it. */
function componentOf({ format, delivered, withheld }: UseEntry): string | undefined {
  return format === 'component' ? [...delivered, ...withheld][0]?.component : undefined;
}
