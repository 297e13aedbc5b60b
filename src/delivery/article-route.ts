/** `GET /v1/articles/{id}`: the delivery. */
import type { Context } from 'hono';
import { contentTypeOf, type FormatName } from '../formats/index.ts';
import { negotiate, splitSuffix } from '../formats/negotiate.ts';
import type { AppEnv } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import type { StatedUse } from '../rights/types.ts';
import { keepAnswer } from './again.ts';
import { type Delivered, deliver } from './deliver.ts';
import { madeUnder } from './made-under.ts';
import {
  askedOf,
  contentHeaders,
  deliveryResponse,
  preconditionFailed,
  rightsHeaders,
  setAll,
  type Validated,
} from './respond.ts';
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

interface Outgoing {
  delivered: Delivered;
  format: FormatName;
  use: StatedUse;
  validated: Validated;
}

async function respond(
  c: Context<AppEnv>,
  { delivered, format, use, validated }: Outgoing,
): Promise<Response> {
  const { first, entry, grant, carriedContent, again } = delivered;
  const given = first && { first, statedTitle: use.title ?? null };
  const { etag, dated, coding, outcome } = validated;
  if (outcome === 'failed') throw preconditionFailed(etag, entry);
  const stamp = given && (await stampOf(c.env, delivered, given));
  const headers = rightsHeaders(c.env, delivered, { etag, dated, ...(stamp && { receipt: stamp.receipt }) });
  if (carriedContent && !stamp) throw new Error('a delivery that carries content has no stamp');
  const rendition =
    carriedContent && stamp && given
      ? await renditionOf(c.env, delivered, { format, coding, stamp, grant: given })
      : null;
  setAll(headers, contentHeaders(rendition ?? { contentType: contentTypeOf(format), coding }));
  const answer = { headers, rendition };
  if (given) {
    const { object, untilMs, text } = again;
    await keepAnswer(c, {
      kind: 'delivery',
      ...answer,
      object,
      untilMs,
      etag,
      grant,
      dated,
      first: given.first.id,
      content: carriedContent ? text : null,
      bare: carriedContent ? null : text,
    });
  }
  const isUnchanged = outcome === 'unchanged';
  return deliveryResponse(answer, { entry, isUnchanged, isHead: c.req.method === 'HEAD' });
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
