/** Bytes of a picture on their way out: a small one as a whole or not at all, a large one as it comes. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Component } from '../../src/articles/model.ts';
import { contentOf } from '../../src/delivery/component-bytes.ts';
import { WHOLE_BYTES_MAX } from '../../src/delivery/limits.ts';
import type { Env } from '../../src/platform/env.ts';
import { Refusal } from '../../src/platform/problem.ts';
import { boundedR2 } from '../../src/platform/reach/r2.ts';
import { faultyEnv } from '../support/faults/bindings.ts';
import type { BucketFault } from '../support/faults/plan.ts';

const BOUNDS = { r2Ms: 300, r2BodyMs: 300 };

let fault: BucketFault | undefined;
let bindings: Env;

beforeEach(() => {
  fault = undefined;
  const faults = () => ({ ...(fault && { r2: fault }) });
  const faulty = faultyEnv(env as unknown as Env, { side: 'worker', faults, met: {} });
  bindings = { ...faulty, BUCKET: boundedR2(faulty.BUCKET, BOUNDS) };
});

async function kept(length: number): Promise<{ component: Component; bytes: Uint8Array }> {
  const bytes = Uint8Array.from({ length }, (_, place) => (place * 7) % 256);
  const key = `bytes/${length}`;
  await env.BUCKET.put(key, bytes);
  const content = { key, bytes: length, contentType: 'image/png' };
  return { component: { id: 'photograph', content } as unknown as Component, bytes };
}

const read = async (body: BodyInit) => new Uint8Array(await new Response(body).arrayBuffer());

describe('the bytes of a picture', () => {
  it.each([1, WHOLE_BYTES_MAX, WHOLE_BYTES_MAX + 1, 1_000_000])('are all there, of %i', async (length) => {
    const { component, bytes } = await kept(length);
    const body = await contentOf(bindings, component);
    expect(body instanceof ReadableStream).toBe(length > WHOLE_BYTES_MAX);
    expect(await read(body)).toEqual(bytes);
  });

  it.each([10, 200_000])('are those of the part that is asked for, of %i', async (length) => {
    const { component, bytes } = await kept(400_000);
    const part = { first: 1_000, last: 1_000 + length - 1 };
    expect(await read(await contentOf(bindings, component, part))).toEqual(
      bytes.slice(1_000, 1_000 + length),
    );
  });

  it('that stop coming are no answer, while the picture is small', async () => {
    const { component } = await kept(WHOLE_BYTES_MAX);
    vi.spyOn(console, 'error').mockReturnValueOnce();
    fault = { kind: 'stall' };
    const refused = await contentOf(bindings, component).catch((error: Error) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).problem.code).toBe('storage_unavailable');
  });
});
