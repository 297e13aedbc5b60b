/** `GET /v1/articles/{id}/components/{component}`: a photograph, logo… under its own decision. */
import type { Context } from 'hono';
import type { Component } from '../articles/model.ts';
import { isRefused } from '../formats/accept.ts';
import { FORMATS } from '../formats/index.ts';
import { type AskedRange, askedRange, contentRange, ifRangeHolds } from '../platform/byte-range.ts';
import { contentDigest, digestField } from '../platform/content-digest.ts';
import type { Env } from '../platform/env.ts';
import type { AppEnv } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import type { StatedUse } from '../rights/types.ts';
import { rightsStatement } from '../stamp/pictures/rights-field.ts';
import type { Stamp } from '../stamp/types.ts';
import { Content } from './component-bytes.ts';
import { type Delivered, deliver } from './deliver.ts';
import { madeUnder } from './made-under.ts';
import { withEntry } from './refuse.ts';
import { askedOf, etagOf, licenseLink, preconditionFailed, rightsHeaders, setAll } from './respond.ts';
import { rightsBeside } from './stamped.ts';
import { stampOf } from './stamping.ts';

/** What the entry says of a component that goes out as its own bytes. */
const FORMAT = 'component';

interface Question {
  article: string;
  component: string;
  /** Of a picture, in pixels: smaller than it is. */
  width?: number;
  use: StatedUse;
}

export async function componentResponse(c: Context<AppEnv>, question: Question): Promise<Response> {
  const outgoing: Outgoing = { content: null };
  try {
    return await answered(c, question, outgoing);
  } finally {
    outgoing.content?.end();
  }
}

/** What has been got ready to leave. */
interface Outgoing {
  content: Content | null;
}

async function answered(
  c: Context<AppEnv>,
  { article, component, width, use }: Question,
  outgoing: Outgoing,
): Promise<Response> {
  const under = await madeUnder(c.env);
  const asked = askedOf(c, under, false);
  const isGet = !asked.isHead;
  let range: AskedRange = { kind: 'whole' };
  const delivered = await deliver(c.env, c.var.partner, {
    article,
    component,
    size: width,
    use,
    format: FORMAT,
    now: c.var.now,
    carriesContent: (grant, item, [only]) => {
      refuseUnaccepted(c, only?.content?.contentType ?? FORMATS.text.mediaTypes[0]);
      if (asked.outcome(grant, FORMAT, item) !== 'whole' || !isGet) return false;
      range = rangeOf(c, only, etagOf(grant, FORMAT, under));
      return range.kind !== 'unsatisfiable';
    },
    // The bytes are at hand before the ledger is told that they leave: a bucket out of reach bills nobody.
    prepare: async ([only]) => {
      // What was got ready on an older state.
      outgoing.content?.end();
      outgoing.content = null;
      if (only?.content)
        outgoing.content = await Content.of(c.env, only, range.kind === 'part' ? range : undefined);
    },
  });
  const { first, entry, carriedContent } = delivered;
  const [only] = delivered.components;
  if (!only) throw new Error('a component was delivered that is not there');
  const stamp = first ? await stampOf(c.env, delivered, { first, statedTitle: use.title ?? null }) : null;
  const validated = asked.validated(delivered, FORMAT);
  if (validated.outcome === 'failed') throw preconditionFailed(validated.etag, entry);
  const headers = rightsHeaders(c.env, delivered, { ...validated, ...(stamp && { receipt: stamp.receipt }) });
  headers.set('Rights-Entry', entry);
  setAll(headers, statementHeaders(c.env, only, stamp));
  if (validated.outcome === 'unchanged') return new Response(null, { status: 304, headers });
  if (only.content && isGet && !carriedContent) throw unsatisfiable(only.content.bytes, entry);
  if (!only.content) return textResponse(delivered, only, { headers, stamp });
  if (!carriedContent) return mediumResponse(only, { headers, range, body: null });
  if (!outgoing.content) throw new Error('a delivery that carries content has none at hand');
  return mediumResponse(only, { headers, range, body: outgoing.content.send() });
}

/** Rights of a picture with Content Credentials, whose file cannot say them. */
function statementHeaders(env: Env, only: Component, stamp: Stamp | null): Record<string, string> {
  const words = rightsBeside(only);
  if (!words) return {};
  const record = stamp && `<${stamp.agency.publicUrl}/v1/receipts/${stamp.receiptId}>; rel="describedby"`;
  return {
    'Rights-Statement': rightsStatement(words),
    Link: [licenseLink(env), ...(record ? [record] : [])].join(', '),
  };
}

/** A component has one form, so only a client that refuses it by name gets none. */
function refuseUnaccepted(c: Context<AppEnv>, contentType: string): void {
  if (!isRefused(c.req.header('Accept'), contentType)) return;
  throw new Refusal({
    code: 'not_acceptable',
    detail: `This component is offered as ${contentType}.`,
    members: { offered: [contentType] },
  });
}

function rangeOf(c: Context<AppEnv>, only: Component | undefined, etag: string): AskedRange {
  const holds = ifRangeHolds(c.req.header('If-Range'), etag);
  return only?.content && holds ? askedRange(c.req.header('Range'), only.content.bytes) : { kind: 'whole' };
}

function unsatisfiable(bytes: number, entry: string): Refusal {
  const problem = {
    code: 'range_not_satisfiable',
    detail: `There is no such part: the content has ${bytes} bytes. Nothing was delivered.`,
    headers: { 'Content-Range': `bytes */${bytes}`, 'Accept-Ranges': 'bytes' },
  } as const;
  return new Refusal(withEntry(problem, entry));
}

interface Answer {
  headers: Headers;
  range: AskedRange;
  /** Null: nothing of it leaves. */
  body: ArrayBuffer | ReadableStream | null;
}

/** RFC 9530: what a digest in the receipt's own entry is of is the whole, of which a part is no content of that digest. */
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

/** The dispatch has no bytes of its own: it goes out as stamped text. */
function textResponse(
  { item, carriedContent }: Delivered,
  only: Component,
  { headers, stamp }: { headers: Headers; stamp: Stamp | null },
): Response {
  headers.set('Content-Type', 'text/plain; charset=utf-8');
  if (!carriedContent) return new Response(null, { headers });
  if (!stamp) throw new Error('a delivery that carries content has no stamp');
  const { body } = FORMATS.text.render({ item, components: [only], members: [], hrefs: new Map(), stamp });
  headers.set('Content-Digest', contentDigest(body));
  return new Response(body, { headers });
}
