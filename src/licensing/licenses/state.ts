/** License state for the ledger shard. Pure. */
import type { LicenseState, LicenseStatus } from '../../ledger/types.ts';
import { recallTimes } from '../../rights/index.ts';
import type { CommonTerms } from '../../rights/terms.ts';

export type LedgerTerms = Pick<CommonTerms, 'partner' | 'starts' | 'ends' | 'quota' | 'timeZone' | 'recall'>;

export function licenseState(license: {
  id: string;
  version: number;
  status: LicenseStatus;
  terms: LedgerTerms;
}): LicenseState {
  const { id, version, status, terms } = license;
  const recall = recallTimes(terms);
  return {
    id,
    partner: terms.partner,
    version,
    status,
    startsMs: Date.parse(terms.starts),
    endsMs: Date.parse(terms.ends),
    ...(terms.quota && { quota: terms.quota }),
    ...(recall && { recall }),
    ...(terms.timeZone !== undefined && { timeZone: terms.timeZone }),
  };
}
