/** `GET /v1/articles/{id}`: the delivery. */
import type { Context } from 'hono';
import { FORMATS } from '../formats/index.ts';
import { negotiate } from '../formats/negotiate.ts';
import type { FormatName } from '../formats/types.ts';
import { agencyOf } from '../platform/env.ts';
import type { AppEnv } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import type { StatedUse } from '../rights/types.ts';
import { type Delivered, deliver } from './deliver.ts';
import { etagOf, matches, rightsHeaders } from './respond.ts';
import { stampOf } from './stamping.ts';

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
  const { first } = delivered;
  const stamp = first ? await stampOf(c.env, delivered, { first, statedTitle: use.title ?? null }) : null;
  const headers = rightsHeaders(c.env, delivered, { format, ...(stamp && { receipt: stamp.receipt }) });
  if (unchanged) return new Response(null, { status: 304, headers });
  const { mediaTypes } = FORMATS[format];
  if (!delivered.carriedContent)
    return new Response(null, { headers: { ...headers, 'Content-Type': mediaTypes[0] ?? '' } });
  if (!stamp) throw new Error('a delivery that carries content has no stamp');
  const { publicUrl } = agencyOf(c.env);
  const { item, components, members } = delivered;
  const hrefs = new Map(
    components
      .filter(({ content }) => content)
      .map(({ id }) => [id, `${publicUrl}/v1/articles/${item.id}/components/${id}`]),
  );
  const { contentType, body } = FORMATS[format].render({ item, components, members, hrefs, stamp });
  return new Response(body, { headers: { ...headers, 'Content-Type': contentType } });
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
