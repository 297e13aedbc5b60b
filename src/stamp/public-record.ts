/** The record of a receipt as anyone gets it: what D1 has of the entry, and what the license's log says of that. */
import { publicationState, withWithdrawn } from '../articles/publication-state.ts';
import type { UseEntry } from '../ledger/types.ts';
import { findLicense } from '../licensing/licenses/store.ts';
import { findPartner } from '../licensing/partners/store.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import { deliveredOf } from './captions.ts';
import { picturesIn, releasedVersion } from './check.ts';
import { inclusionOf } from './inclusion.ts';
import { receiptRecord } from './receipt-record.ts';
import type { ReceiptAnswer } from './schema.ts';
import type { StoredEntry } from './store.ts';

/** `now` in milliseconds, UTC. */
export async function publicRecord(
  env: Env,
  stored: StoredEntry<UseEntry>,
  now: number,
): Promise<ReceiptAnswer> {
  const { article, version } = stored.entry;
  const [released, ofItem] = await Promise.all([
    releasedVersion(env, article, version),
    publicationState(env, { item: article, version }, now),
  ]);
  const record = receiptRecord(agencyOf(env), stored, released);
  const { delivered } = stored.entry;
  const components = deliveredOf(released?.components ?? [], delivered);
  const [pictures, titles, inclusion] = await Promise.all([
    picturesIn(env, { delivered, components }),
    titlesOf(env.DB, stored.entry),
    inclusionOf(env, record.claims, { seen: 'included', now }),
  ]);
  // Nothing proves that a row beside the log was delivered, and digests of a short text could be guessed.
  const isContradicted = inclusion.log === 'contradicted';
  return {
    ...record,
    ...(isContradicted && { text: null, captions: [] }),
    ...(pictures.length > 0 && { pictures }),
    state: withWithdrawn(ofItem, components),
    ...inclusion,
    titles: isContradicted ? [] : titles,
    components: components.map(({ id, type }) => ({ id, type })),
  };
}

/** Names of the title that the request stated, else of the license's titles, else of all of the partner's. */
async function titlesOf(
  db: D1Database,
  { partner, license, title }: UseEntry,
): Promise<{ id: string; name: string }[]> {
  const [known, agreement] = await Promise.all([findPartner(db, partner), findLicense(db, license)]);
  const named = title === null ? agreement?.terms.titles : [title];
  return (known?.titles ?? [])
    .filter(({ id }) => named?.includes(id) ?? true)
    .map(({ id, name }) => ({ id, name }));
}
