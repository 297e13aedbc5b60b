/**
 * Four letters that tell what was made with one seed from everything else, by names that the gateway keeps.
 * Pure.
 */
import { createHash } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 4;

export function tagOf(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest();
  // 32 letters: five bits of each byte, no letter more likely than another.
  return Array.from({ length: LENGTH }, (_, place) => LETTERS[(bytes[place] ?? 0) & 31]).join('');
}

/** The consent that a license rests on. */
export const referenceOf = (tag: string, place: number): string =>
  `${tag.toUpperCase()}-${String(place + 1).padStart(4, '0')}`;

/** Where a partner is written to. */
export const contactOf = (tag: string, slug: string): string => `rights@${slug}.${tag}.example`;

/** An item, as RFC 3085 names them, but for the day: the same item has the same name on every gateway. */
export const uriOf = (tag: string, n: number): string => `urn:newsml:tidemark.example:${tag}:${n}`;

/** Number of an item of this seed; null: it is another's. */
export function numberOf(tag: string, uri: string): number | null {
  const start = `urn:newsml:tidemark.example:${tag}:`;
  const digits = uri.startsWith(start) ? uri.slice(start.length) : '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
