/** An entry in its one canonical form (RFC 8785), and its leaf. */
import canonicalize from 'canonicalize';
import { newId } from '../platform/ids.ts';
import { type Hash, leafHash } from './merkle.ts';
import type { Entry, EntryDraft, RecordRequest } from './types.ts';

export interface SealedEntry {
  entry: Entry;
  /** RFC 8785 text: what is hashed, stored and drained. */
  body: string;
  leaf: Hash;
}

/** What the object adds to a draft. `at` in milliseconds, UTC. */
export interface EntryPlace {
  index: number;
  atMs: number;
  billable: number;
}

export function sealEntry(request: RecordRequest, draft: EntryDraft, place: EntryPlace): SealedEntry {
  const entry: Entry = {
    ...draft,
    v: 1,
    id: newId(draft.kind === 'delivery' ? 'dlv' : 'rfs'),
    license: request.caller.license,
    partner: request.caller.partner,
    key: request.caller.key,
    env: request.caller.env,
    index: place.index,
    at: new Date(place.atMs).toISOString(),
    billable: place.billable,
  };
  const body = canonicalize(entry);
  if (body === undefined) throw new Error('an entry has no canonical form');
  return { entry, body, leaf: leafHash(body) };
}

/** The same request as a refusal: nothing was delivered, and what had been permitted is withheld for the reason. */
export function asRefusal(draft: EntryDraft, code: string, decidedBy: string): EntryDraft {
  return {
    ...draft,
    kind: 'refusal',
    outcome: 'deny',
    code,
    decidedBy,
    delivered: [],
    withheld: [
      ...draft.withheld,
      ...draft.delivered.map(({ component }) => ({ component, code, decidedBy })),
    ],
  };
}
