/** What keeps a release from an environment. */
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../scripts/provision/account.ts';
import { commands, obstacles, wayBack } from '../../../scripts/provision/guard.ts';
import { COMPLETE, choicesOf, EMPTY, RECORDED, settingsWith } from './support.ts';

const settings = settingsWith([...choicesOf(), ...RECORDED]);
const reasons = (account: Account, isGradual = false) =>
  obstacles(settings, account, { isGradual }).map(({ reason }) => reason);
const [serving] = COMPLETE.deployed?.versions ?? [];
const half = {
  vars: COMPLETE.deployed?.vars ?? {},
  versions: [
    { id: 'a', percentage: 90 },
    { id: 'b', percentage: 10 },
  ],
};

describe('a deployment', () => {
  it('goes to an environment that is all there, at once or in part', () => {
    expect(reasons(COMPLETE)).toEqual([]);
    expect(reasons(COMPLETE, true)).toEqual([]);
    expect(commands(settings, COMPLETE, null)).toEqual([['deploy', '--env', 'production']]);
    expect(commands(settings, COMPLETE, 10)).toEqual([
      ['versions', 'upload', '--env', 'production'],
      ['versions', 'deploy', 'NEW@10%', `${serving?.id}@90%`, '--env', 'production', '--yes'],
    ]);
  });

  it.each<[string, Account, string]>([
    ['an account with nothing in it', EMPTY, 'not_provisioned'],
    ['a database that lacks migrations', { ...COMPLETE, pending: ['0031_x.sql'] }, 'pending_migrations'],
    ['a worker that was renamed', { ...COMPLETE, deployed: null }, 'other_environment'],
    ['a worker without signing keys', { ...COMPLETE, secrets: [] }, 'missing_secret'],
    [
      'another jurisdiction',
      { ...COMPLETE, deployed: { ...half, vars: { LEDGER_JURISDICTION: 'none' } } },
      'other_environment',
    ],
  ])('is kept from %s', (_, account, reason) => {
    expect(reasons(account)).toContain(reason);
  });

  it('is told how to go back: to the version that serves most', () => {
    const versions = half.versions.toReversed();
    expect(wayBack(settings, { ...COMPLETE, deployed: { ...half, versions } })).toMatch(/ rollback a --env /);
  });

  it('has commands that name the file, where it stands in another than wrangler.toml', () => {
    const elsewhere = { ...settings, config: 'our own.toml' };
    expect(wayBack(elsewhere, COMPLETE)).toMatch(/ --config 'our own\.toml'$/);
    const lacking = { ...COMPLETE, pending: ['0031_x.sql'], secrets: [], bucket: null };
    const details = obstacles(elsewhere, lacking, { isGradual: false }).map(({ detail }) => detail);
    expect(details.filter((detail) => detail.includes('np'))).toHaveLength(3);
    for (const detail of details) expect(detail).toContain(`--config 'our own.toml'`);
    for (const detail of obstacles(settings, lacking, { isGradual: false }))
      expect(detail).not.toContain('--config');
  });

  it('in part waits for the roll-out before it; a whole one ends it', () => {
    expect(reasons({ ...COMPLETE, deployed: half }, true)).toEqual(['rolling_out']);
    expect(reasons({ ...COMPLETE, deployed: half })).toEqual([]);
  });
});
