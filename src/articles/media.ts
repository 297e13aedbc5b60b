/** Bytes of components: content-addressed in the bucket, set once per version. */
import { createHash } from 'node:crypto';
import { commitChange } from '../ledger/outbox.ts';
import type { Env } from '../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing } from '../platform/failure.ts';
import { loadArticle } from './catalogue.ts';
import type { Component, ItemVersion } from './model.ts';
import { isOfType, MEDIA_TYPES } from './sniff.ts';
import { contentStatement, touchStatements } from './store.ts';

export interface Media {
  contentType: string;
  bytes: Uint8Array;
}

export interface StoredMedia {
  digest: string;
  content: NonNullable<Component['content']>;
}

/** Puts bytes under their own hash: the same picture in ten items is stored once. */
export async function storeMedia(bucket: R2Bucket, { bytes, contentType }: Media): Promise<StoredMedia> {
  const hash = createHash('sha256').update(bytes).digest();
  const key = `media/${hash.toString('hex')}`;
  if (!(await bucket.head(key))) await bucket.put(key, bytes, { httpMetadata: { contentType } });
  return { digest: hash.toString('base64url'), content: { key, contentType, bytes: bytes.byteLength } };
}

/** Null when the bytes are what they are said to be. */
export function mediaFault({ bytes, contentType }: Media): string | null {
  if (!MEDIA_TYPES.includes(contentType)) return `Media are accepted as ${MEDIA_TYPES.join(', ')}`;
  return isOfType(bytes, contentType) ? null : `The bytes are not ${contentType}`;
}

export type Delivered = { created: boolean; digest: string };

/** The newsroom delivers the bytes of a component of the current version. */
export async function deliverBytes(
  env: Env,
  wanted: { item: string; component: string },
  media: Media,
  now: number,
): Promise<Attempt<Delivered>> {
  const article = await loadArticle(env, wanted.item);
  const place = article?.item.components.findIndex(({ id }) => id === wanted.component) ?? -1;
  const component = article?.item.components[place];
  if (!article || !component) return missing('component of the current version');
  if (component.type === 'dispatch') return conflicting('The text of an item comes with the item itself.');
  const fault = mediaFault(media);
  if (fault) return faulty('/', fault);
  const stored = await storeMedia(env.BUCKET, media);
  if (component.digest === stored.digest) return done({ created: false, digest: stored.digest });
  if (component.digest !== undefined)
    return conflicting('This version has other bytes already; send a new version of the item.');
  const { item } = article;
  await commitChange(
    env,
    [
      await contentWrite(env, item, { place, component: component.id, ...stored }),
      ...touchStatements(env.DB, item.id, new Date(now).toISOString()),
    ],
    [{ fence: { item: item.id, killed: item.pubStatus === 'canceled' } }],
  );
  return done({ created: true, digest: stored.digest });
}

async function contentWrite(
  env: Env,
  item: ItemVersion,
  change: { place: number; component: string } & StoredMedia,
): Promise<D1PreparedStatement> {
  return contentStatement(env.DB, { item: item.id, version: item.version, ...change });
}
