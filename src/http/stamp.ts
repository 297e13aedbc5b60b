/** `POST /v1/receipts/verify` and `GET /v1/receipts/{id}`: open to anyone, and revealing no text. */
import { z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import type { Budget } from '../platform/budget.ts';
import { type AppEnv, createRouter, malformed } from '../platform/http.ts';
import { body, json, problems, route } from '../platform/openapi.ts';
import { Refusal } from '../platform/problem.ts';
import { limitAddress } from '../platform/rate-limit.ts';
import { type Publication, verdictOn } from '../stamp/check.ts';
import { checkDocument } from '../stamp/check-document.ts';
import { type PublishedDocument, readDocument } from '../stamp/document/read.ts';
import { DOCUMENT_FAULTS } from '../stamp/document/types.ts';
import { publicRecord } from '../stamp/public-record.ts';
import { type PublishedSource, readPublished } from '../stamp/published.ts';
import {
  type DocumentAnswer,
  documentAnswerSchema,
  receiptAnswerSchema,
  type VerifyAnswer,
  verifyAnswerSchema,
  verifyRequestSchema,
} from '../stamp/schema.ts';
import { useById } from '../stamp/store.ts';

export const receiptRoutes = createRouter();

const NO_STORE = { 'Cache-Control': 'no-store' };

/** Accepts a picture as the body. It cannot contain its receipt, which binds its bytes. */
const wrapPictureBody = createMiddleware<AppEnv>(async (c, next) => {
  if (!c.req.header('Content-Type')?.toLowerCase().startsWith('image/')) return next();
  const receipt = c.req.header('Rights-Receipt');
  if (receipt === undefined)
    throw malformed('headers', [
      { path: 'Rights-Receipt', message: 'Missing: give the receipt that came with the picture' },
    ]);
  const picture = new Uint8Array(await c.req.arrayBuffer());
  return c.json(await verdictOn(c.env, receipt, { picture }, c.var), 200, NO_STORE);
});

const verifyRoute = route.post('/v1/receipts/verify', {
  middleware: [limitAddress('VERIFY_ADDRESS_LIMIT'), wrapPictureBody] as const,
  summary:
    'Verify a receipt, or every receipt in a document, and the published text against the delivered one',
  request: { body: body(verifyRequestSchema) },
  responses: {
    200: json(
      z.union([verifyAnswerSchema, documentAnswerSchema]),
      'The verdict, or for a document the verdicts on all its receipts',
    ),
  },
});

receiptRoutes.openapi(verifyRoute, async (c) => {
  const { receipt, document, mediaType, picture, ...source } = c.req.valid('json');
  if (document !== undefined) {
    const parsed = documentFrom('/document', document, c.get('budget'), mediaType);
    return c.json(await checkDocument(c.env, parsed, receipt, c.var), 200, NO_STORE);
  }
  if (source.html !== undefined && receipt !== undefined) {
    const page = documentFrom('/html', source.html, c.get('budget'), 'text/html');
    const answer = await checkDocument(c.env, withHeadline(page, source.headline), receipt, c.var);
    return c.json(onlyVerdict(answer), 200, NO_STORE);
  }
  const publication =
    picture === undefined ? textPublication(source) : { picture: Buffer.from(picture, 'base64') };
  return c.json(await verdictOn(c.env, receipt ?? '', publication, c.var), 200, NO_STORE);
});

function documentFrom(path: string, source: string, budget: Budget, mediaType?: string): PublishedDocument {
  const parsed = readDocument(source, budget, mediaType);
  if (!parsed.ok) throw malformed('body', [{ path, message: DOCUMENT_FAULTS[parsed.reason] }]);
  return parsed.value;
}

/** A headline given with a page replaces the page's own. */
function withHeadline({ kind, stories }: PublishedDocument, headline: string | undefined): PublishedDocument {
  if (headline === undefined) return { kind, stories };
  return {
    kind,
    stories: stories.map(({ receipts, versions }) => ({
      receipts,
      versions: versions.map((version) => ({ ...version, headline })),
    })),
  };
}

/** For one receipt and one page the answer has the form of a text's verdict. */
function onlyVerdict({ verdicts: [first] }: DocumentAnswer): VerifyAnswer {
  if (!first) throw new Error('a receipt that was asked about has a verdict');
  const { story: _story, heading: _heading, marked: _marked, ...answer } = first;
  return answer;
}

function textPublication(source: PublishedSource): Publication {
  const published = readPublished(source);
  return published ? { texts: () => [published] } : {};
}

/**
 * Seconds for which caches may keep a proved record: it changes only when the article is killed, held or
 * corrected.
 */
const RECORD_AGE_S = 60;

const recordRoute = route.get('/v1/receipts/{id}', {
  middleware: [limitAddress('PUBLIC_ADDRESS_LIMIT')] as const,
  summary: 'Read the log entry of a receipt and its proof: claims and block digests, never the text',
  request: { params: z.strictObject({ id: z.string().max(100) }) },
  responses: { 200: json(receiptAnswerSchema, 'The record of the receipt'), ...problems(404) },
});

receiptRoutes.openapi(recordRoute, async (c) => {
  const stored = await useById(c.env, c.req.valid('param').id);
  // A HEAD, a 304 and a thumbnail are entries without a receipt.
  if (stored?.entry.kind !== 'delivery' || stored.entry.delivered.length === 0)
    throw new Refusal({
      code: 'not_found',
      detail: 'The log has no delivery with this id. A new delivery appears within seconds.',
    });
  const answer = await publicRecord(c.env, stored, c.get('now'));
  return c.json(answer, 200, {
    'Cache-Control': answer.log === 'included' ? `public, max-age=${RECORD_AGE_S}` : 'no-store',
  });
});
