/** What there is to know at a glance: read from sums, from beginnings of lists, and from what the ledger objects count themselves. */
import type { z } from '@hono/zod-openapi';
import { HOUR_CHARS } from '../../ledger/segments/hours.ts';
import type { Env } from '../../platform/env.ts';
import { printScope, scopeOf } from '../../restrictions/scope.ts';
import { findPartners } from '../reports/log/store.ts';
import { ACTIVITY_DAYS, ENDING_DAYS } from './limits.ts';
import { quotasNearlyUsed, resetsMs } from './quotas.ts';
import type { overviewAnswer } from './schemas.ts';
import { type DeskRows, readForAll, readForDesk } from './store.ts';

export type Overview = z.input<typeof overviewAnswer>;

const DAY_MS = 86_400_000;
const instant = (ms: number) => new Date(ms).toISOString();

/** `forDesk`: with what only the desk may see. `nowMs`: milliseconds, UTC. */
export async function overviewOf(env: Env, nowMs: number, forDesk: boolean): Promise<Overview> {
  const [{ hours, findings }, near, desk] = await Promise.all([
    readForAll(env.DB, instant(nowMs - ACTIVITY_DAYS * DAY_MS).slice(0, HOUR_CHARS)),
    quotasNearlyUsed(env),
    forDesk ? readForDesk(env.DB, { nowMs, endingMs: nowMs + ENDING_DAYS * DAY_MS }) : null,
  ]);
  const named = [...near.items, ...(desk?.ending.items ?? [])].map(({ partner }) => partner);
  const partners = named.length > 0 ? await findPartners(env.DB, [...new Set(named)]) : new Map();
  const partnerOf = (id: string) => ({ id, name: partners.get(id)?.name ?? null });
  return {
    at: instant(nowMs),
    activity: hours,
    quotas: {
      ...near,
      items: near.items.map((one) => ({
        license: one.license,
        partner: partnerOf(one.partner),
        used: one.used,
        ...one.quota,
        resets: instant(resetsMs(one, nowMs)),
      })),
    },
    findings: {
      count: findings.count,
      items: findings.items.map(({ id, kind, license, sentence, since }) => ({
        id,
        kind,
        license,
        sentence,
        since,
      })),
    },
    desk: desk && deskPart(desk, partnerOf),
  };
}

function deskPart(
  { ending, embargoes, unreviewed, has }: DeskRows,
  partnerOf: (id: string) => { id: string; name: string | null },
): Overview['desk'] {
  return {
    ending: {
      count: ending.count,
      items: ending.items.map(({ license, partner, ends }) => ({
        license,
        partner: partnerOf(partner),
        ends,
      })),
    },
    embargoes: {
      count: embargoes.count,
      items: embargoes.items.map(({ article, headline, until_ms }) => ({
        ...{ article, headline },
        embargoedUntil: instant(until_ms),
      })),
    },
    unreviewed: {
      count: unreviewed.count,
      items: unreviewed.items.map(({ id, scope_kind, scope_id, text }) => ({
        restriction: id,
        scope: printScope(scopeOf(scope_kind, scope_id)),
        text,
      })),
    },
    has: {
      partners: has.partners === 1,
      products: has.products === 1,
      licenses: has.licenses === 1,
      keys: has.keys === 1,
      articles: has.articles === 1,
    },
  };
}
