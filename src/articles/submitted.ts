/** Reads the newsroom's requests: an item or a package, as ninjs in JSON or as NewsML-G2, by Content-Type. */
import type { Context } from 'hono';
import { agencyOf } from '../platform/env.ts';
import { type Attempt, done, failed } from '../platform/failure.ts';
import type { AppEnv } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import { isXml } from '../platform/request-limits.ts';
import { termsOfRequest } from '../restrictions/terms-budget.ts';
import { sourceDigest } from './ingest/digest.ts';
import type { SubmittedItem } from './ingest/version-placement.ts';
import { readNewsml } from './newsml/read.ts';
import { parseItem } from './ninjs/parse.ts';
import { readPackage } from './packages/read.ts';

/** Reads one item. A message is always a package. Throws if the usage terms exceed the request's budget. */
export async function submittedItem(
  c: Context<AppEnv>,
  json: unknown,
  sections: string[],
): Promise<Attempt<SubmittedItem>> {
  const options = optionsOf(c, sections);
  const spendOnTerms = termsOfRequest(c.get('budget'));
  if (isNewsml(c)) {
    const result = readNewsml(await bytesOf(c), options);
    if (!result.ok) return failed({ reason: 'malformed', faults: result.reason });
    const [item] = result.value.items;
    if (item && !result.value.message) {
      spendOnTerms(item.rights);
      return done({ ...item, path: '' });
    }
    const message = 'A newsMessage goes to PUT /v1/admin/packages; a newsItem or a packageItem goes here';
    return failed({ reason: 'malformed', faults: [{ path: '/newsMessage', message }] });
  }
  const result = parseItem(json, options);
  if (!result.ok) return failed({ reason: 'malformed', faults: result.reason });
  spendOnTerms(result.value.rights);
  return done({ ...result.value, digest: sourceDigest(json), path: '' });
}

/**
 * Reads several items: all of them, or the faults of each. Throws like `submittedItem`, for all of them
 * together.
 */
export async function submittedPackage(
  c: Context<AppEnv>,
  json: unknown,
  sections: string[],
): Promise<Attempt<SubmittedItem[]>> {
  const options = optionsOf(c, sections);
  const spendOnTerms = termsOfRequest(c.get('budget'));
  if (isNewsml(c)) {
    const result = readNewsml(await bytesOf(c), options);
    if (!result.ok) return failed({ reason: 'malformed', faults: result.reason });
    for (const { rights } of result.value.items) spendOnTerms(rights);
    return done(result.value.items);
  }
  const result = readPackage(json, options, spendOnTerms);
  return result.ok ? done(result.value) : failed({ reason: 'malformed', faults: result.reason });
}

function optionsOf(c: Context<AppEnv>, sections: string[]) {
  const { now, budget } = c.var;
  return { sections, now, budget, agency: c.env.AGENCY_NAME, ownUrl: agencyOf(c.env).publicUrl };
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)/iu;

function isNewsml(c: Context<AppEnv>): boolean {
  const header = c.req.header('Content-Type') ?? '';
  if (!isXml(header.split(';')[0]?.trim().toLowerCase() ?? '')) return false;
  const charset = CHARSET.exec(header)?.[1];
  // The header takes precedence over the document (RFC 7303 §3).
  if (charset === undefined || charset.toLowerCase() === 'utf-8') return true;
  throw new Refusal({
    code: 'unsupported_type',
    detail: 'XML must be encoded in UTF-8.',
    members: { errors: [{ path: 'Content-Type', message: `charset ${charset}` }] },
  });
}

async function bytesOf(c: Context<AppEnv>): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}
