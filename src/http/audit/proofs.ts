/** Checkpoints and proofs of license logs, for auditors and for the license's own partner. */
import { z } from '@hono/zod-openapi';
import { requireToken } from '../../access/guard.ts';
import { askLog } from '../../audit/proofs/reader.ts';
import { askObject, expectAnswer } from '../../ledger/transparency/ask.ts';
import {
  checkpointAnswer,
  checkpointHeaders,
  consistencySchema,
  count,
  FROM_BEYOND_TO,
  hashList,
} from '../../ledger/transparency/http.ts';
import { AGENCY_LOG, licenseOrigin } from '../../ledger/transparency/origins.ts';
import {
  checkpointPage,
  checkpointPageQuery,
  checkpointPageSchema,
} from '../../ledger/transparency/pages.ts';
import { readStoredCheckpoint } from '../../ledger/transparency/read-stored-checkpoint.ts';
import { createRouter, malformed } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, problems, route } from '../../platform/openapi.ts';
import { Refusal } from '../../platform/problem.ts';

export const proofRoutes = createRouter();

const license = z.string().min(1).max(64);
const params = z.object({ license });

proofRoutes.openapi(
  route.get('/v1/audit/checkpoints', {
    middleware: [requireToken('audit', 'articles')],
    summary: 'List the retained checkpoints of a license’s log, largest first',
    request: { query: checkpointPageQuery.extend({ license }) },
    responses: { 200: json(checkpointPageSchema, 'A page of checkpoints'), ...problems(404) },
  }),
  async (c) => {
    const { license, ...page } = c.req.valid('query');
    await askLog(c, license);
    const origin = licenseOrigin(c.env.LOG_ORIGIN, license);
    return c.json(await checkpointPage(c.env, origin, { ...page, reader: license }), 200, NO_STORE);
  },
);

proofRoutes.openapi(
  route.get('/v1/audit/checkpoints/{license}', {
    middleware: [requireToken('audit', 'articles')],
    summary: 'Read the newest checkpoint of a license’s log, or a retained one by its size',
    request: { params, query: z.strictObject({ size: count.optional() }) },
    responses: { 200: checkpointAnswer, ...problems(404) },
  }),
  async (c) => {
    const { license } = c.req.valid('param');
    const { size } = c.req.valid('query');
    if (size !== undefined) {
      await askLog(c, license);
      const stored = await readStoredCheckpoint(c.env, licenseOrigin(c.env.LOG_ORIGIN, license), size);
      if (!stored)
        throw new Refusal({ code: 'not_found', detail: `No checkpoint of ${size} entries is stored.` });
      return c.body(stored.note, 200, checkpointHeaders(stored.at, 'private, no-store'));
    }
    const answer = await askLog(c, license, { kind: 'checkpoint', tree: license });
    const { note, atMs } = expectAnswer(answer, 'checkpoint', c.get('now'));
    return c.body(note, 200, checkpointHeaders(new Date(atMs).toISOString(), 'private, no-store'));
  },
);

const inclusionSchema = z.object({
  index: z.int(),
  size: z.int(),
  hashes: hashList,
  checkpoint: z
    .string()
    .optional()
    .openapi({ description: 'The checkpoint that covers the entry; only if no `size` was given' }),
});

proofRoutes.openapi(
  route.get('/v1/audit/proofs/{license}', {
    middleware: [requireToken('audit', 'articles')],
    summary:
      'Prove that an entry is in a license’s log (`index`, `size`), or that a larger log extends a smaller one (`from`, `to`)',
    request: {
      params,
      query: z.strictObject({
        index: count.optional(),
        size: count.optional(),
        from: count.optional(),
        to: count.optional(),
      }),
    },
    responses: { 200: json(z.union([inclusionSchema, consistencySchema]), 'A proof'), ...problems(404) },
  }),
  async (c) => {
    const { license: tree } = c.req.valid('param');
    const { index, size, from, to } = c.req.valid('query');
    if (index !== undefined && from === undefined && to === undefined) {
      if (size !== undefined && index >= size)
        throw malformed('query', [{ path: '/index', message: 'Smaller than `size`: entries count from 0' }]);
      const answer = await askLog(c, tree, {
        kind: 'inclusion',
        tree,
        index,
        ...(size !== undefined && { size }),
      });
      const { checkpoint, ...proof } = expectAnswer(answer, 'inclusion', c.get('now'));
      return c.json(
        {
          index,
          size: proof.size,
          hashes: proof.hashes,
          ...(checkpoint && { checkpoint: checkpoint.note }),
        },
        200,
        NO_STORE,
      );
    }
    if (from === undefined || to === undefined || index !== undefined || size !== undefined)
      throw malformed('query', [
        { path: '/', message: 'Give `index` and optionally `size`, or `from` and `to`' },
      ]);
    if (from > to) throw malformed('query', FROM_BEYOND_TO);
    const answer = await askLog(c, tree, { kind: 'consistency', tree, from, to });
    return c.json(
      { from, to, hashes: expectAnswer(answer, 'consistency', c.get('now')).hashes },
      200,
      NO_STORE,
    );
  },
);

const rootProofSchema = z.object({
  leaf: z
    .object({ v: z.literal(1), license: z.string(), size: z.int(), root: z.string(), at: z.string() })
    .openapi({ description: 'The leaf is SHA-256(0x00 ‖ this in its RFC 8785 form)' }),
  index: z.int(),
  size: z.int(),
  hashes: hashList,
  checkpoint: z.string().openapi({ description: 'The checkpoint of the agency log that the proof leads to' }),
  consistency: consistencySchema.optional().openapi({
    description: 'Proof from the license’s log of the requested size to the log named in the leaf',
  }),
});

proofRoutes.openapi(
  route.get('/v1/log/proofs/{license}', {
    middleware: [requireToken('audit', 'articles')],
    summary: 'Prove that the root of a license’s log is in the agency log',
    request: { params, query: z.strictObject({ size: count.optional() }) },
    responses: { 200: json(rootProofSchema, 'A proof'), ...problems(404) },
  }),
  async (c) => {
    const { license } = c.req.valid('param');
    const { size } = c.req.valid('query');
    const published = expectAnswer(
      await askLog(c, license, { kind: 'published', license, ...(size !== undefined && { size }) }),
      'published',
      c.get('now'),
    );
    const proof = expectAnswer(
      await askObject(c.env, AGENCY_LOG, { kind: 'inclusion', tree: AGENCY_LOG, index: published.index }),
      'inclusion',
      c.get('now'),
    );
    return c.json(
      {
        leaf: JSON.parse(proof.entry ?? 'null') as z.output<typeof rootProofSchema>['leaf'],
        index: proof.index,
        size: proof.size,
        hashes: proof.hashes,
        checkpoint: proof.checkpoint?.note ?? '',
        ...(published.consistency && { consistency: published.consistency }),
      },
      200,
      NO_STORE,
    );
  },
);
