/** Selects the format of an article: by the suffix of its address, or else by `Accept`. */
import { bestOf, isRefused, offersOf, preferenceOf } from './accept.ts';
import { FORMATS, type Format, type FormatName } from './index.ts';

const NAMES = Object.keys(FORMATS) as FormatName[];

const OFFERS = NAMES.map((name) => offersOf(FORMATS[name].mediaTypes.map((type) => [name, type] as const)));

/**
 * Returns the best offered format; without a preference (no header, `*`/`*`, equal weights) the first.
 * `offered`: media types for a 406.
 */
export function negotiate(
  accept: string | undefined,
): { format: FormatName } | { reason: 'not_acceptable'; offered: string[] } {
  const preference = preferenceOf(accept);
  // A document has the first media type of its format, whichever alias matched.
  const labeled = OFFERS.filter(([label]) => !isRefused(preference, label?.[1]));
  const format = bestOf(preference, labeled.flat());
  if (format) return { format };
  return { reason: 'not_acceptable', offered: NAMES.flatMap((name) => FORMATS[name].mediaTypes) };
}

/**
 * Splits `itm_….html` into article and format. An explicit suffix overrides any `Accept`. Ids contain no dot,
 * so an address without a known suffix stays whole, and names nothing.
 */
export function splitSuffix(address: string): { article: string; format?: FormatName } {
  const dot = address.lastIndexOf('.');
  const format = dot < 0 ? undefined : NAMES.find((name) => suffixOf(name) === address.slice(dot + 1));
  return format ? { article: address.slice(0, dot), format } : { article: address };
}

const suffixOf = (name: FormatName): Format['suffix'] => FORMATS[name].suffix;
