/**
 * Extracts publications from entries of any licenses, and deliveries from a run of one license's log. Pure.
 */
import type { Entry } from '../../ledger/types.ts';
import type { Reported, SuppliedVersion } from './types.ts';

/** Stands for all components of an external delivery that does not list them. */
export const ALL = '*';

export interface ReadSupply extends SuppliedVersion {
  article: string;
}

export interface ReadStretch {
  supplied: ReadSupply[];
  /** The last report of each publication. */
  reported: Reported[];
}

/** Entries in log order. Test traffic is ignored. */
export function readStretch(entries: Entry[]): ReadStretch {
  const supplied = new Map<string, ReadSupply>();
  const reported = new Map<string, Reported>();
  for (const entry of entries) {
    if (entry.env !== 'live') continue;
    if (entry.kind === 'publication') {
      const publication = reportedBy(entry);
      reported.set(JSON.stringify([publication.license, publication.ref]), publication);
    }
    const supply = suppliedBy(entry);
    if (!supply) continue;
    const key = JSON.stringify([supply.article, supply.version, supply.title]);
    const earlier = supplied.get(key);
    supplied.set(
      key,
      earlier ? { ...earlier, components: union(earlier.components, supply.components) } : supply,
    );
  }
  return { supplied: [...supplied.values()], reported: [...reported.values()] };
}

const union = (a: string[], b: string[]) => [...new Set([...a, ...b])].sort();

/** Content delivered by the gateway or externally; null if none was. */
function suppliedBy(entry: Entry): ReadSupply | null {
  if (entry.kind === 'external') {
    const { article, version, title, id, sentAt, components } = entry;
    return {
      article,
      version: version ?? '',
      title: title ?? '',
      entry: id,
      atMs: Date.parse(sentAt),
      components: components.length > 0 ? components : [ALL],
    };
  }
  if (entry.kind !== 'delivery' || entry.delivered.length === 0) return null;
  const { article, version, title, id, at, delivered } = entry;
  const components = delivered.map(({ component }) => component);
  return { article, version, title: title ?? '', entry: id, atMs: Date.parse(at), components };
}

type PublicationEntry = Extract<Entry, { kind: 'publication' }>;

/** A report as of its entry. */
export function reportedBy(entry: PublicationEntry): Reported {
  const { license, id, index, article, clientRef } = entry;
  // A `clientRef` never contains a space.
  const ref = clientRef === null ? id : `ref ${clientRef}`;
  return { license, ref, entry: id, idx: index, article, report: reportOf(entry) };
}

function reportOf(entry: PublicationEntry): Reported['report'] {
  const { kind, title, article, uri, version, delivery, url, use, channel, territory, components } = entry;
  const { publishedAt, withdrawnAt, clientRef } = entry;
  return {
    kind,
    title,
    article,
    ...(uri !== undefined && { uri }),
    version,
    delivery,
    url,
    use,
    channel,
    territory,
    components,
    publishedAt,
    withdrawnAt,
    clientRef,
  };
}
