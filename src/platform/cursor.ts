/**
 * Cursors that only the gateway can make, each good for the list, the reader and the filter that it was made for. What stands in one
 * only the gateway can read: a page that was searched in vain ends at a row that its reader may not see.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StoredKeyRing } from '../access/keyring.ts';
import { CURSOR_CHARS_MAX } from './limits.ts';
import { strictBase64url } from './strict-json.ts';

/** Every list that has pages. */
export type ListName =
  | 'feed'
  | 'changes'
  | 'deliveries'
  | 'actions'
  | 'refusal-counts'
  | 'holds'
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
  | 'archive'
  | 'publications'
  | 'declarations'
  | 'reconciliation'
  | 'statements'
  | 'statement-months'
  | 'royalties';

/** What a cursor is good for. */
export interface Asked {
  list: ListName;
  /** A license id for what is a partner's own; `operators` or `anyone` where all who may ask see the same list. */
  reader: string;
  /** Of the query, and the path, what says which rows are listed: all but cursor and limit. */
  filter: object;
}

const CIPHER = 'aes-256-gcm';
/** Random, of the length that GCM is made for (NIST SP 800-38D §8.2.2): good for 2^32 cursors of one key. */
const NONCE_BYTES = 12;
/** 128 bits: nobody guesses one, and it is tried over the network. */
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Another layout gets another one. */
const KEY_INFO = 'imprimatur cursor 2';

export function sealCursor(secret: string, asked: Asked, place: unknown): string {
  const [current] = keysOf(secret);
  if (!current) throw new Error('SIGNING_KEYS lacks a current key for access');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, current, nonce, { authTagLength: TAG_BYTES }).setAAD(boundTo(asked));
  const text = Buffer.concat([cipher.update(JSON.stringify(place), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** The place that was sealed; undefined when this is no cursor of ours, or one for something else. */
export function openCursor(secret: string, asked: Asked, cursor: string): unknown {
  const bytes = cursor.length <= CURSOR_CHARS_MAX ? strictBase64url(cursor) : null;
  if (!bytes || bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  for (const key of keysOf(secret)) {
    const text = opened(key, asked, bytes);
    if (text !== null) return JSON.parse(text);
  }
  return undefined;
}

/** Null: not sealed with this key, or for something else. */
function opened(key: Uint8Array, asked: Asked, bytes: Uint8Array): string | null {
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  const cipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(boundTo(asked))
    .setAuthTag(tag);
  const text = cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([text, cipher.final()]).toString();
  } catch {
    return null;
  }
}

const boundTo = ({ list, reader, filter }: Asked): Uint8Array =>
  Buffer.from(canonicalize([list, reader, filter]) ?? '');

/** Of a keyed tag: 162 bits. */
const TAG_CHARS = 27;
const TAG_INFO = 'imprimatur tag 1';

/** Names a text; without the key nobody can try what it was. */
export function keyedTag(secret: string, text: string): string {
  const [current] = keysOf(secret);
  if (!current) throw new Error('SIGNING_KEYS lacks a current key for access');
  return tagWith(current, text);
}

/** Whether the tag is one that we have made for the text, with any key that may still be believed. */
export function isKeyedTag(secret: string, text: string, tag: string): boolean {
  const given = Buffer.from(tag);
  return keysOf(secret).some((key) => {
    const made = Buffer.from(tagWith(key, text));
    return made.length === given.length && timingSafeEqual(made, given);
  });
}

const tagWith = (key: Uint8Array, text: string) =>
  createHmac('sha256', key).update(`${TAG_INFO}\n${text}`).digest('base64url').slice(0, TAG_CHARS);

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
