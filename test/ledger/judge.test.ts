import { describe, expect, it } from 'vitest';
import { judge, type ShardState } from '../../src/ledger/judge.ts';
import type { Caller, JudgedOn, LicenseState } from '../../src/ledger/types.ts';

const NOW = Date.UTC(2026, 10, 24);
const license: LicenseState = {
  id: 'lic_1',
  partner: 'par_1',
  version: 3,
  status: 'active',
  startsMs: NOW - 1000,
  endsMs: NOW + 1000,
};
const key = {
  id: 'key_1',
  license: 'lic_1',
  status: 'active' as const,
  secrets: [{ generation: 0 }],
  version: 1,
};
const known: ShardState = {
  license,
  key,
  partnerStatus: 'active',
  epoch: 7,
  fences: [],
  used: { token: false, proof: false },
};
const caller: Caller = { partner: 'par_1', license: 'lic_1', key: 'key_1', env: 'live' };
const judged: JudgedOn = { licenseVersion: 3, epoch: 7, items: { itm_1: 40 } };

const ask = (change: Partial<ShardState>, on: Partial<JudgedOn> = {}, at = NOW) =>
  judge({ ...known, ...change }, caller, { ...judged, ...on }, at);

describe('the ledger object', () => {
  it('accepts a decision made on the current state', () => {
    expect(ask({}).kind).toBe('ok');
  });

  it.each([
    ['a revoked key', { key: { ...key, status: 'revoked' as const } }, 'invalid_token'],
    ['an expired key', { key: { ...key, expiresMs: NOW } }, 'invalid_token'],
    ['a key of another license', { key: { ...key, license: 'lic_2' } }, 'invalid_token'],
    ['a suspended partner', { partnerStatus: 'suspended' as const }, 'license_suspended'],
    ['a suspended license', { license: { ...license, status: 'suspended' as const } }, 'license_suspended'],
    ['a terminated license', { license: { ...license, status: 'terminated' as const } }, 'license_expired'],
    [
      'a license whose term ended between judging and recording',
      { license: { ...license, endsMs: NOW } },
      'license_expired',
    ],
    ['a license that has not begun', { license: { ...license, startsMs: NOW + 1 } }, 'license_expired'],
  ])('refuses %s', (_, change, code) => {
    expect(ask(change)).toMatchObject({ kind: 'refused', code });
  });

  it.each([
    ['an older license version', {}, { licenseVersion: 2 }],
    ['an older policy epoch', {}, { epoch: 6 }],
    ['an article that has been fenced since', { fences: [{ item: 'itm_1', seq: 41, killed: true }] }, {}],
    [
      'an article that was judged without its sequence',
      { fences: [{ item: 'itm_2', seq: 1, killed: false }] },
      {},
    ],
  ])('calls a decision on %s stale', (_, change, on) => {
    expect(ask(change, on).kind).toBe('stale');
  });

  it('says what it knows better', () => {
    const fence = { item: 'itm_1', seq: 41, killed: true };
    expect(ask({ fences: [fence] })).toEqual({
      kind: 'stale',
      current: { license, epoch: 7, fences: [fence] },
    });
  });

  it('lets pass what was judged on the state that the fence demands', () => {
    expect(ask({ fences: [{ item: 'itm_1', seq: 40, killed: false }] }).kind).toBe('ok');
  });

  it.each(['active', 'suspended'] as const)(
    'cannot judge by an older license than the isolate has seen, be it %s',
    (status) => {
      expect(ask({ license: { ...license, status } }, { licenseVersion: 4 }).kind).toBe('stale');
    },
  );

  it.each([['license'], ['key'], ['partnerStatus']] as const)(
    'vouches for nothing while it has not been told of the %s',
    (missing) => {
      expect(ask({ [missing]: null }).kind).toBe('stale');
    },
  );

  it('says that the key is bad before it says anything else', () => {
    const answer = ask({ key: { ...key, status: 'revoked' }, partnerStatus: 'suspended' }, { epoch: 1 });
    expect(answer).toMatchObject({ kind: 'refused', code: 'invalid_token' });
  });
});
