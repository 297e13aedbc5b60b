/**
 * Cursors that only the gateway can make, each good for the list, the reader and the filter that it was made for. What stands in one
 * (the place of a row that its reader has seen) is no secret: it is authenticated, not encrypted.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StoredKeyRing } from '../access/keyring.ts';
import { CURSOR_CHARS_MAX } from './limits.ts';
import { strictBase64url } from './strict-json.ts';

/** Every list that has pages. */
export type ListName =
  | 'feed'
  | 'deliveries'
  | 'actions'
  | 'checkpoints'
  | 'partners'
  | 'products'
  | 'licenses'
  | 'keys'
  | 'operators'
  | 'restrictions'
  | 'phrases'
  | 'articles'
  | 'holders'
  | 'archive';

/** What a cursor is good for. */
export interface Asked {
  list: ListName;
  /** A license id for what is a partner's own; `operators` or `anyone` where all who may ask see the same list. */
  reader: string;
  /** Of the query, and the path, what says which rows are listed: all but cursor and limit. */
  filter: object;
}

/** 128 bits: nobody guesses one, and it is tried over the network. */
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Another layout of what is authenticated gets another one. */
const KEY_INFO = 'imprimatur cursor 1';

export function sealCursor(secret: string, asked: Asked, place: unknown): string {
  const [current] = keysOf(secret);
  if (!current) throw new Error('SIGNING_KEYS lacks a current key for access');
  const text = Buffer.from(JSON.stringify(place));
  return Buffer.concat([tagOf(current, asked, text), text]).toString('base64url');
}

/** The place that was sealed; undefined when this is no cursor of ours, or one for something else. */
export function openCursor(secret: string, asked: Asked, cursor: string): unknown {
  const bytes = cursor.length <= CURSOR_CHARS_MAX ? strictBase64url(cursor) : null;
  if (!bytes || bytes.length <= TAG_BYTES) return undefined;
  const [tag, text] = [bytes.subarray(0, TAG_BYTES), bytes.subarray(TAG_BYTES)];
  const ours = keysOf(secret).some((key) => timingSafeEqual(tagOf(key, asked, text), tag));
  return ours ? JSON.parse(Buffer.from(text).toString()) : undefined;
}

/** The canonical form is one line, so nothing of the place can pass for a part of what was asked. */
function tagOf(key: Uint8Array, { list, reader, filter }: Asked, text: Uint8Array): Uint8Array {
  const asked = canonicalize([list, reader, filter]) ?? '';
  return createHmac('sha256', key).update(`${asked}\n`).update(text).digest().subarray(0, TAG_BYTES);
}

/** Keyed by the secret's text, as access/keyring.ts does. */
const derived = new Map<string, Uint8Array[]>();

/**
 * A key of each access key that may still be believed, the current one first: a cursor outlives the rotation of the key that it was
 * made with, and an isolate of the deployment before takes one of the next.
 */
function keysOf(secret: string): Uint8Array[] {
  const known = derived.get(secret);
  if (known) return known;
  const keys = (JSON.parse(secret) as StoredKeyRing).keys
    .filter(({ purpose, status }) => purpose === 'access' && status !== 'compromised')
    .sort((one, other) => Number(other.status === 'current') - Number(one.status === 'current'))
    .map(({ jwk }) => {
      const seed = Buffer.from(jwk.d ?? '', 'base64url');
      return new Uint8Array(hkdfSync('sha256', seed, '', KEY_INFO, KEY_BYTES));
    });
  derived.clear();
  derived.set(secret, keys);
  return keys;
}
