/** Access tokens that must open nothing, each bent in one way. */

import { env } from 'cloudflare:workers';
import { createHmac } from 'node:crypto';
import { keyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { parseObject } from '../../src/platform/strict-json.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (text = '') => parseObject(Buffer.from(text, 'base64url')) ?? {};

/** By the name of what is wrong, from a good token of the same caller. */
export async function forgedTokens(good: string): Promise<Record<string, string>> {
  const ring = await keyRing(env.SIGNING_KEYS);
  const other = await keyRing(await generateKeyRing());
  const [header, claims] = good.split('.').slice(0, 2).map(read);
  const now = Math.floor(Date.now() / 1000);
  const sign = async (
    change: Record<string, unknown>,
    head: Record<string, unknown> = {},
    key = ring.sign.access.key,
  ) => {
    const text = `${part({ ...header, ...head })}.${part({ ...claims, ...change })}`;
    const signature = await crypto.subtle.sign('Ed25519', key, Buffer.from(text));
    return `${text}.${Buffer.from(signature).toString('base64url')}`;
  };
  const hmac = { ...header, alg: 'HS256' };
  const published = ring.jwks.keys.find(({ kid }) => kid === ring.sign.access.kid)?.x ?? '';
  const text = `${part(hmac)}.${part(claims ?? {})}`;
  return {
    garbage: 'garbage',
    expired: await sign({ iat: now - 1_000, exp: now - 100 }),
    'not yet valid': await sign({ nbf: now + 300 }),
    'of another issuer': await sign({ iss: 'https://other.example' }),
    'for another audience': await sign({ aud: 'http://localhost:8787.evil.example' }),
    'of another typ': await sign({}, { typ: 'JWT' }),
    'a receipt by its typ': await sign({}, { typ: 'rights-receipt+jwt' }, ring.sign.receipt.key),
    'signed with another key': await sign({}, {}, other.sign.access.key),
    'signed with the receipt key': await sign({}, { kid: ring.sign.receipt.kid }, ring.sign.receipt.key),
    'without a signature': `${part({ ...header, alg: 'none' })}.${part(claims ?? {})}.`,
    'HS256 with the public key': `${text}.${createHmac('sha256', Buffer.from(published, 'base64url')).update(text).digest('base64url')}`,
  };
}
