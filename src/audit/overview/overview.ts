/** The overview: read from stored sums, the first rows of lists, and counts of the shards. */
import type { z } from '@hono/zod-openapi';
import { HOUR_CHARS } from '../../ledger/segments/hours.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import type { Env } from '../../platform/env.ts';
import { printScope, scopeOf } from '../../restrictions/scope.ts';
import { namesById } from '../entities/names-store.ts';
import { recallResources } from '../recalls/resource.ts';
import { toRecall } from '../recalls/store.ts';
import { ACTIVITY_DAYS, ENDING_DAYS, KEY_EXPIRING_DAYS, KEY_SILENT_DAYS } from './limits.ts';
import { monthsUntil, readMonths } from './months.ts';
import { quotasNearlyUsed, resetsMs } from './quotas.ts';
import type { overviewAnswer } from './schemas.ts';
import { type DeskRows, partnersToCall, readForAll, readForDesk } from './store.ts';

export type Overview = z.input<typeof overviewAnswer>;

const DAY_MS = 86_400_000;
const instant = (ms: number) => new Date(ms).toISOString();

interface OverviewParams {
  /** Milliseconds, UTC. */
  nowMs: number;
  /** IANA time zone in which "today" is determined. */
  zone: string;
  /** Includes data for the licensing desk only. */
  forDesk: boolean;
}

export async function overviewOf(env: Env, { nowMs, zone, forDesk }: OverviewParams): Promise<Overview> {
  const months = monthsUntil(dateIn(zone, nowMs));
  const [{ hours, findings, recalls, openRecalls }, current, near, desk] = await Promise.all([
    readForAll(env.DB, instant(nowMs - ACTIVITY_DAYS * DAY_MS).slice(0, HOUR_CHARS)),
    readMonths(env.DB, months),
    quotasNearlyUsed(env),
    forDesk
      ? readForDesk(env.DB, {
          nowMs,
          endingMs: nowMs + ENDING_DAYS * DAY_MS,
          expiring: instant(nowMs + KEY_EXPIRING_DAYS * DAY_MS),
          silent: instant(nowMs - KEY_SILENT_DAYS * DAY_MS),
        })
      : null,
  ]);
  const listed = [...recalls.items, ...openRecalls.items].map(toRecall);
  const [summaries, toCall] = await Promise.all([
    recallResources(env.DB, listed),
    partnersToCall(
      env.DB,
      listed.map(({ id }) => id),
    ),
  ]);
  const resources = summaries.map((recall) => {
    const partners = toCall.get(recall.id) ?? [];
    const calls = partners.map(({ partner, name, contact }) => ({ partner, name, contact }));
    return { ...recall, toCall: partners[0]?.counted ?? 0, calls };
  });
  const lines = [...near.items, ...(desk?.ending.items ?? []), ...(desk?.keys.items ?? [])];
  const names = await namesById(
    env,
    'license',
    lines.map(({ license }) => license),
  );
  const nameOf = ({ license, partner }: { license: string; partner: string }) => ({
    license,
    partner: { id: partner, name: names.get(license)?.partner?.name ?? null },
    reference: names.get(license)?.reference ?? null,
  });
  return {
    at: instant(nowMs),
    activity: hours,
    quotas: {
      ...near,
      items: near.items.map((quota) => ({
        ...nameOf(quota),
        used: quota.used,
        ...quota.quota,
        resets: instant(resetsMs(quota, nowMs)),
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
    recalls: { ...recalls, items: resources.slice(0, recalls.items.length) },
    openRecalls: { ...openRecalls, items: resources.slice(recalls.items.length) },
    months: current.months,
    statements: { period: months.previous.period, due: current.due, older: current.older },
    desk: desk && deskPart(desk, nameOf),
  };
}

function deskPart(
  { ending, embargoes, unreviewed, keys, has }: DeskRows,
  nameOf: (line: { license: string; partner: string }) => {
    license: string;
    partner: { id: string; name: string | null };
    reference: string | null;
  },
): Overview['desk'] {
  return {
    ending: {
      count: ending.count,
      items: ending.items.map((license) => ({ ...nameOf(license), ends: license.ends })),
    },
    embargoes: {
      count: embargoes.count,
      items: embargoes.items.map(({ article, headline, until_ms }) => ({
        ...{ article, headline },
        embargoedUntil: instant(until_ms),
      })),
    },
    held: has.held,
    unreviewed: {
      count: unreviewed.count,
      items: unreviewed.items.map(({ id, scope_kind, scope_id, text }) => ({
        restriction: id,
        scope: printScope(scopeOf(scope_kind, scope_id)),
        text,
      })),
    },
    keys: {
      count: keys.count,
      items: keys.items.map((row) => {
        const { license, partner } = nameOf(row);
        const { key, name, expires, last_used: lastUsed, concern } = row;
        return { key, name, license, partner, expires, lastUsed, concern };
      }),
    },
    has: {
      partners: has.partners === 1,
      products: has.products === 1,
      licenses: has.licenses === 1,
      keys: has.keys === 1,
      newsroom: has.newsroom === 1,
      articles: has.articles === 1,
      auditors: has.auditors === 1,
    },
  };
}
