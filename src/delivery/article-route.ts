/** `GET /v1/articles/{id}`: the delivery. */
import type { Context } from 'hono';
import { contentTypeOf, type FormatName } from '../formats/index.ts';
import { negotiate, splitSuffix } from '../formats/negotiate.ts';
import { AS_ENCODED, type Coding } from '../platform/content-coding.ts';
import type { AppEnv } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import type { StatedUse } from '../rights/types.ts';
import { keepAnswer } from './again.ts';
import { type Delivered, deliver } from './deliver.ts';
import { madeUnder } from './made-under.ts';
import { askedOf, contentHeaders, preconditionFailed, rightsHeaders, type Validated } from './respond.ts';
import { renditionOf, stampOf } from './stamping.ts';

interface Wanted {
  /** The article's id, and a suffix for its format or none. */
  address: string;
  version?: string;
  use: StatedUse;
}

export async function articleResponse(
  c: Context<AppEnv>,
  { address, version, use }: Wanted,
): Promise<Response> {
  const { article, format = acceptedFormat(c) } = splitSuffix(address);
  const asked = askedOf(c, await madeUnder(c.env));
  const delivered = await deliver(c.env, c.var.partner, {
    article,
    ...(version !== undefined && { version }),
    use,
    format,
    now: c.var.now,
    carriesContent: (grant, item) => asked.outcome(grant, format, item) === 'whole' && !asked.isHead,
    keepRefusal: (again, text, problem) => keepAnswer(c, { kind: 'refusal', ...again, text, problem }),
  });
  return respond(c, { delivered, format, use, validated: asked.validated(delivered, format) });
}

interface Answer {
  delivered: Delivered;
  format: FormatName;
  use: StatedUse;
  validated: Validated;
}

async function respond(c: Context<AppEnv>, { delivered, format, use, validated }: Answer): Promise<Response> {
  const { first } = delivered;
  const grant = first && { first, statedTitle: use.title ?? null };
  const stamp = grant && (await stampOf(c.env, delivered, grant));
  const { coding, outcome } = validated;
  if (outcome === 'failed') throw preconditionFailed(validated.etag, delivered.entry);
  const unchanged = outcome === 'unchanged';
  const kept = rightsHeaders(c.env, delivered, { ...validated, ...(stamp && { receipt: stamp.receipt }) });
  const headers = { 'Rights-Entry': delivered.entry, ...kept };
  const { carriedContent, again } = delivered;
  const bare = () => withoutContent(unchanged, headers, { format, coding });
  if (!stamp || !grant) {
    if (carriedContent) throw new Error('a delivery that carries content has no stamp');
    return bare();
  }
  const rendition = carriedContent
    ? await renditionOf(c.env, delivered, { format, coding, stamp, grant })
    : null;
  const { object, untilMs, text } = again;
  await keepAnswer(c, {
    kind: 'delivery',
    object,
    untilMs,
    etag: validated.etag,
    grant: delivered.grant,
    dated: validated.dated,
    first: grant.first.id,
    content: carriedContent ? text : null,
    bare: carriedContent ? null : text,
    headers: new Headers(kept),
    rendition,
  });
  if (!rendition) return bare();
  return new Response(rendition.bytes, {
    headers: { ...headers, ...contentHeaders(rendition) },
    ...AS_ENCODED,
  });
}

/** 304 (RFC 9110 §15.4.5: no content type), or the answer to a HEAD. */
function withoutContent(
  unchanged: boolean,
  headers: Record<string, string>,
  { format, coding }: { format: FormatName; coding: Coding },
): Response {
  if (unchanged) return new Response(null, { status: 304, headers });
  const content = contentHeaders({ contentType: contentTypeOf(format), coding });
  return new Response(null, { headers: { ...headers, ...content } });
}

function acceptedFormat(c: Context<AppEnv>): FormatName {
  const answer = negotiate(c.req.header('Accept'));
  if ('format' in answer) return answer.format;
  throw new Refusal({
    code: 'not_acceptable',
    detail: `An article is offered as ${answer.offered.join(', ')}.`,
    members: { offered: answer.offered },
  });
}
