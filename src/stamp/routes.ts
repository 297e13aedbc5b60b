/** `POST /v1/receipts/verify` and `GET /v1/receipts/{id}`: open to anyone, and telling nobody any text. */
import { createRoute, z } from '@hono/zod-openapi';
import { keyRing } from '../access/keyring.ts';
import { textBlocks } from '../articles/blocks.ts';
import { loadArticle } from '../articles/catalogue.ts';
import { body, json, problems } from '../platform/desk.ts';
import type { Env } from '../platform/env.ts';
import { agencyOf } from '../platform/env.ts';
import { createRouter, malformed } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import { limitAddress } from '../platform/rate-limit.ts';
import { inclusionOf } from './inclusion.ts';
import { type PublishedSource, readPublished } from './published.ts';
import { verifyReceiptSignature } from './receipt.ts';
import { receiptRecord } from './receipt-record.ts';
import { receiptAnswerSchema, type VerifyAnswer, verifyAnswerSchema, verifyRequestSchema } from './schema.ts';
import { entryById } from './store.ts';
import { type ArticleText, type Published, verifyPublished } from './verify.ts';

export const receiptRoutes = createRouter();

const verifyRoute = createRoute({
  method: 'post',
  path: '/v1/receipts/verify',
  middleware: [limitAddress('VERIFY_ADDRESS_LIMIT')] as const,
  summary: 'Check a receipt, and the text as published against what was released',
  request: { body: body(verifyRequestSchema) },
  responses: {
    200: json(verifyAnswerSchema, 'The verdict'),
    ...problems(400),
  },
});

receiptRoutes.openapi(verifyRoute, async (c) => {
  const { receipt, ...source } = c.req.valid('json');
  const published = publishedFrom(source);
  return c.json(await verdictOn(c.env, receipt, published, c.var.now), 200, { 'Cache-Control': 'no-store' });
});

function publishedFrom(source: PublishedSource): Published | null {
  const read = readPublished(source);
  if (!read.ok)
    throw malformed('body', [{ path: '/html', message: 'This page has more elements than any article' }]);
  return read.published;
}

async function verdictOn(
  env: Env,
  receipt: string,
  published: Published | null,
  now: number,
): Promise<VerifyAnswer> {
  const { verify } = await keyRing(env.SIGNING_KEYS);
  const signed = await verifyReceiptSignature(receipt, verify.receipt);
  const unknown = { inForce: 'unknown', log: 'unknown' } as const;
  if (!signed.ok)
    return { valid: false, reason: signed.reason, text: published ? 'unknown' : 'not_given', ...unknown };
  const { claims } = signed;
  const [stored, original] = await Promise.all([
    entryById(env.DB, claims.jti, { license: claims.license, index: claims.log.index }),
    published ? originalText(env, claims.item, claims.version) : null,
  ]);
  const entry = stored
    ? { delivered: stored.entry.delivered, index: stored.entry.index, leaf: stored.leaf }
    : null;
  const verdict = verifyPublished({ claims, entry, original, published }, now);
  const note = noteOn(verdict);
  // Whether an entry is in the log for good is told by a checkpoint alone: D1 may have it, or only the archive has it any more.
  const isProvable = verdict.log === 'included' || verdict.log === 'overdue';
  const inclusion = isProvable ? await inclusionOf(env, claims, { seen: verdict.log, now }) : {};
  return { valid: true, claims, ...verdict, ...inclusion, ...(note && { note }) };
}

/** A page may carry the delivered text word for word and a lie beside it: the verdict must not be read as if it vouched for both. */
function noteOn({ text, added }: Pick<VerifyAnswer, 'text' | 'added'>): string | undefined {
  if (text !== 'unmodified' || !added?.length) return undefined;
  const passages = added.length === 1 ? '1 other passage' : `${added.length} other passages`;
  return `The delivered text stands there word for word, among ${passages} that the receipt says nothing of.`;
}

/** Seconds that caches may keep a record: what the log holds of a delivery does not change. */
const RECORD_AGE_S = 300;

const recordRoute = createRoute({
  method: 'get',
  path: '/v1/receipts/{id}',
  middleware: [limitAddress('PUBLIC_ADDRESS_LIMIT')] as const,
  summary: 'What the log holds of a receipt: claims and block digests, never text',
  request: { params: z.strictObject({ id: z.string().max(100) }) },
  responses: {
    200: json(receiptAnswerSchema, 'The record'),
    ...problems(404),
  },
});

receiptRoutes.openapi(recordRoute, async (c) => {
  const stored = await entryById(c.env.DB, c.req.valid('param').id);
  if (stored?.entry.kind !== 'delivery')
    throw new Refusal({
      code: 'not_found',
      detail: 'No delivery of this id is in the log. A new one appears within seconds.',
    });
  const { article, version } = stored.entry;
  const original = await originalText(c.env, article, version);
  return c.json(receiptRecord(agencyOf(c.env), stored, original), 200, {
    'Cache-Control': `public, max-age=${RECORD_AGE_S}`,
  });
});

async function originalText(env: Env, item: string, version: string): Promise<ArticleText | null> {
  const article = await loadArticle(env, item, version);
  if (!article) return null;
  const [headline] = textBlocks(article.item.headline, []);
  return { ...(headline !== undefined && { headline }), body: textBlocks(undefined, article.item.blocks) };
}
