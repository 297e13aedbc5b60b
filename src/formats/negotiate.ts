/** Content negotiation, RFC 9110 §12.4.2 and §12.5.1: the `Accept` header picks the format. */
import { ACCEPT_CHARS_MAX } from './limits.ts';
import { MEDIA_TYPES } from './media-types.ts';
import type { FormatName } from './types.ts';

interface Range {
  type: string;
  subtype: string;
  /** 0 to 1; 0 means: not acceptable. */
  quality: number;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
/** RFC 9110 §12.4.2: at most three decimals, at most 1. */
const QUALITY = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

const OFFERED: [FormatName, string][] = (Object.entries(MEDIA_TYPES) as [FormatName, string[]][]).flatMap(
  ([format, types]) => types.map((type): [FormatName, string] => [format, type]),
);

/**
 * The best offered format. Without a preference (no header, `*`/`*`, equal weights) it is ninjs, then HTML, then text.
 * `offered` lists the media types to name in a 406.
 */
export function negotiate(
  accept: string | undefined,
): { format: FormatName } | { reason: 'not_acceptable'; offered: string[] } {
  if (accept === undefined || accept.trim() === '') return { format: 'ninjs' };
  const ranges = accept.length > ACCEPT_CHARS_MAX ? [] : rangesOf(accept);
  let best: { format: FormatName; quality: number } | undefined;
  for (const [format, type] of OFFERED) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { format, quality };
  }
  return best
    ? { format: best.format }
    : { reason: 'not_acceptable', offered: OFFERED.map(([, type]) => type) };
}

/** The weight of the most specific range that matches: `text/html;q=0` is a refusal, whatever `*`/`*` says. */
function qualityOf(mediaType: string, ranges: Range[]): number {
  const [type, subtype] = mediaType.split('/');
  const exact = ranges.find((range) => range.type === type && range.subtype === subtype);
  const family = ranges.find((range) => range.type === type && range.subtype === '*');
  const any = ranges.find((range) => range.type === '*');
  return (exact ?? family ?? any)?.quality ?? 0;
}

/** An element that cannot be read accepts nothing; of equal ranges the first counts. */
function rangesOf(accept: string): Range[] {
  return accept.split(',').flatMap((element) => {
    const [name = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
    const [type = '', subtype = '', rest] = name.split('/');
    if (rest !== undefined || !TOKEN.test(type) || !TOKEN.test(subtype) || (type === '*' && subtype !== '*'))
      return [];
    const values = new Map(
      parameters.map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']),
    );
    const weight = values.get('q') ?? '1';
    if (!QUALITY.test(weight)) return [];
    // a parameter asks for a variant that we do not have; every variant that we have is UTF-8
    const variant = [...values.keys()].some((key) => key !== 'q' && key !== '' && !isUtf8(key, values));
    return variant ? [] : [{ type, subtype, quality: Number(weight) }];
  });
}

function isUtf8(key: string, values: Map<string, string>): boolean {
  return key === 'charset' && /^"?utf-?8"?$/.test(values.get(key) ?? '');
}
