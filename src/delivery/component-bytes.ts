/** Reads the bytes of components from the bucket. */
import { bytesDigest } from '../articles/ingest/digest.ts';
import type { Component } from '../articles/model.ts';
import type { ByteRange } from '../platform/byte-range.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { MemoryBudget } from '../platform/memory-budget.ts';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { isBeyondEnd } from '../platform/timeouts/r2.ts';
import { outOfReach } from '../stamp/pictures/rendition.ts';
import { contents } from './caches.ts';
import { WHOLE_BYTES_AT_ONCE_MAX, WHOLE_BYTES_MAX, WHOLE_RESERVED_MS } from './limits.ts';
import { restoreStampedPicture } from './prepare-pictures.ts';

/** Memory reserved for contents that are read as a whole. */
export const wholeContentBudget = new MemoryBudget(WHOLE_BYTES_AT_ONCE_MAX, WHOLE_RESERVED_MS);

/**
 * Content of a response. A small one is read into memory first, so that no entry is written for a read that
 * fails midway, and no stream is pumped; small files are cached. A large one, or one beyond the memory budget,
 * is streamed.
 */
export class Content {
  readonly #source: Uint8Array | R2ObjectBody;
  readonly #giveBack: () => void;
  #isSent = false;

  private constructor(source: Uint8Array | R2ObjectBody, giveBack = () => {}) {
    this.#source = source;
    this.#giveBack = giveBack;
  }

  static async of(env: Env, component: Component, part?: ByteRange): Promise<Content> {
    const { digest = '', content } = component;
    const fileBytes = content?.bytes ?? 0;
    if (fileBytes > WHOLE_BYTES_MAX) {
      const length = part ? part.last - part.first + 1 : fileBytes;
      return Content.#read(env, component, { length, part }, () => read(env, component, part));
    }
    const slice = (bytes: Uint8Array) => (part ? bytes.subarray(part.first, part.last + 1) : bytes);
    const cached = contents.get(digest);
    noteLookup('contents', cached !== undefined);
    if (cached) return new Content(slice(cached));
    return Content.#read(env, component, { length: fileBytes, part }, async () => {
      const bytes = await readWhole(env, component);
      if (bytes) contents.set(digest, bytes);
      return bytes && slice(bytes);
    });
  }

  /** Loads `length` bytes into memory. Streams what is longer, or beyond the memory budget. */
  static async #read(
    env: Env,
    component: Component,
    { length, part }: { length: number; part: ByteRange | undefined },
    load: () => Promise<Uint8Array | null>,
  ): Promise<Content> {
    const giveBack = length > WHOLE_BYTES_MAX ? null : wholeContentBudget.reserve(length, Date.now());
    if (!giveBack) return new Content(await bytesOf(env, component, part));
    try {
      return new Content(await intact(env, component, load), giveBack);
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Returns the response body. Call it once. */
  send(): Uint8Array | ReadableStream {
    this.#isSent = true;
    return this.#source instanceof Uint8Array ? this.#source : this.#source.body;
  }

  /** Releases memory or stream, once the content is in a response or will not be sent. */
  end(): void {
    this.#giveBack();
    if (this.#source instanceof Uint8Array || this.#isSent) return;
    this.#source.body.cancel().catch(() => undefined);
  }
}

/**
 * Returns the object of a component, and recreates a stamped picture that is missing from the bucket. Throws
 * `storage_unavailable` for bytes that are missing, truncated or out of reach.
 */
export const bytesOf = (env: Env, component: Component, part?: ByteRange): Promise<R2ObjectBody> =>
  intact(env, component, () => intactObject(env, component, part));

/** `read` returns null for bytes that are missing or not those of the component. */
async function intact<T>(env: Env, component: Component, read: () => Promise<T | null>): Promise<T> {
  try {
    const found = await read();
    if (found) return found;
    const restored = (await restoreStampedPicture(env, component)) ? await read() : null;
    if (restored) return restored;
    log('error', 'content_missing', { component: component.id, key: component.content?.key ?? '' });
  } catch (error) {
    log('error', 'bucket_unreachable', { error: String(error) });
  }
  throw outOfReach();
}

async function read(env: Env, component: Component, part?: ByteRange): Promise<Uint8Array | null> {
  const object = await intactObject(env, component, part);
  return object && new Uint8Array(await object.arrayBuffer());
}

/** Null unless the bytes have the digest that the entry and the receipt state. */
async function readWhole(env: Env, component: Component): Promise<Uint8Array | null> {
  const bytes = await read(env, component);
  return bytes && bytesDigest(bytes).base64url === component.digest ? bytes : null;
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
