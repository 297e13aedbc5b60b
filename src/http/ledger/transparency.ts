/** The agency log, which is public: sizes, roots, checkpoints and proofs. Leaf contents are not. */
import { z } from '@hono/zod-openapi';
import { askObject, expectAnswer } from '../../ledger/transparency/ask.ts';
import { timestampKey } from '../../ledger/transparency/checkpoint-key.ts';
import {
  checkpointAnswer,
  checkpointHeaders,
  consistencySchema,
  count,
  FROM_BEYOND_TO,
} from '../../ledger/transparency/http.ts';
import { isKeyName, printVerifierKey } from '../../ledger/transparency/note.ts';
import { AGENCY_LOG, originOf } from '../../ledger/transparency/origins.ts';
import {
  checkpointPage,
  checkpointPageQuery,
  checkpointPageSchema,
} from '../../ledger/transparency/pages.ts';
import { readStoredCheckpoint } from '../../ledger/transparency/read-stored-checkpoint.ts';
import { statusesOf, verifierKeysOf } from '../../ledger/transparency/signer.ts';
import { timestampAt } from '../../ledger/transparency/store.ts';
import { agencyOf } from '../../platform/env.ts';
import { createRouter, malformed } from '../../platform/http.ts';
import { json, problems, route } from '../../platform/openapi.ts';
import { Refusal } from '../../platform/problem.ts';
import { limitAddress } from '../../platform/rate-limit.ts';

export const logRoutes = createRouter();

const BRIEFLY = 'public, max-age=10';
/** A stored checkpoint may still gain cosignatures. */
const FOR_MINUTES = 'public, max-age=300';
const FOR_EVER = 'public, max-age=31536000, immutable';

const limited = [limitAddress('PUBLIC_ADDRESS_LIMIT')];

const noCheckpoint = (size: number) =>
  new Refusal({ code: 'not_found', detail: `No checkpoint of ${size} entries is stored.` });

logRoutes.openapi(
  route.get('/v1/log/checkpoint', {
    middleware: limited,
    summary: 'Read the newest checkpoint of the agency log, or a retained one by its size',
    request: { query: z.strictObject({ size: count.optional() }) },
    responses: { 200: checkpointAnswer, ...problems(404) },
  }),
  async (c) => {
    const origin = originOf(c.env.LOG_ORIGIN, AGENCY_LOG);
    const { size } = c.req.valid('query');
    const stampLink = (treeSize: number) =>
      `<${agencyOf(c.env).publicUrl}/v1/log/timestamp?size=${treeSize}>; rel="related"; type="application/timestamp-reply"`;
    if (size !== undefined) {
      const stored = await readStoredCheckpoint(c.env, origin, size);
      if (!stored) throw noCheckpoint(size);
      return c.body(stored.note, 200, {
        ...checkpointHeaders(stored.at, FOR_MINUTES),
        ...(c.env.TIMESTAMP_URL && { Link: stampLink(size) }),
      });
    }
    const question = { kind: 'checkpoint', tree: AGENCY_LOG } as const;
    const newest = expectAnswer(await askObject(c.env, AGENCY_LOG, question), 'checkpoint', c.get('now'));
    return c.body(newest.note, 200, {
      ...checkpointHeaders(new Date(newest.atMs).toISOString(), BRIEFLY),
      ...(c.env.TIMESTAMP_URL && { Link: stampLink(newest.size) }),
    });
  },
);

logRoutes.openapi(
  route.get('/v1/log/checkpoints', {
    middleware: limited,
    summary: 'List the retained checkpoints of the agency log, largest first',
    request: { query: checkpointPageQuery },
    responses: { 200: json(checkpointPageSchema, 'A page of checkpoints') },
  }),
  async (c) => {
    const origin = originOf(c.env.LOG_ORIGIN, AGENCY_LOG);
    return c.json(await checkpointPage(c.env, origin, c.req.valid('query')), 200, {
      'Cache-Control': BRIEFLY,
    });
  },
);

logRoutes.openapi(
  route.get('/v1/log/consistency', {
    middleware: limited,
    summary: 'Prove that the agency log of `to` entries extends the one of `from` entries',
    request: { query: z.strictObject({ from: count, to: count }) },
    responses: { 200: json(consistencySchema, 'A consistency proof'), ...problems(404) },
  }),
  async (c) => {
    const { from, to } = c.req.valid('query');
    if (from > to) throw malformed('query', FROM_BEYOND_TO);
    const question = { kind: 'consistency', tree: AGENCY_LOG, from, to } as const;
    const answer = expectAnswer(await askObject(c.env, AGENCY_LOG, question), 'consistency', c.get('now'));
    return c.json({ from, to, hashes: answer.hashes }, 200, { 'Cache-Control': FOR_EVER });
  },
);

logRoutes.openapi(
  route.get('/v1/log/keys', {
    middleware: limited,
    summary: 'Read the verifier keys (C2SP signed-note) of the agency log or of a license’s log',
    request: { query: z.strictObject({ license: z.string().min(1).max(64).refine(isKeyName).optional() }) },
    responses: {
      200: json(
        z.object({
          origin: z.string(),
          keys: z.array(
            z.object({ verifierKey: z.string(), status: z.enum(['current', 'next', 'retired']) }),
          ),
        }),
        'The origin of the log, which is also the name of its keys, and the keys',
      ),
    },
  }),
  (c) => {
    const origin = originOf(c.env.LOG_ORIGIN, c.req.valid('query').license ?? AGENCY_LOG);
    const statuses = statusesOf(c.env.SIGNING_KEYS);
    const keys = verifierKeysOf(c.env.SIGNING_KEYS, origin).map((key, index) => ({
      verifierKey: printVerifierKey(key),
      status: statuses[index] ?? ('retired' as const),
    }));
    return c.json({ origin, keys }, 200, { 'Cache-Control': FOR_MINUTES });
  },
);

logRoutes.openapi(
  route.get('/v1/log/timestamp', {
    middleware: limited,
    summary:
      'Read the RFC 3161 time stamp of a checkpoint of the agency log; default: the newest that has one',
    request: { query: z.strictObject({ size: count.optional() }) },
    responses: {
      200: {
        description:
          'An RFC 3161 TimeStampResp (DER) over the note up to and including the log’s own signature line',
        content: { 'application/timestamp-reply': { schema: z.string().openapi({ format: 'binary' }) } },
      },
      ...problems(404),
    },
  }),
  async (c) => {
    const origin = originOf(c.env.LOG_ORIGIN, AGENCY_LOG);
    const { size } = c.req.valid('query');
    const stamped = await timestampAt(c.env.DB, origin, size ?? null);
    const stored = !stamped && size !== undefined && (await c.env.BUCKET.get(timestampKey(origin, size)));
    if (!stamped && !stored)
      throw new Refusal({ code: 'not_found', detail: 'No time stamp is stored for this checkpoint.' });
    const bytes = stamped
      ? new Uint8Array(Buffer.from(stamped.timestamp, 'base64'))
      : new Uint8Array(stored ? await stored.arrayBuffer() : []);
    return c.body(bytes, 200, {
      'Content-Type': 'application/timestamp-reply',
      'Cache-Control': FOR_MINUTES,
      ...(stamped && { 'Content-Location': `/v1/log/timestamp?size=${stamped.size}` }),
    });
  },
);
