/**
 * What the object says of a request before it writes anything: is the key good, was the decision made on the
 * current state, is the license in force at this very instant. Pure.
 */
import type { Current, Fence, JudgedOn, LicenseState, ObjectRefusal } from './types.ts';

export interface KeyState {
  id: string;
  license: string;
  status: 'active' | 'revoked';
  expiresMs?: number;
  version: number;
}

/** What the object knows that bears on one request. */
export interface Known {
  license: LicenseState | null;
  key: KeyState | null;
  partnerStatus: 'active' | 'suspended' | null;
  epoch: number;
  /** Fences on the items that were judged. */
  fences: Fence[];
}

export type Verdict =
  | { kind: 'ok'; license: LicenseState }
  | { kind: 'refused'; code: Exclude<ObjectRefusal, 'quota_exceeded'>; license: LicenseState }
  | { kind: 'stale'; current: Current };

export function judge(known: Known, license: string, judged: JudgedOn, atMs: number): Verdict {
  const { key } = known;
  const fences = known.fences.filter((fence) => (judged.items[fence.item] ?? -1) < fence.seq);
  const current: Current = { epoch: known.epoch, fences, ...(known.license && { license: known.license }) };
  // An object that has not been told of a license, key or partner yet cannot vouch for it.
  if (!known.license || !key || !known.partnerStatus) return { kind: 'stale', current };
  const refused = (code: Exclude<ObjectRefusal, 'quota_exceeded'>, state: LicenseState): Verdict => ({
    kind: 'refused',
    code,
    license: state,
  });

  if (
    key.license !== license ||
    key.status !== 'active' ||
    (key.expiresMs ?? Number.POSITIVE_INFINITY) <= atMs
  )
    return refused('invalid_token', known.license);
  if (known.partnerStatus !== 'active') return refused('license_suspended', known.license);
  // Nor can it judge by an older license than the isolate has seen: its status, term and quota are not the current ones.
  if (judged.licenseVersion !== known.license.version || judged.epoch < known.epoch || fences.length > 0)
    return { kind: 'stale', current };
  if (known.license.status === 'suspended') return refused('license_suspended', known.license);
  if (known.license.status === 'terminated') return refused('license_expired', known.license);
  if (atMs < known.license.startsMs || atMs >= known.license.endsMs)
    return refused('license_expired', known.license);
  return { kind: 'ok', license: known.license };
}
