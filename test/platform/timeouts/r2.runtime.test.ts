import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Env } from '../../../src/platform/env.ts';
import { boundedR2 } from '../../../src/platform/timeouts/r2.ts';
import { Unavailable } from '../../../src/platform/timeouts/unavailable.ts';
import { faultyEnv } from '../../support/faults/bindings.ts';
import type { BucketFault, Met } from '../../support/faults/plan.ts';
import { R2_WORDS } from '../../support/faults/words.ts';

const BOUNDS = { r2Ms: 300, r2BodyMs: 300 };
const BYTES = Uint8Array.from({ length: 300_000 }, (_, place) => place % 251);

let fault: BucketFault | undefined;
let met: Met;
let bucket: R2Bucket;

beforeEach(async () => {
  fault = undefined;
  met = {};
  const faults = () => ({ ...(fault && { r2: fault }) });
  const { BUCKET } = faultyEnv(env as unknown as Env, { side: 'worker', faults, met });
  bucket = boundedR2(BUCKET, BOUNDS);
  await bucket.put('reach/bytes', BYTES, { httpMetadata: { contentType: 'image/png' } });
});

const faultText = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    (error: Error) => (error instanceof Unavailable ? error.dependency : error.message),
  );

describe('R2 that is there', () => {
  it('gives what was put, whole and in part, as an answer that says how long it is', async () => {
    const whole = await bucket.get('reach/bytes');
    expect([whole?.size, whole?.httpMetadata?.contentType]).toEqual([BYTES.length, 'image/png']);
    expect(whole?.body).toBe(whole?.body);
    const response = new Response(whole?.body ?? null);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(BYTES);
    const part = await bucket.get('reach/bytes', { range: { offset: 100, length: 5_000 } });
    expect(new Uint8Array(await new Response(part?.body ?? null).arrayBuffer())).toEqual(
      BYTES.slice(100, 5_100),
    );
    expect(new Uint8Array((await (await bucket.get('reach/bytes'))?.arrayBuffer()) ?? [])).toEqual(BYTES);
    expect(await bucket.get('reach/none')).toBeNull();
    expect((await bucket.head('reach/bytes'))?.size).toBe(BYTES.length);
    expect((await bucket.list({ prefix: 'reach/' })).objects.map(({ key }) => key)).toEqual(['reach/bytes']);
  });

  it('waits for who reads slowly', async () => {
    const reader = (await bucket.get('reach/bytes'))?.body.getReader();
    let length = 0;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, length === 0 ? 2 * BOUNDS.r2BodyMs : 0));
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || !value) break;
      length += value.length;
    }
    expect(length).toBe(BYTES.length);
  });
});

describe('R2 that is away', () => {
  const calls = (): [string, Promise<unknown>][] => [
    ['get', bucket.get('reach/bytes')],
    ['head', bucket.head('reach/bytes')],
    ['put', bucket.put('reach/other', 'x')],
    ['delete', bucket.delete('reach/other')],
    ['list', bucket.list({ prefix: 'reach/' })],
  ];

  it.each(Object.keys(R2_WORDS) as (keyof typeof R2_WORDS)[])(
    'is out of reach, and asked twice: %s',
    async (says) => {
      fault = { kind: 'fail', says };
      const before = met['worker r2'] ?? 0;
      const pending = calls();
      const all = await Promise.all(pending.map(async ([name, call]) => [name, await faultText(call)]));
      expect(all).toEqual(pending.map(([name]) => [name, 'r2']));
      expect((met['worker r2'] ?? 0) - before).toBe(2 * pending.length);
    },
  );

  it('is there again at the second try', async () => {
    fault = { kind: 'every', k: 2 };
    for (let n = 0; n < 4; n++) expect(await faultText(bucket.head('reach/bytes'))).toBe('answered');
  });

  it('is waited for so long and no longer', async () => {
    fault = { kind: 'hang' };
    const began = Date.now();
    await Promise.all(
      calls().map(async ([name, call]) => expect([name, await faultText(call)]).toEqual([name, 'r2'])),
    );
    expect(Date.now() - began).toBeLessThan(4 * BOUNDS.r2Ms);
  });

  it('that stops in the middle cuts the answer off, and is not waited for by what reads it whole', async () => {
    fault = { kind: 'stall' };
    const object = await bucket.get('reach/bytes');
    const response = new Response(object?.body ?? null);
    expect(await faultText(response.arrayBuffer())).not.toBe('answered');
    expect(await faultText((await bucket.get('reach/bytes'))?.text() ?? Promise.resolve())).toBe('r2');
  });

  it('is not taken for away when what is asked is at fault', async () => {
    const wrong = 'put: Your metadata headers exceed the maximum allowed metadata size. (10012)';
    const refusing = { put: () => Promise.reject(new Error(wrong)) } as unknown as R2Bucket;
    expect(await faultText(boundedR2(refusing, BOUNDS).put('x', 'x'))).toBe(wrong);
  });
});
