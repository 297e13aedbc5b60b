/** Reads a published page within the domains of its title, and stores what was answered. */
import { callObject } from '../../ledger/call.ts';
import { objectIn } from '../../ledger/namespace.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { isBugLogged } from '../../platform/timeouts/unavailable.ts';
import { isRedirect, isRegistered, redirectTarget, withoutFragment } from './addresses.ts';
import { READ_TIMEOUT_MS, REDIRECTS_MAX, TURN_TIMEOUT_MS } from './limits.ts';
import { contentOf } from './page-text.ts';
import type { SiteVisit } from './rpc.ts';
import { storeReading } from './store.ts';
import type { PageRequest, ReadPage } from './types.ts';

/** Rejects if R2 is out of reach: a reading without evidence is none. */
export async function readPage(env: Env, { url, domains }: PageRequest): Promise<ReadPage> {
  let finalUrl = withoutFragment(url);
  const page = () => ({
    url,
    finalUrl,
    readAt: new Date().toISOString(),
    status: null,
    sha256: null,
    content: null,
  });
  if (!isRegistered(env, url, domains)) return { ...page(), reason: 'not_registered' };
  let timeoutMs = READ_TIMEOUT_MS;
  for (let redirects = 0; ; redirects++) {
    const visit = await visitSite(env, { url: finalUrl, domains, timeoutMs });
    if (visit.kind === 'unread') return { ...page(), reason: visit.reason };
    timeoutMs -= visit.spentMs;
    const { status, headers, bytes, isCut } = visit.answer;
    if (isCut) return { ...page(), status, reason: 'too_large' };
    if (isRedirect(visit.answer)) {
      const target = redirectTarget(env, { from: finalUrl, location: headers.location ?? null, domains });
      if (target === null || redirects === REDIRECTS_MAX) return { ...page(), status, reason: 'redirected' };
      finalUrl = target;
      continue;
    }
    const read = { ...page(), status };
    const sha256 = await storeReading(env.BUCKET, { ...read, headers, bytes });
    if (status < 200 || status >= 300) return { ...read, reason: 'status', sha256 };
    const content = contentOf(headers['content-type'], bytes);
    return { ...read, reason: content ? null : 'not_text', sha256, content };
  }
}

/** An object that does not answer counts as busy: the reading is repeated. */
async function visitSite(
  env: Env,
  request: { url: string; domains: readonly string[]; timeoutMs: number },
): Promise<SiteVisit> {
  const { host } = new URL(request.url);
  try {
    return await callObject<SiteVisit>(host, () => objectIn(env.SITES, env, host).visit(request), {
      timeoutMs: VISIT_TIMEOUT_MS,
    });
  } catch (error) {
    if (!isBugLogged(error)) log('warn', 'site_not_read', { host, error: String(error) });
    return { kind: 'unread', reason: 'busy', spentMs: 0 };
  }
}

/** A visit waits for its turn twice, and a robots.txt that redirects to other hosts more often. */
const VISIT_TIMEOUT_MS = READ_TIMEOUT_MS + 3 * TURN_TIMEOUT_MS;
