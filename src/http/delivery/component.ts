/** `GET /v1/articles/{id}/components/{component}`: the bytes of one component, under its own decision. */
import type { Context } from 'hono';
import type { Component } from '../../articles/model.ts';
import { type Delivered, deliver } from '../../delivery/deliver.ts';
import { preconditionsOf } from '../../delivery/preconditions.ts';
import { unembeddedRights } from '../../delivery/prepare-pictures.ts';
import { preconditionFailed, unsatisfiable } from '../../delivery/refusals.ts';
import { stampOf } from '../../delivery/render.ts';
import { licenseLink, rightsHeaders, setAll } from '../../delivery/respond.ts';
import type { SigningContext } from '../../delivery/signing-context.ts';
import { FORMATS } from '../../formats/index.ts';
import { contentRange, type RequestedRange } from '../../platform/byte-range.ts';
import { contentDigest, digestField } from '../../platform/content-digest.ts';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import type { StatedUse } from '../../rights/types.ts';
import { rightsStatement } from '../../stamp/pictures/rights-field.ts';
import type { Stamp } from '../../stamp/types.ts';

/** Format name in the entry of a component that is delivered as its own bytes. */
const FORMAT = 'component';

interface Question {
  article: string;
  component: string;
  /** Requested width of a smaller picture, in pixels. */
  width?: number;
  use: StatedUse;
}

export async function componentResponse(
  c: Context<AppEnv>,
  { article, component, width, use }: Question,
): Promise<Response> {
  const preconditions = await preconditionsOf(c, 'identity');
  const delivery = await deliver(c.env, c.get('partner'), {
    article,
    component,
    size: width,
    use,
    format: FORMAT,
    now: c.get('now'),
    preconditions,
    accept: c.req.header('Accept'),
    part: { range: c.req.header('Range'), ifRange: c.req.header('If-Range') },
  });
  if (delivery.kind === 'refused') throw delivery.refusal;
  try {
    return respond(c, delivery, { use, under: preconditions.under });
  } finally {
    delivery.content?.end();
  }
}

function respond(
  c: Context<AppEnv>,
  delivered: Delivered,
  { use, under }: { use: StatedUse; under: SigningContext },
): Response {
  const { first, entry, etag, outcome, range, content } = delivered;
  const [only] = delivered.components;
  if (!only) throw new Error('a component was delivered that is not there');
  const stamp = first ? stampOf(under, delivered, { first, statedTitle: use.title ?? null }) : null;
  if (outcome === 'failed') throw preconditionFailed(etag, entry);
  const headers = rightsHeaders(c.env, delivered, stamp?.receipt);
  headers.set('Rights-Entry', entry);
  setAll(headers, statementHeaders(c.env, only, stamp));
  if (outcome === 'unchanged') return new Response(null, { status: 304, headers });
  if (!only.content) return textResponse(delivered, only, { headers, stamp });
  if (range.kind === 'unsatisfiable') throw unsatisfiable(only.content.bytes, entry);
  return mediumResponse(only, { headers, range, body: content?.send() ?? null });
}

/** Rights headers of a picture with Content Credentials, whose file must not be changed. */
function statementHeaders(env: Env, only: Component, stamp: Stamp | null): Record<string, string> {
  const statement = unembeddedRights(only);
  if (!statement) return {};
  const record = stamp && `<${stamp.agency.publicUrl}/v1/receipts/${stamp.receiptId}>; rel="describedby"`;
  return {
    'Rights-Statement': rightsStatement(statement),
    Link: [licenseLink(env), ...(record ? [record] : [])].join(', '),
  };
}

interface Answer {
  headers: Headers;
  range: RequestedRange;
  body: Uint8Array | ReadableStream | null;
}

/** RFC 9530: `Content-Digest` describes the bytes sent, so a partial response carries `Repr-Digest` alone. */
function mediumResponse({ content, digest }: Component, { headers, range, body }: Answer): Response {
  const bytes = content?.bytes ?? 0;
  const field = digestField(Buffer.from(digest ?? '', 'base64url'));
  headers.set('Content-Type', content?.contentType ?? '');
  headers.set('Accept-Ranges', 'bytes');
  headers.set('Repr-Digest', field);
  if (range.kind === 'part' && body) {
    headers.set('Content-Range', contentRange(range, bytes));
    headers.set('Content-Length', String(range.last - range.first + 1));
    return new Response(body, { status: 206, headers });
  }
  if (body) headers.set('Content-Digest', field);
  headers.set('Content-Length', String(bytes));
  return new Response(body, { headers });
}

/** A dispatch has no bytes of its own, so it is sent as stamped text. */
function textResponse(
  { item, carriesContent }: Delivered,
  only: Component,
  { headers, stamp }: { headers: Headers; stamp: Stamp | null },
): Response {
  headers.set('Content-Type', 'text/plain; charset=utf-8');
  if (!carriesContent) return new Response(null, { headers });
  if (!stamp) throw new Error('a delivery that carries content has no stamp');
  const { body } = FORMATS.text.render({ item, components: [only], members: [], hrefs: new Map(), stamp });
  headers.set('Content-Digest', contentDigest(body));
  return new Response(body, { headers });
}
