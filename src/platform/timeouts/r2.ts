/** R2 with timeouts. Keys identify their content, so reads and writes may be retried. */

import type { Timeouts } from './limits.ts';
import { Unavailable } from './unavailable.ts';
import { Late, withRetry, withTimeout } from './with-timeout.ts';

type Bounds = Pick<Timeouts, 'r2Ms' | 'r2BodyMs'>;

/** Wraps R2. Calls throw `Unavailable` on outages and after the timeout. */
export function boundedR2(bucket: R2Bucket, bounds: Bounds): R2Bucket {
  return new BoundedR2(bucket, bounds) as unknown as R2Bucket;
}

/** The subset of methods that the gateway uses. Add further ones here. */
export class BoundedR2 {
  readonly #bucket: R2Bucket;
  readonly #bounds: Bounds;

  constructor(bucket: R2Bucket, bounds: Bounds) {
    this.#bucket = bucket;
    this.#bounds = bounds;
  }

  async get(key: string, options: R2GetOptions = {}): Promise<R2ObjectBody | null> {
    const object = await this.#ask(() => this.#bucket.get(key, options));
    return object && boundedBody(object, this.#bounds.r2BodyMs);
  }

  head(key: string): Promise<R2Object | null> {
    return this.#ask(() => this.#bucket.head(key));
  }

  put(key: string, value: string | Uint8Array | ArrayBuffer, options: R2PutOptions = {}): Promise<R2Object> {
    return this.#ask(() => this.#bucket.put(key, value, options));
  }

  delete(keys: string | string[]): Promise<void> {
    return this.#ask(() => this.#bucket.delete(keys));
  }

  list(options: R2ListOptions): Promise<R2Objects> {
    return this.#ask(() => this.#bucket.list(options));
  }

  #ask<T>(call: () => Promise<T>): Promise<T> {
    return throwUnavailable(withRetry(call, { timeoutMs: this.#bounds.r2Ms, isTransient: isOutage }));
  }
}

async function throwUnavailable<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw isOutage(error) ? new Unavailable('r2', error) : error;
  }
}

/**
 * Codes of internal error, unavailable, disconnected and too many requests. Any other code is a faulty
 * request.
 */
const OUTAGES = ['10001', '10043', '10054', '10058'];

function isOutage(error: unknown): boolean {
  if (error instanceof Late) return true;
  if (!(error instanceof Error) || error instanceof TypeError) return false;
  const [, code] = /\((1\d{4})\)$/.exec(error.message) ?? [];
  return code === undefined || OUTAGES.includes(code);
}

/** Tells whether the requested range begins after the end of the object, which is shorter than before. */
export function isBeyondEnd(error: unknown): boolean {
  return error instanceof Error && error.message.endsWith('(10039)');
}

const READERS = ['arrayBuffer', 'bytes', 'text', 'json', 'blob'];

function boundedBody(object: R2ObjectBody, timeoutMs: number): R2ObjectBody {
  // Created once: every access returns the same stream.
  let body: ReadableStream<Uint8Array> | undefined;
  return new Proxy(object, {
    get(of, name) {
      if (name === 'body') {
        body ??= timeoutStream(of, timeoutMs);
        return body;
      }
      const member: unknown = Reflect.get(of, name, of);
      if (typeof member !== 'function') return member;
      if (!READERS.includes(String(name))) return member.bind(of);
      return () =>
        throwUnavailable(withTimeout(Reflect.apply(member, of, []) as Promise<unknown>, timeoutMs));
    },
  });
}

/** Bytes per read: crossing into the runtime costs more than copying the bytes. */
const READ_BYTES = 65_536;

/**
 * Stream of the object's exact length. It fails when the next piece (`READ_BYTES`, or the rest) does not
 * arrive in time. Only R2 has a timeout; the reader may be slow.
 */
function timeoutStream(object: R2ObjectBody, timeoutMs: number): ReadableStream<Uint8Array> {
  const length = lengthOf(object);
  const { readable, writable } = new FixedLengthStream(length);
  void pump(object.body.getReader({ mode: 'byob' }), writable.getWriter(), { length, timeoutMs });
  return readable;
}

async function pump(
  from: ReadableStreamBYOBReader,
  to: WritableStreamDefaultWriter<Uint8Array>,
  { length, timeoutMs }: { length: number; timeoutMs: number },
): Promise<void> {
  try {
    for (let left = length; left > 0; ) {
      const size = Math.min(left, READ_BYTES);
      const { value } = await withTimeout(from.readAtLeast(size, new Uint8Array(size)), timeoutMs);
      if (!value || value.length === 0) break;
      await to.write(value);
      left -= value.length;
    }
    // Throws if the body was too short.
    await to.close();
  } catch (error) {
    // R2 has stopped, or the reader has cancelled.
    await Promise.allSettled([to.abort(error), from.cancel(error)]);
  }
}

function lengthOf({ size, range }: R2ObjectBody): number {
  if (range && 'length' in range && range.length !== undefined) return range.length;
  return size;
}
