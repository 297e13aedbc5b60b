/** Licenses near their quota, as last told: to know them, all have to be looked at. */

import { NEAR_QUOTA_KEPT_MS } from './limits.ts';
import { nearQuota } from './object-store/near-quota.ts';
import type { NearQuota } from './types.ts';

interface Told {
  items: NearQuota[];
  /** Of all that are, however many are told. */
  count: number;
}

export class NearQuotas {
  readonly #sql: SqlStorage;
  #kept: { atMs: number; asked: string; told: Told } | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** As of up to half a minute ago, or since the last `forget`. */
  near(share: number, limit: number, atMs: number): Told {
    const asked = `${share} ${limit}`;
    const kept = this.#kept;
    if (kept?.asked === asked && atMs - kept.atMs < NEAR_QUOTA_KEPT_MS) return kept.told;
    const told = nearQuota(this.#sql, { atMs, share, limit });
    this.#kept = { atMs, asked, told };
    return told;
  }

  /** After a change of a license. */
  forget(): void {
    this.#kept = null;
  }
}
