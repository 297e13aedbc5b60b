/**
 * Stamped pictures: each is created once for a source, its texts, the writer's version and a size, stored in
 * the bucket under its own digest, and found in D1. All deliveries have these bytes, so entry, receipt and
 * file always agree. A picture with Content Credentials is delivered as the newsroom sent it, and stored
 * once.
 */
import { createHash } from 'node:crypto';
import { bytesDigest } from '../../articles/ingest/digest.ts';
import type { PictureType } from '../../articles/media/pictures/check.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { MemoryBudget } from '../../platform/memory-budget.ts';
import { Refusal } from '../../platform/problem.ts';
import { BoundedMap } from '../../rights/lru.ts';
import {
  RENDITIONS_CACHED_MAX,
  RESIZE_FAILURES_MAX,
  RESIZE_RETRY_S,
  STAMPED_AT_ONCE_MAX,
  STAMPING_BYTES_MAX,
  STAMPING_MS,
  UNREADABLE_RETRY_MS,
} from './limits.ts';
import { perceptualDigest } from './perceptual/digest.ts';
import { type Box, isUnreadable, smallerPicture } from './resize.ts';
import { addStamped, readStamped, removeStamped, type StampedRow } from './store.ts';
import type { PictureWords } from './words.ts';
import { WRITER, writeRights } from './write.ts';

export interface RenditionRequest {
  /** Bucket key. */
  source: string;
  /** base64url SHA-256. */
  digest: string;
  bytes: number;
  contentType: PictureType;
  words: PictureWords;
  /** Size of a smaller picture. Absent: full size. */
  smaller?: Smaller;
}

export interface Smaller {
  box: Box;
  /** A thumbnail carries none of the newsroom's metadata. */
  isThumbnail?: true;
}

export interface Rendition {
  /** Bucket key. */
  key: string;
  /** base64url SHA-256. */
  digest: string;
  bytes: number;
  /** The newsroom's bytes: a file with Content Credentials is not changed. */
  hasContentCredentials: boolean;
}

/**
 * Key: name. Null: the picture cannot be stamped. A missing picture is not cached, because it may return to
 * the bucket.
 */
const cachedRenditions = new BoundedMap<Rendition | null>({ entriesMax: RENDITIONS_CACHED_MAX });

function nameOf({ digest, contentType, words, smaller }: RenditionRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([WRITER, digest, contentType, words, ...(smaller ? [smaller] : [])]))
    .digest('base64url');
}

/**
 * Returns for each request whether its picture is still to be created. One statement, or none if all are
 * cached.
 */
export async function areMissing(env: Env, requests: RenditionRequest[]): Promise<boolean[]> {
  const names = await lookUp(env, requests);
  return names.map((name) => cachedRenditions.get(name) === undefined);
}

async function lookUp(env: Env, requests: RenditionRequest[]): Promise<string[]> {
  const names = requests.map(nameOf);
  const missing = new Map(
    requests.flatMap(({ source }, index): [string, string][] => {
      const name = names[index] ?? '';
      return cachedRenditions.get(name) === undefined ? [[name, source]] : [];
    }),
  );
  if (missing.size > 0)
    for (const row of await readStamped(env.DB, [...missing.keys()]))
      cachedRenditions.set(row.key, renditionOf(row, missing.get(row.key) ?? ''));
  return names;
}

/**
 * Returns pictures in the order of the requests, and creates missing ones. Null: there is no such picture
 * that could be delivered. Throws `storage_unavailable`.
 */
export async function renditionsOf(
  env: Env,
  requests: RenditionRequest[],
  now: number,
): Promise<(Rendition | null)[]> {
  const names = await lookUp(env, requests);
  const renditions: (Rendition | null)[] = [];
  let createdCount = 0;
  // One at a time: a picture and its stamped copy take up to 40 MB.
  for (const [index, one] of requests.entries()) {
    const name = names[index] ?? '';
    const cached = cachedRenditions.get(name);
    // Pictures created so far stay, so a retry gets further.
    if (cached === undefined && ++createdCount > STAMPED_AT_ONCE_MAX) throw busy();
    renditions.push(cached === undefined ? await createRendition(env, name, one, now) : cached);
  }
  return renditions;
}

function renditionOf({ digest, bytes, credentials }: StampedRow, source: string): Rendition | null {
  if (digest === null || bytes === null) return null;
  const hasContentCredentials = credentials === 1;
  return { key: hasContentCredentials ? source : keyOf(digest), digest, bytes, hasContentCredentials };
}

const keyOf = (digest: string) => `stamped/${Buffer.from(digest, 'base64url').toString('hex')}`;

async function createRendition(
  env: Env,
  name: string,
  request: RenditionRequest,
  now: number,
): Promise<Rendition | null> {
  const stamped = await stampedBytes(env, request);
  if (stamped === null) return null;
  const row = await addStamped(env.DB, rowOf(name, request, { stamped, now }));
  const rendition = renditionOf(row, request.source);
  cachedRenditions.set(name, rendition);
  return rendition;
}

function rowOf(
  key: string,
  { digest: source, smaller }: Pick<RenditionRequest, 'digest' | 'smaller'>,
  { stamped, now }: { stamped: StampResult; now: number },
): StampedRow {
  const row = { key, source, width: smaller?.box.width ?? null, created_ms: now };
  if (!stamped.ok)
    return { ...row, digest: null, bytes: null, fault: stamped.reason, credentials: 0, perceptual: null };
  const { digest, bytes, hasContentCredentials, perceptual } = stamped;
  return { ...row, digest, bytes, fault: null, credentials: hasContentCredentials ? 1 : 0, perceptual };
}

/**
 * Restores a picture that is missing from the bucket: equal inputs give equal bytes. False: its source is
 * missing, or the encoder produces another smaller picture now, which the next attempt gets.
 */
export async function restoreRendition(
  env: Env,
  request: RenditionRequest,
  digest: string,
): Promise<boolean> {
  const stamped = await stampedBytes(env, request);
  if (!stamped?.ok) return false;
  if (stamped.digest === digest) return true;
  const name = nameOf(request);
  await removeStamped(env.DB, name);
  cachedRenditions.delete(name);
  return false;
}

type StampResult =
  | { ok: true; digest: string; bytes: number; hasContentCredentials: boolean; perceptual: string | null }
  | Extract<ReturnType<typeof writeRights>, { ok: false }>;

export const stampingBudget = new MemoryBudget(STAMPING_BYTES_MAX, STAMPING_MS);

/** Null: the picture is not in the bucket, or is not the one that the newsroom sent. */
async function stampedBytes(env: Env, request: RenditionRequest): Promise<StampResult | null> {
  const release = stampingBudget.reserve(request.bytes, Date.now());
  if (!release) throw busy();
  try {
    return await stampFromBucket(env, request);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    logFailure('picture_not_stamped', request, String(error));
    throw outOfReach();
  } finally {
    release();
  }
}

async function stampFromBucket(
  { BUCKET, IMAGES }: Env,
  request: RenditionRequest,
): Promise<StampResult | null> {
  const object = await BUCKET.get(request.source);
  const source = object && new Uint8Array(await object.arrayBuffer());
  if (!source || bytesDigest(source).base64url !== request.digest) {
    logFailure(
      'picture_missing',
      request,
      source ? 'other bytes than the newsroom sent' : 'not in the bucket',
    );
    return null;
  }
  const { contentType, words, smaller: requestedSize } = request;
  const smaller = requestedSize
    ? await resized(IMAGES, source, { ...request, smaller: requestedSize })
    : null;
  const result = smaller
    ? writeRights(smaller, contentType, words, requestedSize?.isThumbnail ? null : source)
    : writeRights(source, contentType, words);
  if (!result.ok) {
    logFailure('picture_unreadable', request, result.reason);
    return result;
  }
  const { bytes, hasContentCredentials } = result.value;
  const digest = hasContentCredentials ? request.digest : bytesDigest(bytes).base64url;
  if (!hasContentCredentials) await BUCKET.put(keyOf(digest), bytes, { httpMetadata: { contentType } });
  return {
    ok: true,
    digest,
    bytes: bytes.length,
    hasContentCredentials,
    perceptual: perceptualDigest(smaller ?? source),
  };
}

/** Name → failure to scale, and the time of the next attempt (milliseconds, UTC). */
const resizeFailures = new BoundedMap<{ untilMs: number; refusal: Refusal }>({
  entriesMax: RESIZE_FAILURES_MAX,
});

/**
 * Scales the picture down; null: it is small enough already, and is delivered at full size. Throws
 * `not_acceptable` if no smaller one can be made, `storage_unavailable` if the encoder is out of reach.
 */
async function resized(
  images: ImagesBinding | undefined,
  source: Uint8Array,
  request: RenditionRequest & { smaller: Smaller },
): Promise<Uint8Array | null> {
  if (!images)
    throw new Refusal({
      code: 'not_acceptable',
      detail:
        'This gateway does not resize pictures. Nothing was delivered. Repeat the request without width.',
    });
  const name = nameOf(request);
  const failureOfName = resizeFailures.get(name);
  if (failureOfName && Date.now() < failureOfName.untilMs) throw failureOfName.refusal;
  try {
    return await smallerPicture(images, source, { ...request, box: request.smaller.box });
  } catch (error) {
    logFailure('picture_not_resized', request, String(error));
    const failure = isUnreadable(error) ? UNREADABLE : TEMPORARY;
    resizeFailures.set(name, { untilMs: Date.now() + failure.retryMs, refusal: failure.refusal });
    throw failure.refusal;
  }
}

const UNREADABLE = {
  retryMs: UNREADABLE_RETRY_MS,
  refusal: new Refusal({
    code: 'not_acceptable',
    detail: 'This picture cannot be resized. Nothing was delivered. Repeat the request without width.',
  }),
};
const TEMPORARY = {
  retryMs: RESIZE_RETRY_S * 1_000,
  refusal: new Refusal({
    code: 'storage_unavailable',
    detail:
      'Resizing the picture failed. Nothing was delivered. Try again, or repeat the request without width.',
    headers: { 'Retry-After': String(RESIZE_RETRY_S) },
  }),
};

function logFailure(event: string, { source }: RenditionRequest, error: string): void {
  log('error', event, { source, error });
}

export function outOfReach(): Refusal {
  return new Refusal({
    code: 'storage_unavailable',
    detail: 'The content store is unavailable. Nothing was delivered. Try again.',
    headers: { 'Retry-After': '2' },
  });
}

function busy(): Refusal {
  return new Refusal({
    code: 'storage_unavailable',
    detail: 'The gateway is busy embedding rights into other pictures. Nothing was delivered. Try again.',
    headers: { 'Retry-After': '1' },
  });
}
