/**
 * Licenses of the object that have used most of their quota in the current window. Cached, since finding them
 * reads all licenses.
 */
import { NEAR_QUOTA_CACHED_MS } from './limits.ts';
import type { EntryLog } from './log/entry-log.ts';
import { windowsOf } from './meter.ts';
import { licensesWithQuota } from './object-store/catalogue-state.ts';
import type { LicenseState, NearQuota } from './types.ts';

interface NearQuotaList {
  items: NearQuota[];
  /** Total number, whatever the limit. */
  count: number;
}

export class NearQuotas {
  readonly #sql: SqlStorage;
  readonly #entries: EntryLog;
  #cached: { atMs: number; query: string; list: NearQuotaList } | null = null;

  constructor(sql: SqlStorage, entries: EntryLog) {
    this.#sql = sql;
    this.#entries = entries;
  }

  /** At most half a minute old, and newer than the last `forget`. */
  near(share: number, limit: number, atMs: number): NearQuotaList {
    const query = `${share} ${limit}`;
    const cached = this.#cached;
    if (cached?.query === query && atMs - cached.atMs < NEAR_QUOTA_CACHED_MS) return cached.list;
    const list = this.#find(share, limit, atMs);
    this.#cached = { atMs, query, list };
    return list;
  }

  /** Called after a change of a license. */
  forget(): void {
    this.#cached = null;
  }

  /** Sorted by usage, descending. */
  #find(share: number, limit: number, atMs: number): NearQuotaList {
    const near = this.all(share, atMs);
    return { items: near.slice(0, limit), count: near.length };
  }

  /** All of them, as of now, sorted by usage, descending. */
  all(share: number, atMs: number): NearQuota[] {
    return licensesWithQuota(this.#sql, atMs)
      .flatMap((license) => this.#nearOf(license, atMs))
      .filter(({ used, quota }) => used > 0 && used >= share * quota.limit)
      .sort((a, b) => shareOf(b) - shareOf(a) || (a.license < b.license ? -1 : 1));
  }

  #nearOf(license: LicenseState, atMs: number): NearQuota[] {
    const { id, partner, quota, timeZone = 'UTC', endsMs } = license;
    if (!quota) return [];
    const used = this.#entries.used(id, windowsOf(license, atMs)[quota.per]);
    return [{ license: id, partner, quota, used, timeZone, endsMs }];
  }
}

const shareOf = ({ used, quota }: NearQuota) => used / Math.max(1, quota.limit);
