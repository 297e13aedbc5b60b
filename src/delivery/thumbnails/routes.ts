/**
 * `GET /v1/thumbnails/{link}`: a small picture to choose by, at an address from a list. It is judged as its
 * delivery would be, on the current state, and entered as shown: nothing is delivered, nothing billed.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { clientAddress } from '../../platform/client-address.ts';
import { problems } from '../../platform/desk.ts';
import { type AppEnv, createRouter } from '../../platform/http.ts';
import { type ProblemCode, Refusal } from '../../platform/problem.ts';
import { limitAddress, tooManyRequests, withinRate } from '../../platform/rate-limit.ts';
import { noteCaller } from '../../platform/request-scope.ts';
import { deliver } from '../deliver.ts';
import { preconditionsOf } from '../preconditions.ts';
import { preconditionFailed } from '../refusals.ts';
import { licenseLink } from '../respond.ts';
import { openThumbnail, type ThumbnailLink } from './link.ts';

export const thumbnailRoutes = createRouter();

/** What the entry says in place of a format. */
const FORMAT = 'thumbnail';
/** The key of the list is not good any more, or no smaller picture can be made. */
const GONE: readonly ProblemCode[] = ['invalid_token', 'not_acceptable'];

thumbnailRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/thumbnails/{link}',
    middleware: limitAddress('PUBLIC_ADDRESS_LIMIT'),
    summary: 'A small picture to choose by, at an address from a list: entered, never billed',
    request: {
      params: z.object({
        link: z.string().openapi({ description: 'As `components[].thumbnail` of a list has it' }),
      }),
    },
    responses: {
      200: {
        description: 'The picture',
        content: { 'image/*': { schema: z.string() } },
      },
      304: { description: 'Not modified' },
      ...problems(403, 404, 503),
    },
  }),
  async (c) => {
    const { link } = c.req.valid('param');
    const opened = openThumbnail(c.env.SIGNING_KEYS, link, c.var.now);
    if (!opened) throw unknownLink();
    try {
      return await thumbnail(c, opened);
    } catch (error) {
      if (error instanceof Refusal && GONE.includes(error.problem.code)) throw unknownLink();
      throw error;
    }
  },
);

async function thumbnail(
  c: Context<AppEnv>,
  { principal, article, component }: ThumbnailLink,
): Promise<Response> {
  noteCaller(principal);
  // Counted by itself: who has an address does not use up what the license may ask.
  if (!(await withinRate(c.env.LICENSE_LIMIT, `${principal.license} ${FORMAT}`)))
    throw tooManyRequests('This license');
  const from = clientAddress(c);
  const caller = { ...principal, ...(from !== undefined && { address: from }) };
  // As the door of a route with a token does: how the request ended is counted by its caller.
  c.set('partner', caller);
  const preconditions = await preconditionsOf(c, 'identity');
  const delivery = await deliver(c.env, caller, {
    article,
    component,
    size: 'thumbnail',
    use: {},
    format: FORMAT,
    now: c.var.now,
    preconditions,
  });
  if (delivery.kind === 'refused') throw delivery.refusal;
  const { entry, etag, outcome, carriesContent, content } = delivery;
  try {
    if (outcome === 'failed') throw preconditionFailed(etag, entry);
    const [only] = delivery.components;
    if (!only?.content) throw new Error('a thumbnail was permitted of what has no bytes');
    const headers = {
      // Browsers ask each time: a picture that was killed is gone from the list.
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

function unknownLink(): Refusal {
  return new Refusal({
    code: 'not_found',
    detail: 'There is no thumbnail at this address, or not any more: ask for the list again.',
  });
}
