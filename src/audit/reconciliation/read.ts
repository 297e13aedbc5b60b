/** What a stretch of a license's log says of publications, and of what was let out. Pure. */
import type { Entry } from '../../ledger/types.ts';
import type { LetOut, Reported } from './types.ts';

/** Of what left by another door and was not told part by part. */
export const ALL = '*';

export interface ReadLetOut extends LetOut {
  article: string;
}

export interface ReadStretch {
  letOut: ReadLetOut[];
  /** Of each publication the last report. */
  reported: Reported[];
}

/** Entries in the order of the log. What test keys did is no use of anything. */
export function readStretch(entries: Entry[]): ReadStretch {
  const letOut = new Map<string, ReadLetOut>();
  const reported = new Map<string, Reported>();
  for (const entry of entries) {
    if (entry.env !== 'live') continue;
    if (entry.kind === 'publication') {
      const { license, id, index, article, clientRef } = entry;
      // No `clientRef` has a space in it.
      const ref = clientRef === null ? id : `ref ${clientRef}`;
      reported.set(ref, { license, ref, entry: id, idx: index, article, report: reportOf(entry) });
    }
    const one = letOutBy(entry);
    if (!one) continue;
    const key = JSON.stringify([one.article, one.version, one.title]);
    const before = letOut.get(key);
    letOut.set(key, before ? { ...before, components: union(before.components, one.components) } : one);
  }
  return { letOut: [...letOut.values()], reported: [...reported.values()] };
}

const union = (one: string[], other: string[]) => [...new Set([...one, ...other])].sort();

/** What left, by the gateway or by another door; null: nothing did. */
function letOutBy(entry: Entry): ReadLetOut | null {
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

function reportOf(entry: Extract<Entry, { kind: 'publication' }>): Reported['report'] {
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
