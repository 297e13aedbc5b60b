/**
 * Enters events that come of time and usage instead of a change: a quota that has reached a threshold, a key
 * or a license that ends soon. Each is entered once, whenever it runs.
 */
import { derivedId } from '../../platform/ids.ts';
import { log } from '../../platform/log.ts';
import { windowsOf } from '../meter.ts';
import type { NearQuotas } from '../near-quotas.ts';
import { readLicense } from '../object-store/catalogue-state.ts';
import { firstRow } from '../object-store/row.ts';
import { insertEvent } from './store.ts';
import type { EventType, LicenseEvent } from './types.ts';

interface Deps {
  sql: SqlStorage;
  quotas: NearQuotas;
  /** False for a partner that arrives or leaves: the other shard enters its events. */
  isHere(partner: string): boolean;
  transaction(body: () => void): void;
}

const DAY_MS = 86_400_000;
/** Thresholds of a quota, percent. */
const PERCENTS = [50, 80, 100];
/** Days before its end at which a partner is reminded. */
const DAYS_BEFORE = [1, 7, 30];
/** It reads all licenses and keys, so it runs at most this often. */
const EVERY_MS = 30_000;

export class Reminders {
  readonly #deps: Deps;
  #ranMs = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Returns the licenses with a new event. Never throws. `nowMs`: UTC. */
  enter(nowMs: number): string[] {
    if (Math.abs(nowMs - this.#ranMs) < EVERY_MS) return [];
    this.#ranMs = nowMs;
    const notified: string[] = [];
    try {
      this.#deps.transaction(() => {
        for (const event of [...this.#quotasReached(nowMs), ...this.#endingSoon(nowMs)])
          if (insertEvent(this.#deps.sql, event)) notified.push(event.license);
      });
      return notified;
    } catch (error) {
      log('error', 'reminders_not_entered', { error: String(error) });
      return [];
    }
  }

  #quotasReached(nowMs: number): LicenseEvent[] {
    const { sql, quotas, isHere } = this.#deps;
    return quotas.all((PERCENTS[0] ?? 0) / 100, nowMs).flatMap(({ license, partner, quota, used }) => {
      const state = readLicense(sql, license);
      if (!state || !isHere(partner)) return [];
      const window = windowsOf(state, nowMs)[quota.per];
      const before = percentNotified(sql, license, window);
      const reached = PERCENTS.filter((percent) => percent > before && 100 * used >= percent * quota.limit);
      const highest = reached.at(-1);
      if (highest !== undefined) notePercent(sql, { license, window, percent: highest });
      return reached.map((percent) => ({
        id: derivedId('evt', license, 'quota.threshold', window, String(percent)),
        type: 'quota.threshold' as const,
        at: new Date(nowMs).toISOString(),
        license,
        quota: { percent, used, limit: quota.limit, per: quota.per },
      }));
    });
  }

  #endingSoon(nowMs: number): LicenseEvent[] {
    const { sql, isHere } = this.#deps;
    const untilMs = nowMs + Math.max(...DAYS_BEFORE) * DAY_MS;
    const ending = sql
      .exec<{ license: string; partner: string; key: string | null; ends_ms: number }>(
        `WITH active AS (SELECT id, state ->> 'partner' AS partner, state ->> 'endsMs' AS ends_ms FROM licenses
           WHERE state ->> 'status' = 'active' AND state ->> 'endsMs' > ?1)
         SELECT id AS license, partner, NULL AS key, ends_ms FROM active WHERE ends_ms <= ?2 UNION ALL
         SELECT license, partner, keys.id, expires_ms FROM keys JOIN active ON active.id = license
         WHERE keys.status = 'active' AND expires_ms > ?1 AND expires_ms <= ?2`,
        nowMs,
        untilMs,
      )
      .toArray();
    return ending
      .filter(({ partner }) => isHere(partner))
      .map(({ license, key, ends_ms }) => {
        const days = DAYS_BEFORE.find((count) => ends_ms - nowMs <= count * DAY_MS) ?? 0;
        const type: EventType = key === null ? 'license.ending' : 'key.expiring';
        return {
          id: derivedId('evt', license, type, key ?? '', String(ends_ms), String(days)),
          type,
          at: new Date(nowMs).toISOString(),
          license,
          ...(key !== null && { key }),
          endsAt: new Date(ends_ms).toISOString(),
        };
      });
  }
}

/** 0: none in this window. */
function percentNotified(sql: SqlStorage, license: string, window: string): number {
  const row = firstRow(
    sql.exec<{ percent: number }>(
      'SELECT percent FROM quota_reached WHERE license = ? AND quota_window = ?',
      license,
      window,
    ),
  );
  return row?.percent ?? 0;
}

interface Reached {
  license: string;
  window: string;
  percent: number;
}

function notePercent(sql: SqlStorage, { license, window, percent }: Reached): void {
  sql.exec(
    'INSERT OR REPLACE INTO quota_reached (license, quota_window, percent) VALUES (?, ?, ?)',
    license,
    window,
    percent,
  );
}
