/** Serves assets deployed with the worker (scripts/assets.mjs), with type and ETag. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { matches } from '../../delivery/conditional.ts';
import { encodeWhenSent } from '../../platform/content-coding.ts';
import type { Env } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';

/** `max-age` in seconds. */
const ASSET_AGE_S = 3600;

export async function storedText({ ASSETS }: Env, path: string): Promise<string> {
  const stored = await ASSETS.fetch(new Request(`https://assets.invalid/${path}`));
  if (stored.ok) return stored.text();
  await stored.body?.cancel();
  throw new Refusal({ code: 'not_found', detail: 'This file is not deployed here.' });
}

/** `as` transforms the stored text. */
export async function servedAsset(
  c: Context<AppEnv>,
  path: string,
  { type, transform = (text) => text }: { type: string; transform?: (text: string) => string },
): Promise<Response> {
  const text = transform(await storedText(c.env, path));
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  // Weak, because the runtime may encode the body.
  const headers = { ETag: `W/${etag}`, 'Cache-Control': `public, max-age=${ASSET_AGE_S}` };
  if (matches(c.req.header('If-None-Match'), etag)) return new Response(null, { status: 304, headers });
  const asset = new Response(text, { headers: { ...headers, 'Content-Type': type } });
  return encodeWhenSent(asset, c.req.header('Accept-Encoding'));
}
