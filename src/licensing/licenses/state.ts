/** A license as its ledger object keeps it. Pure. */
import type { LicenseState, LicenseStatus } from '../../ledger/types.ts';
import type { LicenseTerms } from '../../rights/terms.ts';

export function licenseState(license: {
  id: string;
  version: number;
  status: LicenseStatus;
  terms: LicenseTerms;
}): LicenseState {
  const { id, version, status, terms } = license;
  return {
    id,
    partner: terms.partner,
    version,
    status,
    startsMs: Date.parse(terms.starts),
    endsMs: Date.parse(terms.ends),
    ...(terms.quota && { quota: terms.quota }),
    ...(terms.timeZone !== undefined && { timeZone: terms.timeZone }),
  };
}
