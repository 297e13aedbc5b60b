/** The response to a delivery, but for the name of its entry: validators, rights headers, and nothing a shared cache may keep. */
import type { Env } from '../platform/env.ts';
import type { Delivered } from './deliver.ts';
import type { MadeUnder } from './made-under.ts';
import { withheldHeader } from './refuse.ts';

/** Characters of the grant's digest that tell two grants apart: 162 bits. */
const ETAG_CHARS = 27;

/**
 * Strong validator over item version, format, decision and license version, which the grant names but for the format, and over the
 * bindings that the bytes are made of.
 */
export function etagOf(grant: string, format: string, { seal }: Pick<MadeUnder, 'seal'>): string {
  return `"${grant.slice(0, ETAG_CHARS)}.${seal}.${format}"`;
}

/** RFC 9110 §13.1.2: weak comparison, so that a proxy's `W/` does no harm. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

export function rightsHeaders(
  env: Env,
  delivered: Delivered,
  { etag, receipt }: { etag: string; receipt?: string },
): Record<string, string> {
  return {
    ...(receipt && { 'Rights-Receipt': receipt }),
    ...withheldHeader(delivered.withheld),
    Link: `<${env.AGENCY_LICENSE_URL}>; rel="license"`,
    ETag: etag,
    'Last-Modified': new Date(delivered.item.versionCreated).toUTCString(),
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept, Authorization',
  };
}
