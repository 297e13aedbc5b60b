/** The bytes of a component, from the bucket. */
import type { Component } from '../articles/model.ts';
import type { Part } from '../platform/byte-range.ts';
import type { Env } from '../platform/env.ts';
import { Held } from '../platform/held.ts';
import { log } from '../platform/log.ts';
import { isPastItsEnd } from '../platform/reach/r2.ts';
import { outOfReach } from '../stamp/pictures/rendition.ts';
import { WHOLE_BYTES_AT_ONCE_MAX, WHOLE_BYTES_MAX, WHOLE_RESERVED_MS } from './limits.ts';
import { putBackStamped } from './prepare-pictures.ts';

/** Contents that are held as a whole. */
export const held = new Held(WHOLE_BYTES_AT_ONCE_MAX, WHOLE_RESERVED_MS);

/**
 * Content on its way out. A small one is read as a whole, so that nothing is entered of one that stops on its way, and it need not be
 * pumped; a large one, or one of too many, is asked for and comes when it is sent.
 */
export class Content {
  readonly #object: R2ObjectBody;
  readonly #whole: ArrayBuffer | null;
  readonly #giveBack: () => void;
  #isSent = false;

  private constructor(object: R2ObjectBody, whole: ArrayBuffer | null, giveBack = () => {}) {
    this.#object = object;
    this.#whole = whole;
    this.#giveBack = giveBack;
  }

  /** Throws `storage_unavailable`, as `bytesOf`. */
  static async of(env: Env, component: Component, part?: Part): Promise<Content> {
    const object = await bytesOf(env, component, part);
    const length = part ? part.last - part.first + 1 : object.size;
    const giveBack = length > WHOLE_BYTES_MAX ? null : held.take(length, Date.now());
    if (!giveBack) return new Content(object, null);
    try {
      return new Content(object, await object.arrayBuffer(), giveBack);
    } catch (error) {
      giveBack();
      log('error', 'bucket_unreachable', { error: String(error) });
      throw outOfReach();
    }
  }

  /** What the answer is made of; once. */
  send(): ArrayBuffer | ReadableStream {
    this.#isSent = true;
    return this.#whole ?? this.#object.body;
  }

  /** It is in an answer, or does not go out. */
  end(): void {
    this.#giveBack();
    if (!this.#whole && !this.#isSent) this.#object.body.cancel().catch(() => undefined);
  }
}

/** Throws `storage_unavailable`: not there, not as long as it was, or out of reach. A stamped picture that has gone is made again. */
export async function bytesOf(env: Env, component: Component, part?: Part): Promise<R2ObjectBody> {
  const key = component.content?.key ?? '';
  try {
    const object = await asItWas(env, component, part);
    if (object) return object;
    const again = (await putBackStamped(env, component)) ? await asItWas(env, component, part) : null;
    if (again) return again;
    log('error', 'content_missing', { component: component.id, key });
  } catch (error) {
    log('error', 'bucket_unreachable', { error: String(error) });
  }
  throw outOfReach();
}

/** As long as it was when it came in: a part says how long the whole is, too. */
async function asItWas(env: Env, { content }: Component, part?: Part): Promise<R2ObjectBody | null> {
  const options: R2GetOptions = part
    ? { range: { offset: part.first, length: part.last - part.first + 1 } }
    : {};
  let object: R2ObjectBody | null;
  try {
    object = await env.BUCKET.get(content?.key ?? '', options);
  } catch (error) {
    if (isPastItsEnd(error)) return null;
    throw error;
  }
  if (object?.size === content?.bytes) return object;
  object?.body.cancel().catch(() => undefined);
  return null;
}
