/** Converts reports to notes of the ledger, each with its idempotency key. Pure. */
import { createHash } from 'node:crypto';
import type { Declaration, EnteredNote, KeyedNote, Publication } from '../../ledger/notes/types.ts';
import { canonical } from '../../platform/canonical.ts';
import { derivedId } from '../../platform/ids.ts';
import type { NewDeclaration, NewPublication } from './schemas.ts';

export interface NamedDelivery {
  delivery: string;
  article: string;
  version: string;
}

export interface Mismatch {
  member: string;
  message: string;
}

/** `named` null: the report names no delivery. */
export function publicationOf(report: NewPublication, named: NamedDelivery | null): Publication | Mismatch {
  const { uri, title, url, use, channel, territory, components, publishedAt, withdrawnAt, clientRef } =
    report;
  const ofUri = uri === undefined ? undefined : derivedId('itm', uri);
  const article = named?.article ?? report.article ?? ofUri;
  if (article === undefined) throw new Error('a publication of nothing');
  if (report.article !== undefined && report.article !== article)
    return { member: 'article', message: `The delivery was of ${article}` };
  if (ofUri !== undefined && ofUri !== article)
    return { member: 'uri', message: `${article} has another uri` };
  if (named && report.version !== undefined && report.version !== named.version)
    return { member: 'version', message: `The delivery was of version ${named.version}` };
  return {
    kind: 'publication',
    title,
    article,
    ...(uri !== undefined && { uri }),
    version: report.version ?? named?.version ?? null,
    delivery: named?.delivery ?? null,
    url: url ?? null,
    use: use ?? null,
    channel,
    territory: territory ?? null,
    components: [...new Set(components)].sort(),
    publishedAt,
    withdrawnAt: withdrawnAt ?? null,
    clientRef: clientRef ?? null,
  };
}

export function declarationOf({
  title,
  period,
  figure,
  value,
  unit,
  clientRef,
}: NewDeclaration): Declaration {
  return {
    kind: 'declaration',
    title,
    article: null,
    period,
    figure,
    value,
    unit: unit ?? null,
    clientRef: clientRef ?? null,
  };
}

/**
 * An equal report is the same entry, whatever its origin or encoding. A different report under a known
 * `clientRef` amends the first. Reports with a test key are separate.
 */
export function toKeyedNote(note: Publication | Declaration, env: 'live' | 'test'): KeyedNote {
  const { kind, clientRef } = note;
  const name = clientRef ?? createHash('sha256').update(canonical(note)).digest('base64url');
  const key = JSON.stringify([kind, env, clientRef === null ? 'same' : 'ref', name]);
  return { key, note, ...(clientRef !== null && { amendable: true }) };
}

/** An entered note as routes show it. */
export const enteredResource = ({ id, index, atMs, leaf, repeated }: EnteredNote) => ({
  id,
  index,
  at: new Date(atMs).toISOString(),
  leaf,
  repeated,
});
