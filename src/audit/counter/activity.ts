/** What an entry of the log is in COUNTER's terms. Pure. */
import type { Entry } from '../../ledger/types.ts';
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
  /** Who: the API key. What reads on its side cannot be told. */
  user: string;
  /** What was asked for, with all that was stated: the same twice within half a minute is a double-click. */
  link: string;
  item: ActivityItem;
  accessMethod: AccessMethod;
  metrics: readonly Metric[];
}

export interface ActivityItem {
  /** `itm_…` or, of a component that was asked for by itself, `cmp_…`. */
  id: string;
  article: string;
  uri: string;
  /** Null: an article, whose type the catalogue tells. */
  dataType: DataType | null;
}

const INVESTIGATED = ['Total_Item_Investigations', 'Unique_Item_Investigations'] as const;
const REQUESTED = [...INVESTIGATED, 'Total_Item_Requests', 'Unique_Item_Requests'] as const;

/** Null: nothing that COUNTER counts. Use with test keys is none, and so are entries that are no answer to a request. */
export function activityOf(entry: Entry): Activity | null {
  if ((entry.kind !== 'delivery' && entry.kind !== 'refusal') || entry.env === 'test') return null;
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

/** A HEAD and a 304 look alike in the log: something was found out of the item, and nothing says that it was had. */
function metricsOf({
  kind,
  code,
  delivered,
}: Extract<Entry, { kind: 'delivery' | 'refusal' }>): readonly Metric[] {
  if (kind === 'delivery') return delivered.length > 0 ? REQUESTED : INVESTIGATED;
  const denied = deniedAs(code);
  return denied ? [denied] : [];
}

/** The text of an article is the article, however it is asked for. */
function itemOf({
  article,
  uri,
  format,
  delivered,
  withheld,
}: Extract<Entry, { kind: 'delivery' | 'refusal' }>): ActivityItem {
  const part = delivered[0] ?? withheld[0];
  if (format !== 'component' || !part || part.type === 'dispatch')
    return { id: article, article, uri, dataType: null };
  return { id: part.component, article, uri, dataType: dataTypeOf(part.type) };
}
