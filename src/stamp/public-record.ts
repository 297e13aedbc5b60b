/** The public record of a receipt: the entry in D1, and what the license's log proves of it. */
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

/** `now`: milliseconds, UTC. */
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
    inclusionOf(env, record.claims, { storedState: 'included', now }),
  ]);
  // Nothing proves that an unlogged row was delivered, and digests of a short text could be guessed.
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

/** Names of the requested title, or else of the license's titles, or else of all the partner's titles. */
async function titlesOf(
  db: D1Database,
  { partner, license, title }: UseEntry,
): Promise<{ id: string; name: string }[]> {
  const [partnerRow, agreement] = await Promise.all([findPartner(db, partner), findLicense(db, license)]);
  const named = title === null ? agreement?.terms.titles : [title];
  return (partnerRow?.titles ?? [])
    .filter(({ id }) => named?.includes(id) ?? true)
    .map(({ id, name }) => ({ id, name }));
}
