/**
 * Sealed cursors. Only the gateway can create and read them, and each is valid for one list, reader and
 * filter. They are encrypted because a page may end at a row that its reader may not see.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StoredKeyRing } from '../access/keyring.ts';
import { CURSOR_CHARS_MAX } from './limits.ts';
import { strictBase64url } from './strict-json.ts';

export type ListName =
  | 'feed'
  | 'changes'
  | 'events'
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
  | 'restriction-decisions'
  | 'phrases'
  | 'articles'
  | 'holders'
  | 'archive'
  | 'publications'
  | 'declarations'
  | 'reconciliation'
  | 'recalls'
  | 'statements'
  | 'statement-months'
  | 'royalties'
  | 'webhooks';

export interface CursorScope {
  list: ListName;
  /**
   * A license id for partners' own lists; `operators` or `anyone` for lists that all their readers see alike.
   */
  reader: string;
  /** Members of query and path that select the rows: all except cursor and limit. */
  filter: object;
}

const CIPHER = 'aes-256-gcm';
/** GCM's native length, random (NIST SP 800-38D §8.2.2): safe for 2^32 cursors of one key. */
const NONCE_BYTES = 12;
/** 128 bits, which cannot be guessed over a network. */
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Versioned with the layout of cursors. */
const KEY_INFO = 'imprimatur cursor 2';

/** Seals a position (JSON). `secret` is SIGNING_KEYS; throws if it has no current access key. */
export function sealCursor(secret: string, scope: CursorScope, position: unknown): string {
  const [current] = keysOf(secret);
  if (!current) throw new Error('SIGNING_KEYS lacks a current key for access');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, current, nonce, { authTagLength: TAG_BYTES }).setAAD(boundTo(scope));
  const text = Buffer.concat([cipher.update(JSON.stringify(position), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** Position in the cursor. Undefined if the cursor is forged or belongs to another list, reader or filter. */
export function openCursor(secret: string, scope: CursorScope, cursor: string): unknown {
  const bytes = cursor.length <= CURSOR_CHARS_MAX ? strictBase64url(cursor) : null;
  if (!bytes || bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  for (const key of keysOf(secret)) {
    const text = decrypt(key, scope, bytes);
    if (text !== null) return JSON.parse(text);
  }
  return undefined;
}

/** Null if the cursor was sealed with another key or for another list. */
function decrypt(key: KeyObject, scope: CursorScope, bytes: Uint8Array): string | null {
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  const cipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(boundTo(scope))
    .setAuthTag(tag);
  const text = cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([text, cipher.final()]).toString();
  } catch {
    return null;
  }
}

const boundTo = ({ list, reader, filter }: CursorScope): Uint8Array =>
  Buffer.from(canonicalize([list, reader, filter]) ?? '');

/** Length of a keyed tag: 162 bits. */
const TAG_CHARS = 27;
const TAG_INFO = 'imprimatur tag 1';

/** Derives a tag from a text. Without the key nobody can test guesses of the text. */
export function keyedTag(secret: string, text: string): string {
  const [current] = keysOf(secret);
  if (!current) throw new Error('SIGNING_KEYS lacks a current key for access');
  return tagWith(current, text);
}

/** Tells whether the tag belongs to the text, under any key that is still trusted. */
export function isKeyedTag(secret: string, text: string, tag: string): boolean {
  const tagBytes = Buffer.from(tag);
  return keysOf(secret).some((key) => {
    const expected = Buffer.from(tagWith(key, text));
    return expected.length === tagBytes.length && timingSafeEqual(expected, tagBytes);
  });
}

const tagWith = (key: KeyObject, text: string) =>
  createHmac('sha256', key).update(`${TAG_INFO}\n${text}`).digest('base64url').slice(0, TAG_CHARS);

/** Cache by the secret's text, like that of access/keyring.ts. */
const derivedKeys = new Map<string, KeyObject[]>();

/**
 * Keys derived from all trusted access keys, the current one first: a cursor outlives the rotation of its
 * key, and isolates of the previous deployment accept those of the next.
 */
function keysOf(secret: string): KeyObject[] {
  const cached = derivedKeys.get(secret);
  if (cached) return cached;
  const keys = (JSON.parse(secret) as StoredKeyRing).keys
    .filter(({ purpose, status }) => purpose === 'access' && status !== 'compromised')
    .sort((one, other) => Number(other.status === 'current') - Number(one.status === 'current'))
    .map(({ jwk }) => {
      const seed = Buffer.from(jwk.d ?? '', 'base64url');
      return createSecretKey(new Uint8Array(hkdfSync('sha256', seed, '', KEY_INFO, KEY_BYTES)));
    });
  derivedKeys.clear();
  derivedKeys.set(secret, keys);
  return keys;
}
