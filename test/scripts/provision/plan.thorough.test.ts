/**
 * What provisioning would do, against recorded expectations: `expected/*.txt`, which are read in a review
 * like any other line. After a change that is meant, `npm exec -- vitest run --project pure
 * test/scripts/provision -u` writes them anew; CI fails while they are stale.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/build.ts';
import type { Account } from '../../../scripts/provision/account.ts';
import { type PlanOptions, planOf } from '../../../scripts/provision/plan.ts';
import { printed } from '../../../scripts/provision/print.ts';
import { type Edit, edited } from '../../../scripts/provision/toml.ts';
import { CHOICES, COMPLETE, choicesOf, EMPTY, HALF, RECORDED, settingsWith, WANTED } from './support.ts';

const expected = (name: string) => join(import.meta.dirname, 'expected', `${name}.txt`);

/** `written`: what wrangler.toml has by now; `choices`: what this run is to write. */
function plan(account: Account, written: Edit[], choices: Edit[] = [], options: Partial<PlanOptions> = {}) {
  const settings = settingsWith([...written, ...choices]);
  return { settings, plan: planOf(settings, account, { ...WANTED, choices, ...options }) };
}

function lines(...of: Parameters<typeof plan>): string {
  const { settings, plan: result } = plan(...of);
  if (!result.ok) throw new Error(result.detail);
  return `${printed(settings, result.steps).join('\n')}\n`;
}

describe('the plan', () => {
  it.each<[string, string]>([
    ['an empty account', lines(EMPTY, [], choicesOf())],
    ['half', lines(HALF, [...choicesOf(), ...RECORDED.slice(0, 1)])],
    ['complete', lines(COMPLETE, [...choicesOf(), ...RECORDED])],
  ])('of %s is as recorded', async (name, text) => {
    await expect(text).toMatchFileSnapshot(expected(name.replaceAll(' ', '-')));
  });

  it('for no jurisdiction tells database and bucket where they had best be', () => {
    const text = lines(
      EMPTY,
      [],
      choicesOf('production', undefined, { ...CHOICES, jurisdiction: 'none', regions: 'me,enam' }),
    );
    expect(text).toContain('$ npx wrangler d1 create imprimatur-production --location enam');
    expect(text).toContain('$ npx wrangler r2 bucket create imprimatur-production --location enam');
    expect(text).not.toContain('eu');
  });

  it('names the file that the environment stands in, and so does what is refused', () => {
    const elsewhere = { ...settingsWith([...choicesOf(), ...RECORDED]), config: 'agency.toml' };
    const result = planOf({ ...elsewhere, database: { name: 'd', id: null } }, EMPTY, {
      ...WANTED,
      choices: choicesOf(),
    });
    const text = result.ok ? printed(elsewhere, result.steps).join('\n') : '';
    expect(text).toMatch(/^agency\.toml +to do\n {2}agency\.toml \[env\.production\] routes = /m);
    expect(text).toContain('agency.toml [env.production.d1_databases] database_id = (its id)');
    const refused = planOf(elsewhere, { ...COMPLETE, id: 'f'.repeat(32) }, { ...WANTED, choices: [] });
    expect(refused).toMatchObject({ detail: expect.stringMatching(/^agency\.toml records the account/) });
    expect(JSON.stringify([text, refused])).not.toContain('wrangler.toml');
    expect(() => edited('', choicesOf(), 'agency.toml')).toThrow(/^agency\.toml has no table/);
  });

  it('asks for every secret that a variable names and the account lacks', () => {
    const providers = {
      table: 'env.production.vars',
      key: 'IDENTITY_PROVIDERS',
      value: `'''[{"client_secret": "IDENTITY_SECRET_LOGIN"}]'''`,
    };
    const written = [...choicesOf(), ...RECORDED, providers];
    expect(lines(COMPLETE, written)).toContain(
      '$ npx wrangler secret put IDENTITY_SECRET_LOGIN --env production   < its value',
    );
    expect(lines({ ...COMPLETE, secrets: ['SIGNING_KEYS', 'IDENTITY_SECRET_LOGIN'] }, written)).toContain(
      'is there: IDENTITY_SECRET_LOGIN',
    );
  });

  it('sets domain and cron once more where a deployment answers nobody', () => {
    const text = lines({ ...COMPLETE, answers: false }, [...choicesOf(), ...RECORDED]);
    expect(text).toContain('$ npx wrangler triggers deploy --env production');
    expect(text).not.toContain('$ npx wrangler deploy');
  });
});

describe('what is refused, whatever is said on the command line', () => {
  const deployed = (vars: Record<string, string>): Account => ({
    ...COMPLETE,
    deployed: { versions: [], vars: { ...COMPLETE.deployed?.vars, ...vars } },
  });
  it.each<[string, Account, string]>([
    ['another account than the recorded one', { ...COMPLETE, id: 'f'.repeat(32) }, 'other_account'],
    [
      'a new gateway beside a database in use: its worker was renamed',
      { ...COMPLETE, deployed: null, secrets: [] },
      'second_ledger',
    ],
    ['new keys for what is deployed', { ...COMPLETE, secrets: ['IDENTITY_SECRET_LOGIN'] }, 'keys_gone'],
    ['another jurisdiction than the deployed one', deployed({ LEDGER_JURISDICTION: 'none' }), 'jurisdiction'],
    ['another log than the deployed one', deployed({ LOG_ORIGIN: 'other.example/log' }), 'log_origin'],
    [
      'a database of another jurisdiction',
      { ...COMPLETE, database: { id: COMPLETE.database?.id ?? '', jurisdiction: null } },
      'jurisdiction',
    ],
    [
      'a bucket from which a rule deletes',
      { ...COMPLETE, bucket: { expiring: ['old archive'] } },
      'expiring',
    ],
  ])('is refused: %s', (_, account, reason) => {
    expect(plan(account, [...choicesOf(), ...RECORDED]).plan).toMatchObject({ ok: false, reason });
  });

  it('nothing of what a run that was cut off leaves', () => {
    const written = [...choicesOf(), ...RECORDED];
    const keyed = { ...COMPLETE, deployed: null, owners: 0, answers: false };
    for (const account of [keyed, { ...keyed, secrets: [] }, { ...COMPLETE, owners: 0 }])
      expect(plan(account, written).plan).toMatchObject({ ok: true });
  });

  it('keys that nobody would have', () => {
    expect(plan(EMPTY, [], choicesOf(), { keeper: null }).plan).toMatchObject({
      ok: false,
      reason: 'keeper',
    });
    expect(plan(COMPLETE, [...choicesOf(), ...RECORDED], [], { keeper: null }).plan).toMatchObject({
      ok: true,
    });
  });
});

describe('npm run provision -- --dry-run', () => {
  /** With nothing to sign in with, and no network to ask. */
  function dryRun(...args: string[]) {
    const { CLOUDFLARE_API_TOKEN: _token, ...env } = process.env;
    return spawnSync(process.execPath, ['scripts/provision.ts', '--dry-run', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...env, CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:9' },
    });
  }

  it('prints all of it, with the lines of wrangler.toml, and changes nothing', async () => {
    const { status, stdout, stderr } = dryRun(
      ...['--env', 'production', '--domain', CHOICES.domain, '--agency', CHOICES.agency],
      ...['--jurisdiction', 'eu', '--regions', 'weur,eeur', '--keys-file', '/safe/signing-keys.json'],
    );
    expect([status, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot(expected('dry-run'));
    const { stdout: changed } = spawnSync('git', ['diff', '--stat', '--', 'wrangler.toml'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(dryRun('--env', 'preview').stderr).toMatch(/LEDGER_JURISDICTION is not chosen yet/);
    expect(
      spawnSync('git', ['diff', '--stat', '--', 'wrangler.toml'], { cwd: ROOT, encoding: 'utf8' }).stdout,
    ).toBe(changed);
  });

  it('needs an environment that there is, and keys outside of the checkout', () => {
    expect(dryRun('--env', 'staging').stderr).toMatch(/npm run provision -- --env preview\|production/);
    const { status, stderr } = dryRun(
      '--env',
      'production',
      '--domain',
      CHOICES.domain,
      '--agency',
      'x',
      '--jurisdiction',
      'eu',
      '--keys-file',
      'keys.json',
    );
    expect([status, stderr]).toEqual([1, expect.stringMatching(/must not lie in the checkout/)]);
  });
});
