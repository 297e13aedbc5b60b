/** The response to a delivery: validators, rights headers, and nothing a shared cache may keep. */
import { createHash } from 'node:crypto';
import type { Env } from '../platform/env.ts';
import type { Delivered } from './deliver.ts';
import { withheldHeader } from './refuse.ts';

/** Strong validator over item version, format, decision and license version: the grant names all but the format. */
export function etagOf(grant: string, format: string): string {
  return `"${createHash('sha256').update(`${grant}\n${format}`).digest('base64url').slice(0, 27)}"`;
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
  { format, receipt }: { format: string; receipt?: string },
): Record<string, string> {
  return {
    'Rights-Entry': delivered.entry,
    ...(receipt && { 'Rights-Receipt': receipt }),
    ...withheldHeader(delivered.withheld),
    Link: `<${env.AGENCY_LICENSE_URL}>; rel="license"`,
    ETag: etagOf(delivered.grant, format),
    'Last-Modified': new Date(delivered.item.versionCreated).toUTCString(),
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept, Authorization',
    // Article text is other people's markup: even rebuilt from an allow-list it gets no powers.
    'Content-Security-Policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
  };
}
