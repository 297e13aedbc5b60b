/** `GET /v1/articles/{id}/components/{component}`: a photograph, logo… under its own decision. */
import type { Context } from 'hono';
import type { Component } from '../articles/model.ts';
import { FORMATS } from '../formats/index.ts';
import { type AppEnv, requestIdOf } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import type { StatedUse } from '../rights/types.ts';
import { deliver } from './deliver.ts';
import { madeUnder } from './made-under.ts';
import { askedOf, rightsHeaders } from './respond.ts';
import { stampOf } from './stamping.ts';

/** What the entry says of a component that goes out as its own bytes. */
const FORMAT = 'component';

export async function componentResponse(
  c: Context<AppEnv>,
  { article, component, use }: { article: string; component: string; use: StatedUse },
): Promise<Response> {
  const asked = askedOf(c, await madeUnder(c.env), false);
  let bytes: R2ObjectBody | null = null;
  const delivered = await deliver(c.env, c.var.partner, {
    article,
    component,
    use,
    format: FORMAT,
    now: c.var.now,
    carriesContent: (grant, item) => !asked.isHead && !asked.isUnchanged(grant, FORMAT, item),
    // The bytes are at hand before the ledger is told that they leave: a bucket out of reach bills nobody.
    prepare: async ([only]) => {
      if (only?.content) bytes = await bytesOf(c, only);
    },
  });
  const [only] = delivered.components;
  const { first } = delivered;
  const stamp = first ? await stampOf(c.env, delivered, { first, statedTitle: use.title ?? null }) : null;
  const validated = asked.validated(delivered, FORMAT);
  const rights = {
    'Rights-Entry': delivered.entry,
    ...rightsHeaders(c.env, delivered, { ...validated, ...(stamp && { receipt: stamp.receipt }) }),
  };
  if (validated.unchanged) return new Response(null, { status: 304, headers: rights });
  const headers = { ...rights, 'Content-Type': only?.content?.contentType ?? 'text/plain; charset=utf-8' };
  if (!delivered.carriedContent) return new Response(null, { headers });
  if (bytes)
    return new Response((bytes as R2ObjectBody).body, {
      headers: { ...headers, 'Content-Length': String((bytes as R2ObjectBody).size) },
    });
  if (!stamp || !only) throw new Error('a delivery that carries content has no stamp');
  // The dispatch has no bytes of its own: it goes out as stamped text.
  const { body } = FORMATS.text.render({
    item: delivered.item,
    components: [only],
    members: [],
    hrefs: new Map(),
    stamp,
  });
  return new Response(body, { headers });
}

async function bytesOf(c: Context<AppEnv>, { content }: Component): Promise<R2ObjectBody> {
  const unavailable = () =>
    new Refusal({
      code: 'storage_unavailable',
      detail: 'The content store is out of reach; nothing was delivered. Try again.',
      headers: { 'Retry-After': '2' },
    });
  try {
    const object = await c.env.BUCKET.get(content?.key ?? '');
    if (object) return object;
  } catch (error) {
    console.error(
      JSON.stringify({
        level: 'error',
        event: 'bucket_unreachable',
        request: requestIdOf(c),
        error: String(error),
      }),
    );
  }
  throw unavailable();
}
