/** Content negotiation (RFC 9110 §12.4.2, §12.5.1): selects the offered media type that a client prefers. */
import { ACCEPT_CHARS_MAX } from './limits.ts';

interface Range {
  type: string;
  subtype: string;
  parameters: [string, string][];
  /** 0 to 1; 0 means not acceptable. */
  quality: number;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
/** RFC 9110 §12.4.2: at most three decimals, at most 1. */
const QUALITY = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/** A media type that we offer, parsed. */
export type MediaType = Omit<Range, 'quality'>;

/** A parsed header. Null: without one, everything is accepted alike. */
export type Preference = readonly Range[] | null;

export function preferenceOf(accept: string | undefined): Preference {
  if (accept === undefined || accept.trim() === '') return null;
  return accept.length > ACCEPT_CHARS_MAX ? [] : rangesOf(accept);
}

/** Undefined if the text is no media type: then no range matches it. */
export const mediaTypeOf = (text: string): MediaType | undefined => rangesOf(text)[0];

export type Offer<T> = readonly [T, MediaType | undefined];

export function offersOf<T>(offered: readonly (readonly [T, string])[]): Offer<T>[] {
  return offered.map(([offer, mediaType]) => [offer, mediaTypeOf(mediaType)]);
}

/**
 * Returns the best accepted offer. `offered` is in our order of preference, each with a media type; the first
 * wins between equals. Undefined: none is accepted.
 */
export function bestOf<T>(preference: Preference, offered: readonly Offer<T>[]): T | undefined {
  if (!preference) return offered[0]?.[0];
  let best: { offer: T; quality: number } | undefined;
  for (const [offer, mediaType] of offered) {
    // The most specific range decides: `text/html;q=0` is a refusal, whatever `*`/`*` says.
    const quality = bestMatch(mediaType, preference)?.quality ?? 0;
    if (quality > (best?.quality ?? 0)) best = { offer, quality };
  }
  return best?.offer;
}

/** True if a client excludes a media type by name, with a weight of 0. */
export function isRefused(preference: Preference, mediaType: MediaType | undefined): boolean {
  const match = preference && bestMatch(mediaType, preference);
  return match?.quality === 0 && match.specific >= NAMED;
}

function bestMatch(
  offer: MediaType | undefined,
  ranges: readonly Range[],
): { quality: number; specific: number } | undefined {
  if (!offer) return undefined;
  let best: { quality: number; specific: number } | undefined;
  for (const range of ranges) {
    const specific = specificity(range, offer);
    if (specific > (best?.specific ?? -1)) best = { quality: range.quality, specific };
  }
  return best;
}

const NAMED = 2;

/** How specifically the range matches the offer; -1: it does not. */
function specificity({ type, subtype, parameters }: Range, offer: MediaType): number {
  const holds = parameters.every(([name, value]) =>
    offer.parameters.some((parameter) => parameter[0] === name && parameter[1] === value),
  );
  if (!holds || (type !== '*' && type !== offer.type)) return -1;
  if (subtype !== '*') return subtype === offer.subtype ? NAMED + parameters.length : -1;
  return type === '*' ? 0 : 1;
}

/** An unreadable element accepts nothing; the first of equal ranges counts. */
function rangesOf(accept: string): Range[] {
  return accept.split(',').flatMap((element) => {
    const [name = '', ...rest] = element.split(';').map((part) => part.trim().toLowerCase());
    const [type = '', subtype = '', more] = name.split('/');
    if (more !== undefined || !TOKEN.test(type) || !TOKEN.test(subtype) || (type === '*' && subtype !== '*'))
      return [];
    const parameters = rest.filter((part) => part !== '').map(parameterOf);
    const weight = parameters.find(([key]) => key === 'q')?.[1] ?? '1';
    if (!QUALITY.test(weight)) return [];
    const required = parameters.filter((parameter) => parameter[0] !== 'q' && !isUtf8(parameter));
    return [{ type, subtype, parameters: required, quality: Number(weight) }];
  });
}

function parameterOf(part: string): [string, string] {
  const [name = '', value = ''] = part.split('=').map((side) => side.trim());
  return [name, value.replace(/^"(.*)"$/, '$1')];
}

/** All our texts are UTF-8, whether or not the media type says so. */
function isUtf8([name, value]: [string, string]): boolean {
  return name === 'charset' && /^utf-?8$/.test(value);
}
