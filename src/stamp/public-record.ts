/** The record of a receipt as anyone gets it: what D1 has of the entry, and what the license's log says of that. */
import type { UseEntry } from '../ledger/types.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import { originalText } from './check.ts';
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
  const record = receiptRecord(agencyOf(env), stored, await originalText(env, article, version));
  const inclusion = await inclusionOf(env, record.claims, { seen: 'included', now });
  // A row that was never entered says that the text was delivered by its word alone: digests of a short text could be guessed.
  return { ...record, ...(inclusion.log === 'contradicted' && { text: null }), ...inclusion };
}
