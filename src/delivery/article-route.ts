/** `GET /v1/articles/{id}`: the delivery. */
import type { Context } from 'hono';
import { FORMATS } from '../formats/index.ts';
import { negotiate } from '../formats/negotiate.ts';
import type { FormatName } from '../formats/types.ts';
import type { AppEnv } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import type { StatedUse } from '../rights/types.ts';
import { type Delivered, deliver } from './deliver.ts';
import { etagOf, matches, rightsHeaders } from './respond.ts';
import { renditionOf, stampOf } from './stamping.ts';

interface Wanted {
  article: string;
  version?: string;
  use: StatedUse;
}

export async function articleResponse(
  c: Context<AppEnv>,
  { article, version, use }: Wanted,
): Promise<Response> {
  const format = formatOf(c);
  const head = c.req.method === 'HEAD';
  const ifNoneMatch = c.req.header('If-None-Match');
  const delivered = await deliver(c.env, c.var.partner, {
    article,
    ...(version !== undefined && { version }),
    use,
    format,
    now: c.var.now,
    carriesContent: (grant) => !head && !matches(ifNoneMatch, etagOf(grant, format)),
  });
  return respond(c, { delivered, format, use, unchanged: !head && !delivered.carriedContent });
}

interface Answer {
  delivered: Delivered;
  format: FormatName;
  use: StatedUse;
  unchanged: boolean;
}

async function respond(c: Context<AppEnv>, { delivered, format, use, unchanged }: Answer): Promise<Response> {
  const grant = delivered.first && { first: delivered.first, statedTitle: use.title ?? null };
  const stamp = grant && (await stampOf(c.env, delivered, grant));
  const headers = rightsHeaders(c.env, delivered, { format, ...(stamp && { receipt: stamp.receipt }) });
  if (unchanged) return new Response(null, { status: 304, headers });
  const { mediaTypes } = FORMATS[format];
  if (!delivered.carriedContent)
    return new Response(null, { headers: { ...headers, 'Content-Type': mediaTypes[0] ?? '' } });
  if (!stamp || !grant) throw new Error('a delivery that carries content has no stamp');
  const { contentType, bytes } = await renditionOf(c.env, delivered, { format, stamp, grant });
  return new Response(bytes, { headers: { ...headers, 'Content-Type': contentType } });
}

function formatOf(c: Context<AppEnv>): FormatName {
  const answer = negotiate(c.req.header('Accept'));
  if ('format' in answer) return answer.format;
  throw new Refusal({
    code: 'not_acceptable',
    detail: `An article is offered as ${answer.offered.join(', ')}.`,
    members: { offered: answer.offered },
  });
}
