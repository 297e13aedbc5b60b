/** R2 that answers in time or is out of reach. Keys name what they hold, so that to read or to write again changes nothing. */
import { inTime, inTimeOrAgain, Late } from './in-time.ts';
import type { Patience } from './limits.ts';
import { OutOfReach } from './out-of-reach.ts';

type Bounds = Pick<Patience, 'r2Ms' | 'r2BodyMs'>;

export function boundedR2(bucket: R2Bucket, bounds: Bounds): R2Bucket {
  return new BoundedR2(bucket, bounds) as unknown as R2Bucket;
}

/** Only what the gateway uses: who adds a way to ask R2 adds it here. */
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
    return told(inTimeOrAgain(call, { timeoutMs: this.#bounds.r2Ms, passing: isOutage }));
  }
}

async function told<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw isOutage(error) ? new OutOfReach('r2', error) : error;
  }
}

/** Internal error, unavailable, disconnected, too many; any other number says that what we asked is wrong. */
const OUTAGES = ['10001', '10043', '10054', '10058'];

function isOutage(error: unknown): boolean {
  if (error instanceof Late) return true;
  if (!(error instanceof Error) || error instanceof TypeError) return false;
  const [, code] = /\((1\d{4})\)$/.exec(error.message) ?? [];
  return code === undefined || OUTAGES.includes(code);
}

/** What is asked for begins where there is no more: it is shorter than it was. */
export function isPastItsEnd(error: unknown): boolean {
  return error instanceof Error && error.message.endsWith('(10039)');
}

const READERS = ['arrayBuffer', 'bytes', 'text', 'json', 'blob'];

function boundedBody(object: R2ObjectBody, timeoutMs: number): R2ObjectBody {
  // As often as it is asked for, it is the one stream.
  let body: ReadableStream<Uint8Array> | undefined;
  return new Proxy(object, {
    get(of, name) {
      if (name === 'body') {
        body ??= watched(of, timeoutMs);
        return body;
      }
      const member: unknown = Reflect.get(of, name, of);
      if (typeof member !== 'function') return member;
      if (!READERS.includes(String(name))) return member.bind(of);
      return () => told(inTime(Reflect.apply(member, of, []) as Promise<unknown>, timeoutMs));
    },
  });
}

/** Read at once of a body, bytes: each read crosses into the runtime, which costs more than to copy what it brings. */
const READ_BYTES = 65_536;

/**
 * As long as it is, and cut off when the next piece (`READ_BYTES`, or what is left) has not come in time. Only R2 is waited for: whoever
 * reads slowly may do so for as long as they like.
 */
function watched(object: R2ObjectBody, timeoutMs: number): ReadableStream<Uint8Array> {
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
      const { value } = await inTime(from.readAtLeast(size, new Uint8Array(size)), timeoutMs);
      if (!value || value.length === 0) break;
      await to.write(value);
      left -= value.length;
    }
    // Throws when it was shorter than it should be.
    await to.close();
  } catch (error) {
    // Of either side: R2 stopped, or whoever reads has gone.
    await Promise.allSettled([to.abort(error), from.cancel(error)]);
  }
}

function lengthOf({ size, range }: R2ObjectBody): number {
  if (range && 'length' in range && range.length !== undefined) return range.length;
  return size;
}
