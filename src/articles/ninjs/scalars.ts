/** Bounded string, number and time types of ninjs. */
import { z } from '@hono/zod-openapi';
import { faultOfLine } from '../../platform/clean-text.ts';
import { cleanLine, cleanLines } from '../body/clean.ts';
import {
  HREF_CHARS_MAX,
  NAME_CHARS_MAX,
  PROSE_CHARS_MAX,
  URI_CHARS_MAX,
  VERSION_CHARS_MAX,
} from '../limits.ts';

/** Names, codes, roles: free text on one bounded line. */
export const name = z.string().overwrite(cleanLine).max(NAME_CHARS_MAX);
/** Captions, notes, terms. */
export const prose = z.string().overwrite(cleanLines).max(PROSE_CHARS_MAX);

const ACTIVE_SCHEME = /^(?:javascript|vbscript|data):/iu;

/**
 * The uri of an item or association. The IPTC suite and examples have uris without a scheme (`002-schema`),
 * so any word is valid; it identifies and is never followed. It is not cleaned, because it would then name
 * something else.
 */
export const identity = z
  .string()
  .min(1)
  .max(URI_CHARS_MAX)
  .refine(
    (text) => faultOfLine(text) === null && !/[\s<>"]/u.test(text),
    'A uri has no spaces, hidden characters, quotes or brackets',
  )
  // The gateway does not follow it, but a partner's CMS may.
  .refine((text) => !ACTIVE_SCHEME.test(text), 'Uris of this scheme are not accepted');

/** An item's version: headers, file names and receipts contain it. */
export const version = z
  .string()
  .min(1)
  .max(VERSION_CHARS_MAX)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}.:_+-]*$/u, 'A version is made of letters, digits and . : _ + -');

const SCHEME = /^[a-z][a-z0-9+.-]*:/iu;
const NOT_IN_URI = /[\s\p{Cc}<>"{}|\\^`]/u;

/** RFC 3987 §3.1: percent-encodes other characters than ASCII, because ninjs has `format: uri`. */
function asciiUri(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\u0021-\u007e]/gu, (character) =>
      /\s/u.test(character) ? character : encodeURIComponent(character),
    );
}

/** A uri that a reader may follow: absolute, without a scheme that runs code. */
export const link = z
  .string()
  .max(HREF_CHARS_MAX)
  .overwrite(asciiUri)
  .refine((text) => SCHEME.test(text) && !NOT_IN_URI.test(text), 'This is not an absolute uri')
  .refine((text) => !ACTIVE_SCHEME.test(text), 'Links of this scheme are not accepted');

/** Location of a rendition: a link, or the bytes as a data: uri (bounded by the limit of the body). */
export const renditionHref = z.union(
  [z.string().regex(/^data:/iu), link],
  'This is neither an absolute uri nor a data: uri',
);

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/iu;

/** Milliseconds of an RFC 3339 date-time, or null. A date that does not exist is null, not the next day. */
export function instantOf(text: string): number | null {
  const day = INSTANT.exec(text)?.[1];
  if (!day) return null;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const ms = Date.parse(text.toUpperCase());
  const real =
    Number.isFinite(ms) && Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(day);
  return real ? ms : null;
}

export const dateTime = z
  .string()
  .max(40)
  .refine((text) => instantOf(text) !== null, 'This is not an RFC 3339 date-time');

/** A date that may omit its smaller parts (ninjs 3.0 `truncatedDateTimeType`). */
export const truncatedDateTime = z
  .string()
  .max(40)
  .regex(
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?)?)?$/u,
    'This is not a date, month, year or date-time',
  );

export const count = z.int().min(0);
export const urgency = z.int().min(1).max(9);
export const percentage = z.int().min(0).max(100);
/** The shape of BCP 47; ninjs allows any. */
export const language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z0-9_-]*$/u, 'This is not a language tag');
