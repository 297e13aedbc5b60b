/**
 * Optimistic concurrency of every partner request: judge on cached state, let the ledger confirm that the
 * state is current, and otherwise judge again on fresh state from D1.
 */
import type { Caller, JudgedOn, UsedUnits } from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { noteExhausted } from '../platform/metrics/isolate.ts';
import { loadArticleContext, loadLicense } from './decision-context.ts';
import { checkState } from './ledger-call.ts';
import { JUDGE_ATTEMPTS_MAX } from './limits.ts';
import { ledgerUnavailable, refusedByObject, refusedKey } from './refusals.ts';
import type { CachedArticle, LicenseContext } from './types.ts';

export interface Attempt {
  license: LicenseContext;
  object: string;
  judged: JudgedOn;
  /** True from the second attempt on: reads from D1, not from caches. */
  fresh: boolean;
}

/** `stale`: the ledger knows a later state; the caller has to retry. */
export type Attempted<T> = { kind: 'done'; value: T } | { kind: 'stale' };

export function callerOf({ kind: _kind, entitlement: _entitlement, ...caller }: PartnerPrincipal): Caller {
  return caller;
}

export async function withFreshState<T>(
  env: Env,
  principal: PartnerPrincipal,
  attempt: (state: Attempt) => Promise<Attempted<T>>,
): Promise<T> {
  for (let tries = 0; tries < JUDGE_ATTEMPTS_MAX; tries++) {
    const fresh = tries > 0;
    const license = await loadLicense(env, principal.license, fresh);
    if (!license || license.bundle.partner.id !== principal.partner) throw refusedKey('invalid_token');
    const judged: JudgedOn = {
      licenseVersion: license.license.version,
      epoch: license.bundle.epoch,
      items: {},
    };
    const answer = await attempt({ license, object: license.bundle.partner.ledger, judged, fresh });
    if (answer.kind === 'done') return answer.value;
  }
  noteExhausted();
  throw ledgerUnavailable('The rights to this content are being changed right now. Try again.');
}

/** Loads an article and adds it to the judged state. Null: there is no such item or version. */
export async function withArticle(
  env: Env,
  state: Attempt,
  lookup: { id: string; version?: string; now: number },
): Promise<{ article: CachedArticle | null; judged: JudgedOn }> {
  const { id, version, now } = lookup;
  const article = await loadArticleContext(env, id, {
    ...(version !== undefined && { version }),
    fresh: state.fresh,
    now,
  });
  if (!article) return { article, judged: state.judged };
  return { article, judged: { ...state.judged, items: { [id]: article.snapshot.item.seq } } };
}

/**
 * Makes the check call of a route that records no entry. `count` names an event that is only counted.
 * `usedAtMs` requests the license's usage at that time, which is passed to `value`.
 */
export async function confirm<T>(
  env: Env,
  principal: PartnerPrincipal,
  { object, judged, count, usedAtMs, value }: Confirming<T>,
): Promise<Attempted<T>> {
  const answer = await checkState(env, object, {
    caller: callerOf(principal),
    judged,
    ...(count && { count }),
    ...(usedAtMs !== undefined && { usedAtMs }),
  });
  switch (answer.kind) {
    case 'stale':
      return { kind: 'stale' };
    case 'refused':
      throw refusedByObject(answer);
    case 'ok':
      return { kind: 'done', value: value(answer.used ?? null) };
  }
}

interface Confirming<T> {
  object: string;
  judged: JudgedOn;
  count?: string;
  usedAtMs?: number;
  value(used: UsedUnits | null): T;
}
