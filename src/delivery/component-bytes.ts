/** Reads the bytes of components from the bucket. */
import type { Component } from '../articles/model.ts';
import type { ByteRange } from '../platform/byte-range.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { MemoryBudget } from '../platform/memory-budget.ts';
import { isBeyondEnd } from '../platform/timeouts/r2.ts';
import { outOfReach } from '../stamp/pictures/rendition.ts';
import { WHOLE_BYTES_AT_ONCE_MAX, WHOLE_BYTES_MAX, WHOLE_RESERVED_MS } from './limits.ts';
import { restoreStampedPicture } from './prepare-pictures.ts';

/** Memory reserved for contents that are read as a whole. */
export const wholeContentBudget = new MemoryBudget(WHOLE_BYTES_AT_ONCE_MAX, WHOLE_RESERVED_MS);

/**
 * Content of a response. A small content is read into memory first, so that no entry is written for a read
 * that fails midway, and no stream is pumped. A large one, or one beyond the memory budget, is streamed.
 */
export class Content {
  readonly #object: R2ObjectBody;
  readonly #bytes: ArrayBuffer | null;
  readonly #giveBack: () => void;
  #isSent = false;

  private constructor(object: R2ObjectBody, bytes: ArrayBuffer | null, giveBack = () => {}) {
    this.#object = object;
    this.#bytes = bytes;
    this.#giveBack = giveBack;
  }

  static async of(env: Env, component: Component, part?: ByteRange): Promise<Content> {
    const object = await bytesOf(env, component, part);
    const length = part ? part.last - part.first + 1 : object.size;
    const giveBack = length > WHOLE_BYTES_MAX ? null : wholeContentBudget.reserve(length, Date.now());
    if (!giveBack) return new Content(object, null);
    try {
      return new Content(object, await object.arrayBuffer(), giveBack);
    } catch (error) {
      giveBack();
      log('error', 'bucket_unreachable', { error: String(error) });
      throw outOfReach();
    }
  }

  /** Returns the response body. Call it once. */
  send(): ArrayBuffer | ReadableStream {
    this.#isSent = true;
    return this.#bytes ?? this.#object.body;
  }

  /** Releases memory or stream, once the content is in a response or will not be sent. */
  end(): void {
    this.#giveBack();
    if (!this.#bytes && !this.#isSent) this.#object.body.cancel().catch(() => undefined);
  }
}

/**
 * Returns the object of a component, and recreates a stamped picture that is missing from the bucket. Throws
 * `storage_unavailable` for bytes that are missing, truncated or out of reach.
 */
export async function bytesOf(env: Env, component: Component, part?: ByteRange): Promise<R2ObjectBody> {
  const key = component.content?.key ?? '';
  try {
    const object = await intactObject(env, component, part);
    if (object) return object;
    const restored = (await restoreStampedPicture(env, component))
      ? await intactObject(env, component, part)
      : null;
    if (restored) return restored;
    log('error', 'content_missing', { component: component.id, key });
  } catch (error) {
    log('error', 'bucket_unreachable', { error: String(error) });
  }
  throw outOfReach();
}

/** Null unless the object still has its original length; R2 reports the whole length for a range, too. */
async function intactObject(
  env: Env,
  { content }: Component,
  part?: ByteRange,
): Promise<R2ObjectBody | null> {
  const options: R2GetOptions = part
    ? { range: { offset: part.first, length: part.last - part.first + 1 } }
    : {};
  let object: R2ObjectBody | null;
  try {
    object = await env.BUCKET.get(content?.key ?? '', options);
  } catch (error) {
    if (isBeyondEnd(error)) return null;
    throw error;
  }
  if (object?.size === content?.bytes) return object;
  object?.body.cancel().catch(() => undefined);
  return null;
}
