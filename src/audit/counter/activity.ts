/** Maps log entries to COUNTER activities. Pure. */
import { isUse } from '../../ledger/entry.ts';
import type { Entry, UseEntry } from '../../ledger/types.ts';
import {
  type AccessMethod,
  accessMethodOf,
  type DataType,
  dataTypeOf,
  deniedAs,
  type Metric,
} from './words.ts';

export interface Activity {
  /** Milliseconds, UTC. */
  atMs: number;
  /** User: the API key. The people behind it are unknown. */
  user: string;
  /** Request with all stated parameters. Two identical ones within 30 seconds are a double-click. */
  link: string;
  item: ActivityItem;
  accessMethod: AccessMethod;
  metrics: readonly Metric[];
}

export interface ActivityItem {
  /** `itm_…`, or `cmp_…` for a component that was requested by itself. */
  id: string;
  article: string;
  uri: string;
  /** Null for an article: the catalogue knows its type. */
  dataType: DataType | null;
}

const INVESTIGATED = ['Total_Item_Investigations', 'Unique_Item_Investigations'] as const;
const REQUESTED = [...INVESTIGATED, 'Total_Item_Requests', 'Unique_Item_Requests'] as const;

/** What COUNTER needs of an entry besides its kind. */
export const COUNTED_MEMBERS = [
  ...(['env', 'at', 'key', 'article', 'uri', 'version', 'format', 'title', 'use'] as const),
  ...(['territory', 'channel', 'stated', 'code', 'delivered', 'withheld'] as const),
];
type CountedEntry = Pick<UseEntry, 'kind' | (typeof COUNTED_MEMBERS)[number]>;

/** Null if COUNTER does not count the entry: test traffic, and entries that do not answer a request. */
export function activityOf(entry: Entry | CountedEntry): Activity | null {
  if (!isUse(entry) || entry.env === 'test') return null;
  const metrics = metricsOf(entry);
  if (metrics.length === 0) return null;
  const { key, article, version, format, title, use, territory, channel, stated } = entry;
  const item = itemOf(entry);
  return {
    atMs: Date.parse(entry.at),
    user: key,
    link: JSON.stringify([article, item.id, version, format, title, use, territory, channel, stated]),
    item,
    accessMethod: accessMethodOf(use),
    metrics,
  };
}

/** The log does not distinguish HEAD from 304: both investigate an item, and neither proves a request. */
function metricsOf({ kind, code, delivered }: CountedEntry): readonly Metric[] {
  if (kind === 'delivery') return delivered.length > 0 ? REQUESTED : INVESTIGATED;
  const denied = deniedAs(code);
  return denied ? [denied] : [];
}

/** A text component counts as its article, whichever way it was requested. */
function itemOf({ article, uri, format, delivered, withheld }: CountedEntry): ActivityItem {
  const part = delivered[0] ?? withheld[0];
  if (format !== 'component' || !part || part.type === 'dispatch')
    return { id: article, article, uri, dataType: null };
  return { id: part.component, article, uri, dataType: dataTypeOf(part.type) };
}
