/** Reads a published page within the domains of its title, and stores what was answered. */
import { callObject } from '../../ledger/call.ts';
import { objectIn } from '../../ledger/namespace.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { isBugLogged } from '../../platform/timeouts/unavailable.ts';
import { isRedirect, isRegistered, redirectTarget, withoutFragment } from './addresses.ts';
import { READ_TIMEOUT_MS, REDIRECTS_MAX, TURN_TIMEOUT_MS } from './limits.ts';
import { contentOf } from './page-text.ts';
import type { SiteAnswer, SiteVisit } from './rpc.ts';
import { storeReading } from './store.ts';
import type { PageRequest, ReadPage } from './types.ts';

/** Rejects if R2 is out of reach: a reading without evidence is none. */
export async function readPage(env: Env, request: PageRequest): Promise<ReadPage> {
  return storePage(env, await fetchPage(env, request));
}

/** A page that was requested, and not stored. */
export interface FetchedPage extends Omit<ReadPage, 'sha256' | 'content'> {
  /** Null: there was none that counts. */
  answer: SiteAnswer | null;
}

/** Rejects if R2 is out of reach. */
export async function storePage(env: Env, fetched: FetchedPage): Promise<ReadPage> {
  const { answer, ...page } = fetched;
  if (!answer) return { ...page, sha256: null, content: null };
  const { status, headers, bytes } = answer;
  const sha256 = await storeReading(env.BUCKET, { ...page, status, headers, bytes });
  if (page.reason) return { ...page, sha256, content: null };
  const content = contentIn(fetched);
  return { ...page, reason: content ? null : 'not_text', sha256, content };
}

/** Null: there is no text. */
export const contentIn = ({ answer, reason }: FetchedPage): ReadPage['content'] =>
  answer && !reason ? contentOf(answer.headers['content-type'], answer.bytes) : null;

/** Follows redirects within the domains. */
export async function fetchPage(env: Env, { url, domains }: PageRequest): Promise<FetchedPage> {
  let finalUrl = withoutFragment(url);
  let timeoutMs = READ_TIMEOUT_MS;
  const fetched = (
    reason: ReadPage['reason'],
    status: number | null = null,
    answer: SiteAnswer | null = null,
  ) => ({ url, finalUrl, readAt: new Date().toISOString(), status, reason, answer });
  if (!isRegistered(env, url, domains)) return fetched('not_registered');
  for (let redirects = 0; ; redirects++) {
    const visit = await visitSite(env, { url: finalUrl, domains, timeoutMs });
    if (visit.kind === 'unread') return fetched(visit.reason);
    timeoutMs -= visit.spentMs;
    const { answer } = visit;
    const { status } = answer;
    if (answer.isCut) return fetched('too_large', status);
    if (!isRedirect(answer)) return fetched(status < 200 || status >= 300 ? 'status' : null, status, answer);
    const location = answer.headers.location ?? null;
    const target = redirectTarget(env, { from: finalUrl, location, domains });
    if (target === null || redirects === REDIRECTS_MAX) return fetched('redirected', status);
    finalUrl = target;
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
