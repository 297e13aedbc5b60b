/** Between the URL of the page, the form, the question of the API and an entry of the log. Pure. */
import type { FaultKey } from '../../platform/fault-keys.ts';
import { canonicalAction, placeCode, territoryCodes } from '../../rights/index.ts';
import { COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, flat } from '../forms/fields.ts';
import { at } from '../forms/state.ts';
import { type Fault, faultOf, type Schema } from '../frame/api.ts';
import { toLocal } from '../frame/instant.ts';

export type UseEntry = Schema<'UseEntry'>;

/** As the shared reader of forms takes it: by path. Times of the URL are UTC, those of the form the viewer's. */
export function formOf(fields: Field[], query: URLSearchParams, zone: string): FormData {
  const form = new FormData();
  for (const { kind, path, name } of flat(fields))
    for (const value of query.getAll(name ?? path))
      if (value !== '') form.append(path, (kind === 'instant' && toLocal(value, zone)) || value);
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

/** Names that nobody knows: the API takes them for uses that no license covers. `titles`: of the partner. */
export function unknownIn(body: Record<string, unknown>, titles: { id: string }[]): Fault[] {
  const isAct = (name: string) => name.includes(':') || canonicalAction(name) !== undefined;
  const isPlace = (name: string) => territoryCodes(name.replace(/^-/, '')) !== undefined;
  const isComponent = (name: string) =>
    name.startsWith('cmp_') || COMPONENT_TYPES.some((one) => one === name);
  const kinds: [path: string, key: FaultKey, is: (name: string) => boolean][] = [
    ['/use/component', 'one_of', isComponent],
    ['/use/action', 'act', isAct],
    ['/use/title', 'no_title', (name) => titles.some(({ id }) => id === name)],
    ['/use/territory', 'place', (name) => placeCode(name) !== undefined],
    ['/entitlement/actions', 'act', isAct],
    ['/entitlement/locations', 'territory', isPlace],
  ];
  return kinds.flatMap(([path, key, is]) => {
    const value = at(body, path);
    if (typeof value === 'string') return is(value) ? [] : [faultOf(path, key)];
    const names = Array.isArray(value) ? value.map(String) : [];
    return names.flatMap((name, index) => (is(name) ? [] : [faultOf(`${path}/${index}`, key)]));
  });
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
