/**
 * imprimatur-text-1: a digest of a text that survives typesetting and nothing else. Specified, with test
 * vectors, in docs/text-digest.md: outsiders must be able to recompute it, so the character lists are spelled
 * out here and there instead of taken from the runtime's Unicode version.
 */
import { createHash } from 'node:crypto';
import { normalized } from '../platform/normalize.ts';
import { BLOCK_DIGEST_BYTES } from './limits.ts';

export const TEXT_DIGEST_NAME = 'imprimatur-text-1';

/** Invisible characters: soft hyphen, zero-width and joiner characters, direction marks, BOM. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
/** Grave and acute accents, typographic single quotes, primes, modifier apostrophes. */
const SINGLE_QUOTES = /[\u0060\u00B4\u02B9\u02BB\u02BC\u2018-\u201B\u2032\u2035\u2039\u203A\uFF07]/gu;
const DOUBLE_QUOTES = /[\u00AB\u00BB\u201C-\u201F\u2033\u2036\u301D-\u301F\uFF02]/gu;
/** Hyphens, dashes, the minus sign; a run is one dash, because wires write `--` for an em dash. */
const DASHES = /[\u002D\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]+/gu;
const ELLIPSIS = /\u2026/gu;
/** The 25 characters of Unicode's White_Space property. */
const WHITE_SPACE = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/gu;

export interface TextDigest {
  /** base64url SHA-256 (43 characters) over the list of block digests. */
  digest: string;
  /**
   * One for each block that is not empty, in order: the first 9 bytes of its SHA-256, base64url (12
   * characters).
   */
  blocks: string[];
}

/**
 * Folds a text so that two settings of the same words are equal. Idempotent; an empty result means: no block.
 */
export function foldText(text: string): string {
  return normalized(text.toWellFormed().replace(INVISIBLE, ''), 'NFC')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(DASHES, '-')
    .replace(ELLIPSIS, '...')
    .replace(WHITE_SPACE, ' ')
    .replace(/^ | $/gu, '');
}

function sha256(domain: string, parts: Iterable<string | Uint8Array>): Buffer {
  const hash = createHash('sha256').update(`${TEXT_DIGEST_NAME}:${domain}\n`);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * Digests headline and body, given as plain-text blocks in reading order. Blocks that are empty after folding
 * do not count.
 */
export function textDigest(blocks: string[]): TextDigest {
  const digests = blocks
    .map(foldText)
    .filter((text) => text !== '')
    .map(blockDigest);
  return { digest: listDigest(digests), blocks: digests.map(truncatedDigest) };
}

export function blockDigest(folded: string): Buffer {
  return sha256('block', [folded]);
}

export function listDigest(digests: readonly Buffer[]): string {
  return sha256('list', digests).toString('base64url');
}

export function truncatedDigest(digest: Buffer): string {
  return digest.subarray(0, BLOCK_DIGEST_BYTES).toString('base64url');
}

/**
 * Digest over the delivered components: base64url SHA-256 of the RFC 8785 form of [[component id, digest], …]
 * sorted by id (UTF-16 code units). For arrays of well-formed strings JSON.stringify writes that form.
 */
export function componentsDigest(components: { component: string; digest: string }[]): string {
  const pairs = components
    .map(({ component, digest }): [string, string] => [component.toWellFormed(), digest.toWellFormed()])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash('sha256').update(JSON.stringify(pairs)).digest('base64url');
}
