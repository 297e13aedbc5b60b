/** Encoded answers over a socket, byte for byte: the runtime in between must not encode them once more. */
import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { ingestText, openSmallSite } from '../support/small-site.ts';

const state = temporaryState();
let gateway: Embedded;
let token: string;
let article: string;

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  const desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  ({ token } = await openSmallSite(desk));
  for (let n = 0; n < 20; n++) article = await ingestText(desk, `urn:test:http:${n}`);
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

interface Raw {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** Without a client that decodes. */
function fetchRaw(path: string, headers: Record<string, string>, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const all = { Authorization: `Bearer ${token}`, ...headers };
    const sent = request(`${gateway.url}${path}`, { method, headers: all }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

const digestOf = (bytes: Buffer) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

describe.each(['article', 'list'])('an %s over a socket', (what) => {
  const path = () => (what === 'list' ? '/v1/articles?limit=20' : `/v1/articles/${article}`);

  it.each(['cold', 'warm'])('is encoded once, and its digest is of what arrives: %s', async () => {
    const gzip = await fetchRaw(path(), { 'Accept-Encoding': 'gzip' });
    const plain = await fetchRaw(path(), {});
    expect([gzip.status, gzip.headers['content-encoding'], plain.headers['content-encoding']]).toEqual([
      200,
      'gzip',
      undefined,
    ]);
    const withoutCursor = (bytes: Buffer) => ({ ...(JSON.parse(bytes.toString()) as object), next: null });
    expect(withoutCursor(gunzipSync(gzip.bytes))).toEqual(withoutCursor(plain.bytes));
    for (const { headers, bytes } of [gzip, plain]) {
      expect(headers['content-digest']).toBe(digestOf(bytes));
      expect(headers['content-length']).toBe(String(bytes.length));
      expect(headers['cache-control']).toContain('no-transform');
    }
    expect(gzip.bytes.length).toBeLessThan(0.6 * plain.bytes.length);
  });

  it('is 304 and empty for who has it, HEAD too', async () => {
    const { headers } = await fetchRaw(path(), { 'Accept-Encoding': 'gzip' });
    const conditionalHeaders = { 'Accept-Encoding': 'gzip', 'If-None-Match': headers.etag ?? '' };
    for (const method of ['GET', 'HEAD']) {
      const repeated = await fetchRaw(path(), conditionalHeaders, method);
      expect([method, repeated.status, repeated.bytes.length, repeated.headers.etag]).toEqual([
        method,
        304,
        0,
        headers.etag,
      ]);
    }
  });
});

it('is told by date too, once its second is over', async () => {
  await fetchRaw(`/v1/articles/${article}`, {});
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const { headers } = await fetchRaw(`/v1/articles/${article}`, {});
  const dated = { 'If-Modified-Since': headers['last-modified'] ?? '' };
  expect((await fetchRaw(`/v1/articles/${article}`, dated)).status).toBe(304);
});
