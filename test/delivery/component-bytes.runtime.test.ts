/** Bytes of a picture on their way out: a small one as a whole or not at all, a large one as it comes. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bytesDigest } from '../../src/articles/ingest/digest.ts';
import type { Component } from '../../src/articles/model.ts';
import { contents } from '../../src/delivery/caches.ts';
import { Content } from '../../src/delivery/component-bytes.ts';
import { WHOLE_BYTES_AT_ONCE_MAX, WHOLE_BYTES_MAX } from '../../src/delivery/limits.ts';
import type { ByteRange } from '../../src/platform/byte-range.ts';
import type { Env } from '../../src/platform/env.ts';
import { Refusal } from '../../src/platform/problem.ts';
import { boundedR2 } from '../../src/platform/timeouts/r2.ts';
import { faultyEnv } from '../support/faults/bindings.ts';
import type { BucketFault } from '../support/faults/plan.ts';

const BOUNDS = { r2Ms: 300, r2BodyMs: 300 };

let fault: BucketFault | undefined;
let bindings: Env;

afterEach(() => {
  vi.restoreAllMocks();
});
beforeEach(() => {
  contents.clear();
  fault = undefined;
  const faults = () => ({ ...(fault && { r2: fault }) });
  const faulty = faultyEnv(env as unknown as Env, { side: 'worker', faults, met: {} });
  bindings = { ...faulty, BUCKET: boundedR2(faulty.BUCKET, BOUNDS) };
});

async function storedComponent(length: number): Promise<{ component: Component; bytes: Uint8Array }> {
  const bytes = Uint8Array.from({ length }, (_, place) => (place * 7) % 256);
  const key = `bytes/${length}`;
  await env.BUCKET.put(key, bytes);
  const content = { key, bytes: length, contentType: 'image/png' };
  const digest = bytesDigest(bytes).base64url;
  return { component: { id: 'photograph', digest, content } as unknown as Component, bytes };
}

const read = async (content: Content) => {
  const bytes = new Uint8Array(await new Response(content.send()).arrayBuffer());
  content.end();
  return bytes;
};

const isWhole = (content: Content) => !(content.send() instanceof ReadableStream);

async function refusal(operation: Promise<unknown>): Promise<string> {
  const refused = await operation.then(
    () => null,
    (error: Error) => error,
  );
  expect(refused).toBeInstanceOf(Refusal);
  return (refused as Refusal).problem.code;
}

describe('the bytes of a picture', () => {
  it.each([1, WHOLE_BYTES_MAX, WHOLE_BYTES_MAX + 1, 1_000_000])('are all there, of %i', async (length) => {
    const { component, bytes } = await storedComponent(length);
    expect(await read(await Content.of(bindings, component))).toEqual(bytes);
    const another = await Content.of(bindings, component);
    expect(isWhole(another)).toBe(length <= WHOLE_BYTES_MAX);
    another.end();
  });

  it.each([
    [10, WHOLE_BYTES_MAX],
    [10, 400_000],
    [200_000, 400_000],
  ])('are those of the part that is asked for, %i of %i', async (length, whole) => {
    const { component, bytes } = await storedComponent(whole);
    const part = { first: 1_000, last: 1_000 + length - 1 };
    for (let times = 0; times < 2; times++) {
      const content = await Content.of(bindings, component, part);
      expect(await read(content)).toEqual(bytes.slice(1_000, 1_000 + length));
    }
  });

  it('are read once while they are small', async () => {
    const [small, large] = [
      await storedComponent(WHOLE_BYTES_MAX),
      await storedComponent(WHOLE_BYTES_MAX + 1),
    ];
    for (const { component } of [small, large]) await read(await Content.of(bindings, component));
    vi.spyOn(console, 'error').mockReturnValueOnce();
    fault = { kind: 'break' };
    expect(await read(await Content.of(bindings, small.component))).toEqual(small.bytes);
    await expect(Content.of(bindings, large.component).then(read)).rejects.toThrow();
  });

  it('are no answer, while they are small, when others are there in their place', async () => {
    const { component } = await storedComponent(1_000);
    await env.BUCKET.put('bytes/1000', new Uint8Array(1_000));
    const errorLog = vi.spyOn(console, 'error').mockReturnValueOnce();
    expect(await refusal(Content.of(bindings, component))).toBe('storage_unavailable');
    expect(errorLog.mock.calls.map(([line]) => JSON.parse(String(line)).event)).toEqual(['content_missing']);
  });

  it.each(['stall', 'break'] as const)('are no answer, while it is small, when they %s', async (kind) => {
    const { component } = await storedComponent(WHOLE_BYTES_MAX);
    vi.spyOn(console, 'error').mockReturnValueOnce();
    fault = { kind };
    expect(await refusal(Content.of(bindings, component))).toBe('storage_unavailable');
  });

  it('are no answer, as a small part of a large picture, when they break', async () => {
    const { component } = await storedComponent(400_000);
    vi.spyOn(console, 'error').mockReturnValueOnce();
    fault = { kind: 'break' };
    const part = { first: 1_000, last: 1_009 };
    expect(await refusal(Content.of(bindings, component, part))).toBe('storage_unavailable');
  });

  it.each<[string, ByteRange | undefined]>([
    ['the whole', undefined],
    ['a part that is still there', { first: 0, last: 9 }],
    ['a part that begins after the end', { first: 900, last: 999 }],
  ])('are no answer when there are fewer than there were: %s', async (_, part) => {
    const { component } = await storedComponent(1_000);
    await env.BUCKET.put('bytes/1000', new Uint8Array(500));
    const errorLog = vi.spyOn(console, 'error').mockReturnValueOnce();
    expect(await refusal(Content.of(bindings, component, part))).toBe('storage_unavailable');
    expect(errorLog.mock.calls.map(([line]) => JSON.parse(String(line)).event)).toEqual(['content_missing']);
  });

  it('are held as a whole of so many at a time, and again when these have gone', async () => {
    const { component, bytes } = await storedComponent(WHOLE_BYTES_MAX);
    // As after more pictures than the cache has room for.
    const open = () => {
      contents.clear();
      return Content.of(bindings, component);
    };
    const room = Math.floor(WHOLE_BYTES_AT_ONCE_MAX / WHOLE_BYTES_MAX);
    const held = await Promise.all(Array.from({ length: room }, open));
    const more = await open();
    expect(held.every(isWhole)).toBe(true);
    expect(new Uint8Array(await new Response(more.send()).arrayBuffer())).toEqual(bytes);
    expect(isWhole(await open())).toBe(false);
    for (const request of held) request.end();
    // One that has failed holds nothing either.
    vi.spyOn(console, 'error').mockReturnValueOnce();
    fault = { kind: 'break' };
    await refusal(open());
    fault = undefined;
    const after = await Promise.all(Array.from({ length: room }, open));
    expect(after.every(isWhole)).toBe(true);
    for (const request of after) request.end();
  });
});
