/**
 * Views for desk and newsroom: an article's preview, and the original bytes of its components. Nothing goes
 * to a partner, so nothing is decided, metered, logged, stamped or cached.
 */
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { type ArticleSnapshot, loadArticle } from '../../articles/catalogue.ts';
import { VERSION_CHARS_MAX } from '../../articles/limits.ts';
import { bytesOf } from '../../delivery/component-bytes.ts';
import { picturesInside } from '../../delivery/preview/pictures.ts';
import { PREVIEW_FORMATS, partsShown, previewOf } from '../../delivery/preview/preview.ts';
import { PAGE_STYLE } from '../../formats/style.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { idParam, problems, route } from '../../platform/openapi.ts';

export const previewRoutes = createRouter();

const newsroom = { middleware: [requireOperator('desk', 'ingest')] };
const text = { schema: z.string() };

/**
 * No script, no form, no origin, no fetch: the only style is named by its digest. Only our own pages may
 * frame it.
 */
const PREVIEW_POLICY = [
  'sandbox',
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

previewRoutes.openapi(
  route.get('/v1/admin/articles/{id}/preview', {
    ...newsroom,
    summary: 'Preview an article without delivering it',
    request: {
      params: idParam,
      query: z.strictObject({
        format: z.enum(PREVIEW_FORMATS).default('html'),
        version: z.string().min(1).max(VERSION_CHARS_MAX).optional(),
      }),
    },
    responses: {
      200: {
        description: 'The article in the requested format; an HTML page includes its pictures',
        content: {
          'text/html': text,
          'text/plain': text,
          'text/markdown': text,
          'application/json': { schema: z.record(z.string(), z.unknown()) },
        },
      },
      ...problems(404),
    },
  }),
  async (c) => {
    const { format, version } = c.req.valid('query');
    const snapshot = await loadSnapshot(c.env, c.req.valid('param').id, version);
    const agency = agencyOf(c.env);
    const { item } = snapshot;
    const components = partsShown(item);
    const hrefs =
      format === 'html'
        ? await picturesInside(c.env, components)
        : new Map(
            components
              .filter(({ content }) => content)
              .map(({ id }) => [id, `${agency.publicUrl}/v1/admin/articles/${item.id}/components/${id}`]),
          );
    const { contentType, body } = previewOf(agency, snapshot, { format, hrefs });
    return new Response(body, {
      headers: { ...NO_STORE, 'Content-Type': contentType, 'Content-Security-Policy': PREVIEW_POLICY },
    });
  },
);

async function loadSnapshot(env: Env, id: string, version?: string): Promise<ArticleSnapshot> {
  return (await loadArticle(env, id, version)) ?? unwrap<never>(missing('article or version'));
}

/** The bytes are served with the type detected at ingest, and can run nothing. */
const BYTES_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

previewRoutes.openapi(
  route.get('/v1/admin/articles/{id}/components/{component}', {
    ...newsroom,
    summary: 'Read the bytes of a component as ingested',
    request: { params: idParam.extend({ component: z.string().min(1).max(64) }) },
    responses: {
      200: {
        description: 'The bytes',
        content: Object.fromEntries(['image/*', 'audio/*', 'video/*'].map((type) => [type, text])),
      },
      ...problems(404),
    },
  }),
  async (c) => {
    const { id, component } = c.req.valid('param');
    const { item } = await loadSnapshot(c.env, id);
    const stored = item.components.find((candidate) => candidate.id === component);
    if (!stored?.content) return unwrap<never>(missing('component with bytes'));
    const { body } = await bytesOf(c.env, stored);
    return new Response(body, {
      headers: {
        ...NO_STORE,
        'Content-Type': stored.content.contentType,
        'Content-Length': String(stored.content.bytes),
        'Content-Security-Policy': BYTES_POLICY,
      },
    });
  },
);
