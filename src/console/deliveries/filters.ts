/** What the list is narrowed by: from the address of the page to what the API takes, and back. Pure. */
import { PROBLEMS } from '../../platform/problem.ts';
import { placeCode } from '../../rights/index.ts';
import { CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import type { EntityControl } from '../entities/address.tsx';
import type { Kind } from '../entities/resolve.ts';
import { normalized } from '../forms/normalize.ts';
import { type Fault, faultOf } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { isZone } from '../frame/preferences.ts';
import { ENTRY_KINDS, USES } from '../parts/vocabularies.ts';

/** Why something can be refused or withheld: the token was good, and a decision was made. */
const CODES = Object.entries(PROBLEMS)
  .filter(
    ([code, [status]]) =>
      [402, 403, 410].includes(status) && !['insufficient_scope', 'cross_site'].includes(code),
  )
  .map(([code]) => code);

/** By name; `values`: of a closed list, with the list that words them; `kinds`: a thing, found by its name. */
export const FILTERS = {
  partner: { kinds: ['partner'] },
  outcome: { list: 'outcome', values: ['permit', 'deny'] },
  code: { list: 'code', values: CODES },
  section: {},
  article: { kinds: ['article'] },
  license: { kinds: ['license'] },
  title: { kinds: ['title'] },
  key: { kinds: ['key'] },
  kind: { list: 'kind', values: ENTRY_KINDS },
  use: { list: 'use', values: USES },
  territory: {},
  channel: { list: 'channel', values: CHANNELS },
  type: { list: 'component', values: COMPONENT_TYPES },
  effect: { list: 'effect', values: ['units', 'repeat', 'empty'] },
  env: { list: 'env', values: ['live', 'test'] },
  format: {},
  supplier: {},
  rule: {},
} as const satisfies Record<string, Choice>;

interface Choice {
  list?: string;
  values?: readonly string[];
  kinds?: readonly Kind[];
}

/** As a form shows any of them. */
export const choiceOf = (name: FilterName): Choice => FILTERS[name];

export type FilterName = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[];
/** Those that are seen without asking for more. */
export const FIRST: FilterName[] = ['partner', 'outcome', 'code', 'section', 'article'];

/** Those that name things. */
export const entityControls = (): EntityControl[] =>
  FILTER_NAMES.flatMap((name) => {
    const { kinds } = choiceOf(name);
    return kinds ? [{ name, kinds: [...kinds], label: `deliveries.by.${name}` as MessageKey }] : [];
  });

/** What was typed as it came to mind: neither a thing, nor a place, nor of a closed list. */
export const typedIn = ({ values }: Filters): FilterName[] =>
  FILTER_NAMES.filter((name) => {
    const { kinds, values: closed = [] } = choiceOf(name);
    const text = values[name] ?? '';
    return text !== '' && name !== 'territory' && !kinds && !closed.includes(text);
  });

/** Of which an entry may have none, and be looked for by that. */
const NAMELESS = ['title', 'section'];

export interface Filters {
  values: Partial<Record<FilterName, string>>;
  /** ISO 8601 UTC; `to` is exclusive. */
  from?: string;
  to?: string;
  order: 'asc' | 'desc';
  /** What is wrong with what was typed. */
  faults: Fault[];
}

/** `zone`: in which the viewer enters times. A link that names its own zone means the same to everyone. */
export function filtersOf(query: URLSearchParams, zone: string): Filters {
  const named = query.get('zone') ?? undefined;
  const given = (name: string) => {
    const typed = query.get(name)?.trim();
    const text = typed && name === 'territory' ? normalized(typed, 'place')[0] : typed;
    // A form sends what was left empty; only a link can mean what has none.
    return text === '' && (named !== undefined || !NAMELESS.includes(name)) ? undefined : text;
  };
  const meant = named !== undefined && isZone(named) ? named : zone;
  const times = (['from', 'to'] as const).map((name) => [name, instantIn(given(name), meant)] as const);
  const { from, to } = Object.fromEntries(times);
  const isReversed = typeof from === 'string' && typeof to === 'string' && from >= to;
  const territory = given('territory');
  return {
    values: Object.fromEntries(
      FILTER_NAMES.flatMap((name) => (given(name) === undefined ? [] : [[name, given(name)]])),
    ),
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && !isReversed && { to }),
    order: query.get('order') === 'asc' ? 'asc' : 'desc',
    faults: [
      ...times.flatMap(([name, at]) => (at === null ? [faultOf(`/${name}`, 'time')] : [])),
      ...(isReversed ? [faultOf('/to', 'period_order')] : []),
      ...(territory && !placeCode(territory) ? [faultOf('/territory', 'place')] : []),
    ],
  };
}

/** Null: it is no time. With a zone of its own, as the API's links have it, or in the one that is meant. */
function instantIn(text: string | undefined, zone: string): string | null | undefined {
  if (text === undefined) return undefined;
  if (!/(Z|[+-]\d\d:\d\d)$/i.test(text)) return toInstant(text, zone);
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** As the API is asked. */
export function askedBy({ values, from, to }: Filters): Record<string, string> {
  return { ...values, ...(from && { from }), ...(to && { to }) };
}

/** The page with some of the filters changed; undefined takes one out. Another list begins at its first page. */
export function hrefOf(
  filters: Filters,
  changes: Partial<Record<FilterName | 'from' | 'to' | 'order' | 'charts', string | undefined>> = {},
): string {
  const order = filters.order === 'asc' ? { order: 'asc' } : {};
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...askedBy(filters), ...order, ...changes }))
    if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text === '' ? '/console/deliveries' : `/console/deliveries?${text}`;
}

export const isFiltered = (filters: Filters): boolean => Object.keys(askedBy(filters)).length > 0;
