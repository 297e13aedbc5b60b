/** Converts queries between the page's URL, the form, the API and log entries. Pure. */
import type { FaultKey } from '../../platform/fault-keys.ts';
import { canonicalAction, placeCode, territoryCodes } from '../../rights/index.ts';
import { COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, flat } from '../forms/fields.ts';
import { at } from '../forms/state.ts';
import { type Fault, faultOf, type Schema } from '../frame/api.ts';
import { toLocal } from '../frame/instant.ts';
import type { Translate } from '../frame/messages.ts';
import { PURPOSES } from '../parts/vocabularies.ts';
import { OTHER_PURPOSE } from './fields.ts';

export type Answer = Schema<'WhatIfAnswer'>;
export type UseEntry = Schema<'UseEntry'>;

/** Form data by path. Times are UTC in the URL and in the viewer's zone in the form. */
export function formOf(fields: Field[], query: URLSearchParams, zone: string): FormData {
  const form = new FormData();
  for (const { kind, path, name } of flat(fields))
    for (const value of query.getAll(name ?? path))
      if (value !== '') form.append(path, (kind === 'instant' && toLocal(value, zone)) || value);
  return form;
}

/** Parses facts from `name=value` lines, the format of `use.context`. */
export function questionOf(body: Record<string, unknown>): Record<string, unknown> {
  const { context, ...use } = (body.use ?? {}) as { context?: string[] };
  const facts = context?.map((line) => {
    const cut = line.includes('=') ? line.indexOf('=') : line.length;
    return [line.slice(0, cut).trim(), line.slice(cut + 1).trim()];
  });
  return { ...body, use: { ...use, ...(facts && { context: Object.fromEntries(facts) }) } };
}

/** Unknown names, which the API would refuse as unlicensed uses. `titles` of the partner. */
export function unknownIn(body: Record<string, unknown>, titles: { id: string }[]): Fault[] {
  const isAct = (name: string) => name.includes(':') || canonicalAction(name) !== undefined;
  const isPlace = (name: string) => territoryCodes(name.replace(/^-/, '')) !== undefined;
  const isComponent = (name: string) =>
    name.startsWith('cmp_') || COMPONENT_TYPES.some((type) => type === name);
  const checks: [path: string, key: FaultKey, is: (name: string) => boolean][] = [
    ['/use/component', 'one_of', isComponent],
    ['/use/action', 'act', isAct],
    ['/use/title', 'no_title', (name) => titles.some(({ id }) => id === name)],
    ['/use/territory', 'place', (name) => placeCode(name) !== undefined],
    ['/entitlement/actions', 'act', isAct],
    ['/entitlement/locations', 'territory', isPlace],
  ];
  return checks.flatMap(([path, key, is]) => {
    const value = at(body, path);
    if (typeof value === 'string') return is(value) ? [] : [faultOf(path, key)];
    const names = Array.isArray(value) ? value.map(String) : [];
    return names.flatMap((name, index) => (is(name) ? [] : [faultOf(`${path}/${index}`, key)]));
  });
}

/** The purpose that is typed, or is in the address by its name. Undefined: `purpose` has it already. */
export function purposeIn(query: URLSearchParams, t: Translate): string | undefined {
  const other = query.get(OTHER_PURPOSE)?.trim() ?? '';
  const name = other || (query.get('purpose') ?? '');
  const isNamed = (purpose: string) => t.word('purpose', purpose).toLowerCase() === name.toLowerCase();
  const purpose = PURPOSES.find(isNamed) ?? name;
  return other === '' && purpose === name ? undefined : purpose;
}

/** A purpose that is stated and still missing has no name that a rule knows. */
export function unknownPurpose(body: Record<string, unknown>, answer: Answer, t: Translate): Fault[] {
  if (at(body, '/use/purpose') === undefined || !answer.missing?.includes('purpose')) return [];
  const constraints = answer.components.flatMap(({ steps }) =>
    steps.flatMap(({ constraint }) => constraint ?? []),
  );
  const named = constraints
    .filter(({ leftOperand }) => leftOperand === 'purpose')
    .flatMap(({ rightOperand }) => [rightOperand].flat().map(String));
  const names = [...new Set([...PURPOSES, ...named])].map((purpose) => t.word('purpose', purpose)).join(', ');
  return [{ ...faultOf('/use/purpose', 'unknown_purpose'), parameters: { names } }];
}

/** The entry's request as a query. It refers to the current version of the article. */
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

/** The requested component, if the entry is for a single one. */
function componentOf({ format, delivered, withheld }: UseEntry): string | undefined {
  return format === 'component' ? [...delivered, ...withheld][0]?.component : undefined;
}
