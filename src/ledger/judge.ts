/**
 * Checks a request before anything is written: valid key, decision on the current state, license in force
 * now. Pure.
 */
import { addressAllowed } from '../platform/cidr.ts';
import type {
  Caller,
  Current,
  Fence,
  JudgedOn,
  KeyRefusal,
  KeyState,
  LicenseState,
  StateRefusal,
} from './types.ts';

/** State of the shard that concerns one request. */
export interface ShardState {
  license: LicenseState | null;
  key: KeyState | null;
  partnerStatus: 'active' | 'suspended' | null;
  epoch: number;
  /** Fences on the judged items. */
  fences: Fence[];
  /** Whether the token is revoked, and whether the proof was used before. */
  used: { token: boolean; proof: boolean };
}

export type Verdict =
  | { kind: 'ok'; license: LicenseState }
  | StateRefusal
  | { kind: 'stale'; current: Current };

export function judge(shard: ShardState, caller: Caller, judged: JudgedOn, atMs: number): Verdict {
  const { key } = shard;
  const fences = shard.fences.filter((fence) => (judged.items[fence.item] ?? -1) < fence.seq);
  const current: Current = { epoch: shard.epoch, fences, ...(shard.license && { license: shard.license }) };
  // The shard cannot vouch for a license, key or partner that it does not know yet.
  if (!shard.license || !key || !shard.partnerStatus) return { kind: 'stale', current };
  const refused = (code: StateRefusal['code']): Verdict => ({ kind: 'refused', code });

  const fault = keyFault(key, shard.used, caller, atMs);
  if (fault) return refused(fault);
  if (shard.partnerStatus !== 'active') return refused('license_suspended');
  // Nor can it judge by an older license than the isolate's: status, term and quota may have changed.
  if (judged.licenseVersion !== shard.license.version || judged.epoch < shard.epoch || fences.length > 0)
    return { kind: 'stale', current };
  if (shard.license.status === 'suspended') return refused('license_suspended');
  if (shard.license.status === 'terminated') return refused('license_expired');
  const { startsMs, endsMs, timeZone } = shard.license;
  if (atMs < startsMs)
    return {
      kind: 'refused',
      code: 'license_expired',
      begins: { startsMs, ...(timeZone !== undefined && { timeZone }) },
    };
  if (atMs >= endsMs) return refused('license_expired');
  return { kind: 'ok', license: shard.license };
}

/** Reason why the key is invalid for this caller now; null: valid. */
export function keyFault(
  key: KeyState,
  used: ShardState['used'],
  caller: Caller,
  atMs: number,
): KeyRefusal | null {
  const over = (untilMs: number | undefined) => untilMs !== undefined && untilMs <= atMs;
  const generation = caller.token?.generation ?? 0;
  const secret = key.secrets.find((candidate) => candidate.generation === generation);
  if (key.license !== caller.license || key.status !== 'active' || over(key.expiresMs))
    return 'invalid_token';
  if (!secret || over(secret.untilMs) || used.token) return 'invalid_token';
  if (key.addresses && !addressAllowed(key.addresses, caller.address ?? '')) return 'address_refused';
  if (key.dpop && !caller.proof) return 'proof_missing';
  return used.proof ? 'proof_replayed' : null;
}

/** Whether the token was issued for a newer secret than the shard knows. */
export function isOfNewerSecret({ secrets }: KeyState, { token }: Caller): boolean {
  return (token?.generation ?? 0) > Math.max(0, ...secrets.map(({ generation }) => generation));
}
