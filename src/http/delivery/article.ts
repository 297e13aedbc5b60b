import type { Context } from 'hono';
import { type Delivered, deliver } from '../../delivery/deliver.ts';
import { type Preconditions, preconditionsOf } from '../../delivery/preconditions.ts';
import { notAcceptable, preconditionFailed } from '../../delivery/refusals.ts';
import { renditionOf, stampOf } from '../../delivery/render.ts';
import { contentHeaders, deliveryResponse, rightsHeaders, setAll } from '../../delivery/respond.ts';
import { cacheAnswer } from '../../delivery/response-cache.ts';
import { contentTypeOf, type FormatName } from '../../formats/index.ts';
import { negotiate, splitSuffix } from '../../formats/negotiate.ts';
import type { AppEnv } from '../../platform/http.ts';
import type { StatedUse } from '../../rights/types.ts';

interface ArticleRequest {
  address: string;
  version?: string | undefined;
  use: StatedUse;
}

export async function articleResponse(
  c: Context<AppEnv>,
  { address, version, use }: ArticleRequest,
): Promise<Response> {
  const { article, format = acceptedFormat(c) } = splitSuffix(address);
  const preconditions = await preconditionsOf(c);
  const delivery = await deliver(c.env, c.get('partner'), {
    article,
    version,
    use,
    format,
    now: c.get('now'),
    preconditions,
  });
  if (delivery.kind === 'refused') {
    if (delivery.replay) cacheAnswer(c, preconditions.under, { kind: 'refusal', ...delivery.replay });
    throw delivery.refusal;
  }
  if (delivery.outcome === 'failed') throw preconditionFailed(delivery.etag, delivery.entry);
  return respond(c, delivery, { format, use, preconditions });
}

interface Presentation {
  format: FormatName;
  use: StatedUse;
  preconditions: Preconditions;
}

function respond(
  c: Context<AppEnv>,
  delivered: Delivered,
  { format, use, preconditions: { coding, under } }: Presentation,
): Response {
  const { first, entry, etag, dated, grant, outcome, carriesContent, replay } = delivered;
  const stampGrant = first && { first, statedTitle: use.title ?? null };
  const stamp = stampGrant && stampOf(under, delivered, stampGrant);
  const headers = rightsHeaders(c.env, delivered, stamp?.receipt);
  if (carriesContent && !stamp) throw new Error('a delivery that carries content has no stamp');
  const rendition =
    carriesContent && stamp && stampGrant
      ? renditionOf(under, delivered, { format, coding, stamp, grant: stampGrant })
      : null;
  setAll(headers, contentHeaders(rendition ?? { contentType: contentTypeOf(format), coding }));
  const answer = { headers, rendition };
  if (first && replay) {
    const { object, untilMs, text } = replay;
    cacheAnswer(c, under, {
      kind: 'delivery',
      ...answer,
      object,
      untilMs,
      etag,
      grant,
      dated,
      first: first.id,
      contentRequest: carriesContent ? text : null,
      bareRequest: carriesContent ? null : text,
    });
  }
  const isHead = c.req.method === 'HEAD';
  return deliveryResponse(answer, { entry, isUnchanged: outcome === 'unchanged', isHead });
}

function acceptedFormat(c: Context<AppEnv>): FormatName {
  const answer = negotiate(c.req.header('Accept'));
  if ('format' in answer) return answer.format;
  throw notAcceptable('An article', answer.offered);
}
