/** Converts log filters between the page's address and the API. Pure. */

import { FEEDS } from '../../formats/feeds/index.ts';
import { FORMATS } from '../../formats/index.ts';
import { ENTRY_KINDS } from '../../ledger/notes/types.ts';
import { isTimeZone } from '../../ledger/time-zone.ts';
import { DECISION_CODES } from '../../platform/problem.ts';
import { placeCode } from '../../rights/index.ts';
import { CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import type { EntityControl } from '../entities/address.tsx';
import type { Kind } from '../entities/resolve.ts';
import { normalized } from '../forms/normalize.ts';
import { type Fault, faultOf } from '../frame/api.ts';
import { type Edge, instantOfDay } from '../frame/contract-day.ts';
import type { EntityNames } from '../frame/entity-names.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { USES } from '../parts/vocabularies.ts';

/** `values`: a closed list, labeled by `list`. `kinds`: an entity, found by name. */
const FILTERS = {
  partner: { kinds: ['partner'] },
  outcome: { list: 'outcome', values: ['permit', 'deny'] },
  code: { list: 'code', values: DECISION_CODES },
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
  format: {
    list: 'format',
    values: [...Object.keys(FORMATS), ...Object.keys(FEEDS), 'component', 'thumbnail'],
  },
  supplier: {},
  rule: {},
} as const satisfies Record<string, Choice>;

interface Choice {
  list?: string;
  values?: readonly string[];
  kinds?: readonly Kind[];
}

export const choiceOf = (name: FilterName): Choice => FILTERS[name];

export type FilterName = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[];
export const FIRST: FilterName[] = ['kind', 'partner', 'code', 'section', 'article'];

export const entityControls = (): EntityControl[] =>
  FILTER_NAMES.flatMap((name) => {
    const { kinds } = choiceOf(name);
    return kinds ? [{ name, kinds: [...kinds], label: `deliveries.by.${name}` as MessageKey }] : [];
  });

/** Filters whose value no entry may have: neither existing entities, places nor closed lists. */
export const freeTextIn = ({ values }: Filters, names: EntityNames): FilterName[] =>
  FILTER_NAMES.filter((name) => {
    const text = values[name] ?? '';
    return text !== '' && name !== 'territory' && !names.get(text) && !choiceOf(name).values?.includes(text);
  });

/** Filters that accept the empty value: entries without a title or section. */
const NAMELESS = ['title', 'section'];

/** A day as the end is included, unlike a time. */
export const EDGES = [['from', 'first'] as const, ['to', 'last'] as const];

export interface Filters {
  values: Partial<Record<FilterName, string>>;
  /** ISO 8601 UTC; `to` is exclusive. */
  from?: string;
  to?: string;
  order: 'asc' | 'desc';
  faults: Fault[];
}

/** `zone` of the viewer applies to times unless the link names its own. */
export function filtersOf(query: URLSearchParams, zone: string): Filters {
  const linkZone = query.get('zone') ?? undefined;
  const textOf = (name: string) => {
    const value = query.get(name)?.trim();
    const text = value && name === 'territory' ? normalized(value, 'place')[0] : value;
    // Forms send empty fields; only a link can filter by an empty value.
    return text === '' && (linkZone !== undefined || !NAMELESS.includes(name)) ? undefined : text;
  };
  const timeZone = linkZone !== undefined && isTimeZone(linkZone) ? linkZone : zone;
  const times = EDGES.map(([name, edge]) => [name, instantIn(textOf(name), timeZone, edge)] as const);
  const { from, to } = Object.fromEntries(times);
  const isReversed = typeof from === 'string' && typeof to === 'string' && from >= to;
  const territory = textOf('territory');
  return {
    values: Object.fromEntries(
      FILTER_NAMES.flatMap((name) => (textOf(name) === undefined ? [] : [[name, textOf(name)]])),
    ),
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && !isReversed && { to }),
    order: query.get('order') === 'asc' ? 'asc' : 'desc',
    faults: [
      ...times.flatMap(([name, at]) => (at === null ? [faultOf(`/${name}`, 'day')] : [])),
      ...(isReversed ? [faultOf('/to', 'period_order')] : []),
      ...(territory && !placeCode(territory) ? [faultOf('/territory', 'place')] : []),
    ],
  };
}

/** Null if invalid. Days, and times without an offset, unlike those in the API's links, are in `zone`. */
function instantIn(text: string | undefined, zone: string, edge: Edge): string | null | undefined {
  if (text === undefined) return undefined;
  if (!/(Z|[+-]\d\d:\d\d)$/i.test(text)) return instantOfDay(text, zone, edge);
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

export function toQuery({ values, from, to }: Filters): Record<string, string> {
  return { ...values, ...(from && { from }), ...(to && { to }) };
}

/** Address with changed filters; undefined removes one. Restarts at the first page. */
export function hrefOf(
  filters: Filters,
  changes: Partial<Record<FilterName | 'from' | 'to' | 'order' | 'charts', string | undefined>> = {},
): string {
  const order = filters.order === 'asc' ? { order: 'asc' } : {};
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...toQuery(filters), ...order, ...changes }))
    if (value !== undefined) query.set(name, value);
  // The address without a query shows deliveries alone.
  return `/console/deliveries?${query.size > 0 ? query : 'kind='}`;
}

/** Beyond the default, all deliveries. */
export const isFiltered = (filters: Filters): boolean =>
  Object.entries(toQuery(filters)).some(([name, value]) => name !== 'kind' || value !== 'delivery');
