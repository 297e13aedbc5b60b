/** `/v1/audit/deliveries/{id}`: one entry with proof, decision and receipt. */
import { z } from '@hono/zod-openapi';
import { requireToken } from '../../access/guard.ts';
import { inclusionIn, readEntry } from '../../audit/entry/read.ts';
import { ledgerEntry } from '../../audit/entry-schema.ts';
import { pastDecision } from '../../audit/past/past-decision.ts';
import { pastDecisionSchema } from '../../audit/past/schemas.ts';
import { isUse } from '../../ledger/entry.ts';
import { logUnavailable } from '../../ledger/transparency/ask.ts';
import { hashList } from '../../ledger/transparency/http.ts';
import type { UseEntry } from '../../ledger/types.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { idParam, json, problems, route } from '../../platform/openapi.ts';
import { releasedVersion } from '../../stamp/check.ts';
import { receiptRecord } from '../../stamp/receipt-record.ts';
import { type ReceiptRecord, receiptRecordSchema } from '../../stamp/schema.ts';
import type { StoredEntry } from '../../stamp/store.ts';

export const entryRoutes = createRouter();

const inclusion = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('included'),
    index: z.int(),
    size: z.int(),
    hashes: hashList,
    checkpoint: z
      .string()
      .openapi({ description: 'The signed note of the checkpoint that the proof leads to' }),
  }),
  z.object({
    state: z.literal('pending'),
    due: z.string().openapi({ description: 'When the next checkpoint, which covers the entry, is due' }),
  }),
  z.object({ state: z.literal('contradicted') }).openapi({
    description:
      'The license’s log has a different entry at this position, or ends before it. Investigate the cause',
  }),
]);

entryRoutes.openapi(
  route.get('/v1/audit/deliveries/{id}', {
    middleware: [requireToken('audit', 'admin', 'articles')],
    summary: 'Read a log entry with its decision trace, receipt and inclusion proof',
    request: { params: idParam },
    responses: {
      200: json(
        z.object({
          entry: ledgerEntry,
          trace: z.union([pastDecisionSchema, z.null()]).openapi({
            description: 'The decision trace; null: nothing was decided, or the log contradicts the entry',
          }),
          receipt: z.union([receiptRecordSchema, z.null()]).openapi({
            description: 'The receipt; null: nothing was delivered, or the log contradicts the entry',
          }),
          inclusion,
        }),
        'The entry',
      ),
      ...problems(404),
    },
  }),
  async (c) => {
    const { stored, answer, audience } = await readEntry(c, c.req.valid('param').id);
    const { entry, leaf } = stored;
    const proof = inclusionIn(answer, leaf);
    if (!proof) throw logUnavailable();
    // An entry that the log contradicts has no decision to explain.
    const isWritten = proof.state !== 'contradicted';
    const [trace, receipt] = await Promise.all([
      isWritten && isUse(entry) ? pastDecision(c.env, entry, audience) : null,
      isWritten && entry.kind === 'delivery' && entry.delivered.length > 0
        ? recordOf(c.env, { entry, leaf })
        : null,
    ]);
    return c.json({ entry: { ...entry, leaf }, trace, receipt, inclusion: proof }, 200, NO_STORE);
  },
);

/** The public record; `inclusion` is its state in the log. */
async function recordOf(env: Env, stored: StoredEntry<UseEntry>): Promise<ReceiptRecord> {
  const { article, version } = stored.entry;
  return receiptRecord(agencyOf(env), stored, await releasedVersion(env, article, version));
}
