/**
 * Licenses of the object that have used most of their quota in the current window. Cached, since finding them
 * reads all licenses.
 */
import { NEAR_QUOTA_KEPT_MS } from './limits.ts';
import type { EntryLog } from './log/entry-log.ts';
import { windowsOf } from './meter.ts';
import { licensesWithQuota } from './object-store/told.ts';
import type { LicenseState, NearQuota } from './types.ts';

interface Told {
  items: NearQuota[];
  /** Of all that are, however many are told. */
  count: number;
}

export class NearQuotas {
  readonly #sql: SqlStorage;
  readonly #entries: EntryLog;
  #kept: { atMs: number; asked: string; told: Told } | null = null;

  constructor(sql: SqlStorage, entries: EntryLog) {
    this.#sql = sql;
    this.#entries = entries;
  }

  /** As of up to half a minute ago, or since the last `forget`. */
  near(share: number, limit: number, atMs: number): Told {
    const asked = `${share} ${limit}`;
    const kept = this.#kept;
    if (kept?.asked === asked && atMs - kept.atMs < NEAR_QUOTA_KEPT_MS) return kept.told;
    const told = this.#look(share, limit, atMs);
    this.#kept = { atMs, asked, told };
    return told;
  }

  /** After a change of a license. */
  forget(): void {
    this.#kept = null;
  }

  /** Those most used first. */
  #look(share: number, limit: number, atMs: number): Told {
    const near = licensesWithQuota(this.#sql, atMs)
      .flatMap((license) => this.#nearOf(license, atMs))
      .filter(({ used, quota }) => used > 0 && used >= share * quota.limit)
      .sort((a, b) => shareOf(b) - shareOf(a) || (a.license < b.license ? -1 : 1));
    return { items: near.slice(0, limit), count: near.length };
  }

  #nearOf(license: LicenseState, atMs: number): NearQuota[] {
    const { id, partner, quota, timeZone = 'UTC', endsMs } = license;
    if (!quota) return [];
    const used = this.#entries.used(id, windowsOf(license, atMs)[quota.per]);
    return [{ license: id, partner, quota, used, timeZone, endsMs }];
  }
}

const shareOf = ({ used, quota }: NearQuota) => used / Math.max(1, quota.limit);
