/** The bytes of a component, from the bucket. */
import type { Component } from '../articles/model.ts';
import type { Part } from '../platform/byte-range.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { outOfReach } from '../stamp/pictures/rendition.ts';
import { WHOLE_BYTES_MAX } from './limits.ts';
import { putBackStamped } from './stamped.ts';

/**
 * What goes out. A small body is read as a whole, so that nothing is entered of one that stops on its way, and it need not be pumped; a
 * large one streams. Throws `storage_unavailable`, as `bytesOf`.
 */
export async function contentOf(
  env: Env,
  component: Component,
  part?: Part,
): Promise<ArrayBuffer | ReadableStream> {
  const object = await bytesOf(env, component, part);
  const length = part ? part.last - part.first + 1 : object.size;
  if (length > WHOLE_BYTES_MAX) return object.body;
  try {
    return await object.arrayBuffer();
  } catch (error) {
    log('error', 'bucket_unreachable', { error: String(error) });
    throw outOfReach();
  }
}

/** Throws `storage_unavailable`: not there, or out of reach. A stamped picture that has gone is made again. */
export async function bytesOf(env: Env, component: Component, part?: Part): Promise<R2ObjectBody> {
  const key = component.content?.key ?? '';
  const options: R2GetOptions = part
    ? { range: { offset: part.first, length: part.last - part.first + 1 } }
    : {};
  try {
    const object = await env.BUCKET.get(key, options);
    if (object) return object;
    if (await putBackStamped(env, component)) {
      const again = await env.BUCKET.get(key, options);
      if (again) return again;
    }
    log('error', 'content_missing', { component: component.id, key });
  } catch (error) {
    log('error', 'bucket_unreachable', { error: String(error) });
  }
  throw outOfReach();
}
