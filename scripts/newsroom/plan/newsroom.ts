/** A planned newsroom, and the names by which a gateway shows that something is of this plan. Pure. */
import { createHash } from 'node:crypto';

/** The same seed and period give the same newsroom, however much of it is created. */
export interface Newsroom {
  seed: string;
  /** Four letters that are in every name. */
  tag: string;
  /** When its articles appear. Whole hours; milliseconds, UTC. */
  fromMs: number;
  untilMs: number;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 4;

export function tagOf(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest();
  // 32 letters: five bits of each byte, no letter more likely than another.
  return Array.from({ length: LENGTH }, (_, index) => LETTERS[(bytes[index] ?? 0) & 31]).join('');
}

/** Reference of the consent of a license. */
export const referenceOf = (tag: string, place: number): string =>
  `${tag.toUpperCase()}-${String(place + 1).padStart(4, '0')}`;

export const contactOf = (tag: string, slug: string): string => `rights@${slug}.${tag}.example`;

/** As RFC 3085 names items, without the day: an item has the same uri on every gateway. */
export const uriOf = (tag: string, n: number): string => `urn:newsml:tidemark.example:${tag}:${n}`;

/** Null: the item is not of this newsroom. */
export function numberOf(tag: string, uri: string): number | null {
  const start = uriOf(tag, 0).slice(0, -1);
  const digits = uri.startsWith(start) ? uri.slice(start.length) : '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
