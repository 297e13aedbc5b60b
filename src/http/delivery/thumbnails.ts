/**
 * `GET /v1/thumbnails/{link}`: a small picture for selection, at an address from a list. It is judged as its
 * delivery would be, on the current state, and recorded as shown: not delivered and not billed.
 */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deliver } from '../../delivery/deliver.ts';
import { preconditionsOf } from '../../delivery/preconditions.ts';
import { preconditionFailed } from '../../delivery/refusals.ts';
import { licenseLink } from '../../delivery/respond.ts';
import { openThumbnail, type ThumbnailLink } from '../../delivery/thumbnails/link.ts';
import { clientAddress } from '../../platform/client-address.ts';
import { type AppEnv, createRouter } from '../../platform/http.ts';
import { problems, route } from '../../platform/openapi.ts';
import { type ProblemCode, Refusal } from '../../platform/problem.ts';
import { limitAddress, tooManyRequests, withinRate } from '../../platform/rate-limit.ts';
import { noteCaller } from '../../platform/request-scope.ts';

export const thumbnailRoutes = createRouter();

const FORMAT = 'thumbnail';
/** The key of the list is no longer valid, or the picture cannot be resized. */
const GONE: readonly ProblemCode[] = ['invalid_token', 'not_acceptable'];

thumbnailRoutes.openapi(
  route.get('/v1/thumbnails/{link}', {
    middleware: limitAddress('PUBLIC_ADDRESS_LIMIT'),
    summary: 'Read a thumbnail at a signed address from a list',
    request: {
      params: z.object({
        link: z
          .string()
          .openapi({ description: 'The last segment of a `components[].thumbnail` address from a list' }),
      }),
    },
    responses: {
      200: {
        description: 'The picture',
        content: { 'image/*': { schema: z.string() } },
      },
      304: { description: 'Not modified' },
      ...problems(404),
    },
  }),
  async (c) => {
    const { link } = c.req.valid('param');
    const claims = openThumbnail(c.env.SIGNING_KEYS, link, c.get('now'));
    if (!claims) throw thumbnailNotFound();
    try {
      return await thumbnail(c, claims);
    } catch (error) {
      if (error instanceof Refusal && GONE.includes(error.problem.code)) throw thumbnailNotFound();
      throw error;
    }
  },
);

async function thumbnail(
  c: Context<AppEnv>,
  { principal, article, component }: ThumbnailLink,
): Promise<Response> {
  noteCaller(principal);
  // A separate rate limit: requests for thumbnails do not use up the license's own.
  if (!(await withinRate(c.env.LICENSE_LIMIT, `${principal.license} ${FORMAT}`)))
    throw tooManyRequests('This license');
  const from = clientAddress(c);
  const caller = { ...principal, ...(from !== undefined && { address: from }) };
  // As on a route with a token: metrics count the outcome by its caller.
  c.set('partner', caller);
  const preconditions = await preconditionsOf(c, 'identity');
  const delivery = await deliver(c.env, caller, {
    article,
    component,
    size: 'thumbnail',
    use: {},
    format: FORMAT,
    now: c.get('now'),
    preconditions,
  });
  if (delivery.kind === 'refused') throw delivery.refusal;
  const { entry, etag, outcome, carriesContent, content } = delivery;
  try {
    if (outcome === 'failed') throw preconditionFailed(etag, entry);
    const [only] = delivery.components;
    if (!only?.content) throw new Error('a thumbnail was permitted of what has no bytes');
    const headers = {
      // Browsers revalidate each time, because a killed picture must disappear from the list.
      'Cache-Control': 'private, no-cache, no-transform',
      ETag: etag,
      Link: licenseLink(c.env),
      'Rights-Entry': entry,
    };
    const { contentType, bytes } = only.content;
    if (!carriesContent && !preconditions.isHead) return new Response(null, { status: 304, headers });
    return new Response(content?.send() ?? null, {
      headers: { ...headers, 'Content-Type': contentType, 'Content-Length': String(bytes) },
    });
  } finally {
    content?.end();
  }
}

function thumbnailNotFound(): Refusal {
  return new Refusal({
    code: 'not_found',
    detail: 'There is no thumbnail at this address, or it has expired. Request the list again.',
  });
}
