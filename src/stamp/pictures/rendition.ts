/**
 * Pictures as they go out: made once of a picture, its words, the writer and a width, stored in the bucket under their
 * own digest, and found in D1. Each delivery has these bytes, so that entry, receipt and file always have one
 * digest. A picture with Content Credentials goes out as the newsroom sent it, and is stored once.
 */
import { createHash } from 'node:crypto';
import { bytesDigest } from '../../articles/ingest/digest.ts';
import type { PictureType } from '../../articles/media/pictures/check.ts';
import type { Env } from '../../platform/env.ts';
import { Held } from '../../platform/held.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { BoundedMap } from '../../rights/lru.ts';
import {
  RENDITIONS_CACHED_MAX,
  RESIZE_FAILURES_MAX,
  RESIZE_RETRY_S,
  STAMPED_AT_ONCE_MAX,
  STAMPING_BYTES_MAX,
  STAMPING_MS,
  UNREADABLE_KEPT_MS,
} from './limits.ts';
import { perceptualDigest } from './perceptual/digest.ts';
import { type Box, isUnreadable, smallerPicture } from './resize.ts';
import { addStamped, readStamped, removeStamped, type StampedRow } from './store.ts';
import type { PictureWords } from './words.ts';
import { WRITER, writeRights } from './write.ts';

/** A picture as the newsroom sent it, and what is to be written into it. */
export interface RenditionRequest {
  /** In the bucket. */
  source: string;
  /** base64url SHA-256. */
  digest: string;
  bytes: number;
  contentType: PictureType;
  words: PictureWords;
  /** Of a smaller one. Absent: as large as it is. */
  smaller?: Smaller;
}

export interface Smaller {
  box: Box;
  /** It is a file to choose by: of what the newsroom wrote into the picture, nothing is in it. */
  isThumbnail?: true;
}

export interface Rendition {
  /** In the bucket. */
  key: string;
  /** base64url SHA-256. */
  digest: string;
  bytes: number;
  /** The newsroom's bytes: nothing is written into a file with Content Credentials. */
  hasContentCredentials: boolean;
}

/** By name. Null: it cannot be written into. What is not there at all is not kept: the bucket may get it back. */
const known = new BoundedMap<Rendition | null>({ entriesMax: RENDITIONS_CACHED_MAX });

function nameOf({ digest, contentType, words, smaller }: RenditionRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([WRITER, digest, contentType, words, ...(smaller ? [smaller] : [])]))
    .digest('base64url');
}

/** Looks up what there is, in one statement, and in none where all is known. For each: whether it has yet to be made. */
export async function areToBeMade(env: Env, wanted: RenditionRequest[]): Promise<boolean[]> {
  const names = await lookedUp(env, wanted);
  return names.map((name) => known.get(name) === undefined);
}

async function lookedUp(env: Env, wanted: RenditionRequest[]): Promise<string[]> {
  const names = wanted.map(nameOf);
  const missing = new Map(
    wanted.flatMap(({ source }, place): [string, string][] => {
      const name = names[place] ?? '';
      return known.get(name) === undefined ? [[name, source]] : [];
    }),
  );
  if (missing.size > 0)
    for (const row of await readStamped(env.DB, [...missing.keys()]))
      known.set(row.key, renditionOf(row, missing.get(row.key) ?? ''));
  return names;
}

/** In the order of what is wanted. Null: there is no such picture that could go out. Throws `storage_unavailable`. */
export async function renditionsOf(
  env: Env,
  wanted: RenditionRequest[],
  now: number,
): Promise<(Rendition | null)[]> {
  const names = await lookedUp(env, wanted);
  const made: (Rendition | null)[] = [];
  let unmade = 0;
  // One after the other: a picture and its stamped twin take up to 40 MB.
  for (const [place, one] of wanted.entries()) {
    const name = names[place] ?? '';
    const found = known.get(name);
    // What was made stays: whoever asks again comes further.
    if (found === undefined && ++unmade > STAMPED_AT_ONCE_MAX) throw busy();
    made.push(found === undefined ? await make(env, name, one, now) : found);
  }
  return made;
}

function renditionOf({ digest, bytes, credentials }: StampedRow, source: string): Rendition | null {
  if (digest === null || bytes === null) return null;
  const hasContentCredentials = credentials === 1;
  return { key: hasContentCredentials ? source : keyOf(digest), digest, bytes, hasContentCredentials };
}

const keyOf = (digest: string) => `stamped/${Buffer.from(digest, 'base64url').toString('hex')}`;

async function make(
  env: Env,
  name: string,
  wanted: RenditionRequest,
  now: number,
): Promise<Rendition | null> {
  const stamped = await stampedBytes(env, wanted);
  if (stamped === null) return null;
  const row = await addStamped(env.DB, rowOf(name, wanted, { stamped, now }));
  const rendition = renditionOf(row, wanted.source);
  known.set(name, rendition);
  return rendition;
}

function rowOf(
  key: string,
  { digest: source, smaller }: Pick<RenditionRequest, 'digest' | 'smaller'>,
  { stamped, now }: { stamped: Stamped; now: number },
): StampedRow {
  const row = { key, source, width: smaller?.box.width ?? null, made_ms: now };
  if (!stamped.ok)
    return { ...row, digest: null, bytes: null, fault: stamped.reason, credentials: 0, perceptual: null };
  const { digest, bytes, hasContentCredentials, perceptual } = stamped;
  return { ...row, digest, bytes, fault: null, credentials: hasContentCredentials ? 1 : 0, perceptual };
}

/**
 * Puts back what has gone from the bucket: the same picture and words give the same bytes. False: nothing to make
 * it of, or the encoder makes another smaller picture by now, which the next attempt gets.
 */
export async function putBack(env: Env, wanted: RenditionRequest, digest: string): Promise<boolean> {
  const stamped = await stampedBytes(env, wanted);
  if (!stamped?.ok) return false;
  if (stamped.digest === digest) return true;
  const name = nameOf(wanted);
  await removeStamped(env.DB, name);
  known.delete(name);
  return false;
}

type Stamped =
  | { ok: true; digest: string; bytes: number; hasContentCredentials: boolean; perceptual: string | null }
  | Extract<ReturnType<typeof writeRights>, { ok: false }>;

/** Pictures that this isolate is writing into. */
export const writing = new Held(STAMPING_BYTES_MAX, STAMPING_MS);

/** Null: the picture is not in the bucket, or is not the one that the newsroom sent. */
async function stampedBytes(env: Env, wanted: RenditionRequest): Promise<Stamped | null> {
  const done = writing.take(wanted.bytes, Date.now());
  if (!done) throw busy();
  try {
    return await inBucket(env, wanted);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    complain('picture_not_stamped', wanted, String(error));
    throw outOfReach();
  } finally {
    done();
  }
}

async function inBucket({ BUCKET, IMAGES }: Env, wanted: RenditionRequest): Promise<Stamped | null> {
  const object = await BUCKET.get(wanted.source);
  const source = object && new Uint8Array(await object.arrayBuffer());
  if (!source || bytesDigest(source).base64url !== wanted.digest) {
    complain('picture_missing', wanted, source ? 'other bytes than the newsroom sent' : 'not in the bucket');
    return null;
  }
  const { contentType, words, smaller: asked } = wanted;
  const smaller = asked ? await resized(IMAGES, source, { ...wanted, smaller: asked }) : null;
  const written = smaller
    ? writeRights(smaller, contentType, words, asked?.isThumbnail ? null : source)
    : writeRights(source, contentType, words);
  if (!written.ok) {
    complain('picture_unreadable', wanted, written.reason);
    return written;
  }
  const { bytes, hasContentCredentials } = written.value;
  const digest = hasContentCredentials ? wanted.digest : bytesDigest(bytes).base64url;
  if (!hasContentCredentials) await BUCKET.put(keyOf(digest), bytes, { httpMetadata: { contentType } });
  return {
    ok: true,
    digest,
    bytes: bytes.length,
    hasContentCredentials,
    perceptual: perceptualDigest(smaller ?? source),
  };
}

/** By name: pictures that could not be made smaller, and when the next attempt may be made (milliseconds, UTC). */
const resizeFailures = new BoundedMap<{ untilMs: number; refusal: Refusal }>({
  entriesMax: RESIZE_FAILURES_MAX,
});

/**
 * The picture made smaller; null: it is no larger than asked, so that it goes out as it is. Throws
 * `not_acceptable` where none can be made, `storage_unavailable` where the encoder is out of reach.
 */
async function resized(
  images: ImagesBinding | undefined,
  source: Uint8Array,
  wanted: RenditionRequest & { smaller: Smaller },
): Promise<Uint8Array | null> {
  if (!images)
    throw new Refusal({
      code: 'not_acceptable',
      detail: 'This gateway makes no smaller pictures; nothing was delivered. Ask without width.',
    });
  const name = nameOf(wanted);
  const known = resizeFailures.get(name);
  if (known && Date.now() < known.untilMs) throw known.refusal;
  try {
    return await smallerPicture(images, source, { ...wanted, box: wanted.smaller.box });
  } catch (error) {
    complain('picture_not_resized', wanted, String(error));
    const failure = isUnreadable(error) ? UNREADABLE : TEMPORARY;
    resizeFailures.set(name, { untilMs: Date.now() + failure.keptMs, refusal: failure.refusal });
    throw failure.refusal;
  }
}

const UNREADABLE = {
  keptMs: UNREADABLE_KEPT_MS,
  refusal: new Refusal({
    code: 'not_acceptable',
    detail: 'This picture cannot be made smaller; nothing was delivered. Ask without width.',
  }),
};
const TEMPORARY = {
  keptMs: RESIZE_RETRY_S * 1_000,
  refusal: new Refusal({
    code: 'storage_unavailable',
    detail: 'The picture could not be made smaller; nothing was delivered. Try again, or ask without width.',
    headers: { 'Retry-After': String(RESIZE_RETRY_S) },
  }),
};

function complain(event: string, { source }: RenditionRequest, error: string): void {
  log('error', event, { source, error });
}

export function outOfReach(): Refusal {
  return new Refusal({
    code: 'storage_unavailable',
    detail: 'The content store is out of reach; nothing was delivered. Try again.',
    headers: { 'Retry-After': '2' },
  });
}

function busy(): Refusal {
  return new Refusal({
    code: 'storage_unavailable',
    detail: 'The rights are being written into other pictures; nothing was delivered. Try again.',
    headers: { 'Retry-After': '1' },
  });
}
