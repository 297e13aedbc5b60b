/**
 * `npm run provision`, for real: the real wrangler, asked and told as printed, against an invented account
 * that serves what is uploaded. The first run is cut off, so is the second; the third comes to the end, and
 * the fourth finds nothing to do.
 *
 * @module-tag long
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { configFile, parsed } from '../../scripts/provision/config.ts';
import type { StoredKeyRing } from '../../src/access/keyring.ts';
import { ACCOUNT, type InventedAccount, inventedAccount } from '../support/cloudflare/account.ts';
import { temporaryState } from '../support/embedded.ts';

const DOMAIN = 'gateway.tidemark.example';
/** Beside the other one: what it names is found from where it lies. */
const CONFIG = join(ROOT, `wrangler.rehearsal-${process.pid}.toml`);
const SPY = join(import.meta.dirname, '..', 'support', 'cloudflare', 'spy.mjs');

const folder = temporaryState();
const KEYS = join(folder.dir, 'signing-keys.json');
const OWNER = join(folder.dir, 'owner.json');
const SPIED = join(folder.dir, 'spied');
/** What a provider has given, for whoever provisions. */
const LOGIN = join(folder.dir, 'login');
const LOGIN_SECRET = 'what-a-provider-has-given';
const PROVIDERS = `[{"issuer": "https://login.tidemark.example", "audience": "imprimatur", "claim": "groups", "roles": [{"value": "desk", "role": "desk"}],
  "authorization_endpoint": "https://login.tidemark.example/authorize", "token_endpoint": "https://login.tidemark.example/token", "client_secret": "IDENTITY_SECRET_LOGIN"}]`;
let account: InventedAccount;
let printed = '';

beforeAll(async () => {
  const vars = '[env.production.vars]\n';
  writeFileSync(CONFIG, configFile().text.replace(vars, `${vars}IDENTITY_PROVIDERS = '''${PROVIDERS}'''\n`));
  writeFileSync(LOGIN, `${LOGIN_SECRET}\n`);
  account = await inventedAccount();
});
afterAll(async () => {
  rmSync(CONFIG, { force: true });
  await account.close();
  folder.remove();
});

interface Ran {
  status: number | null;
  output: string;
  /** What changed something in the account. */
  changes: string[];
}

const run = (script: string, args: string[]) =>
  node(script, ['--env', 'production', '--config', CONFIG, '--yes', ...args]);

function node(script: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const before = account.calls.length;
  const spied = { NODE_OPTIONS: `--import ${SPY}`, SPY_FILE: SPIED, WRANGLER_SEND_METRICS: 'false' };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'scripts', script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...account.env, ...spied, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (piece: string) => {
        output += piece;
      });
    child.once('close', (status) => {
      printed += output;
      const changes = account.calls
        .slice(before)
        .filter((call) => !call.startsWith('GET ') && !/\/(query|changeset)$/.test(call));
      resolve({ status, output, changes });
    });
  });
}

const CHOICES = [
  ...[
    '--domain',
    DOMAIN,
    '--agency',
    'Tidemark News Agency',
    '--jurisdiction',
    'none',
    '--regions',
    'weur,eeur',
  ],
  ...['--keys-file', KEYS, '--owner', 'Anna Mara', '--secret', `IDENTITY_SECRET_LOGIN=${LOGIN}`],
];
const provision = (...args: string[]) =>
  run('provision.ts', ['--credentials', OWNER, '--answers-at', account.gateway, ...args]);

const deploy = (...args: string[]) => run('deploy.ts', ['--answers-at', account.gateway, ...args]);

describe('an account with nothing in it', { timeout: 600_000 }, () => {
  it('is gone on with from where a run was cut off, until the gateway serves', async () => {
    account.refuse(/^POST \/r2\/buckets$/);
    const first = await provision(...CHOICES);
    expect(first, first.output).toMatchObject({ status: 1 });
    expect(first.output).toMatch(
      /\nimprimatur: wrangler r2 bucket create failed:\n[\s\S]*Authentication error[\s\S]*\nmend what it says, and run this again\n$/,
    );
    expect(first.changes).toEqual(['POST /d1/database', 'POST /r2/buckets']);
    const [database] = account.state.databases;
    expect(parsed(configFile(CONFIG).text, 'production')).toMatchObject({
      account_id: ACCOUNT.id,
      vars: {
        PUBLIC_URL: `https://${DOMAIN}`,
        AGENCY_NAME: 'Tidemark News Agency',
        LEDGER_JURISDICTION: 'none',
      },
      d1_databases: [{ database_name: 'imprimatur-production', database_id: database?.uuid }],
    });
    expect(existsSync(KEYS)).toBe(false);

    // The choices are recorded by now; saying them again changes nothing.
    account.refuse(/^PUT .*\/domains\/records$/);
    const second = await provision(...CHOICES);
    expect(second, second.output).toMatchObject({ status: 1 });
    expect(second.output).toMatch(/^database +is there: imprimatur-production/m);
    expect(second.output).toMatch(/^migrations +is there: all applied/m);
    expect(second.changes).not.toContain('POST /d1/database');
    expect(account.state.buckets).toEqual(['imprimatur-production']);
    const worker = account.state.workers.get('imprimatur-production');
    expect(worker?.secrets.get('SIGNING_KEYS')).toBe(readFileSync(KEYS, 'utf8'));
    expect(worker?.secrets.get('IDENTITY_SECRET_LOGIN')).toBe(LOGIN_SECRET);
    expect([worker?.domains, account.unknown], second.output).toEqual([[], []]);

    const third = await provision();
    expect(third, third.output).toMatchObject({ status: 0 });
    expect(third.output).toMatch(/^signing keys +is there/m);
    expect(third.output).toContain('$ npx wrangler triggers deploy --env production');
    expect(third.output).toContain('the gateway serves as it must\n');
    expect(third.output).toContain('every object has its alarm\n18 objects\n');
    expect(worker).toMatchObject({ domains: [DOMAIN], crons: ['* * * * *'], migrationTag: 'v3' });
    expect(account.unknown).toEqual([]);
  });

  it('that is done is left as it is, and said to be there', async () => {
    const toml = readFileSync(CONFIG, 'utf8');
    const { status, output, changes } = await provision();
    expect([status, changes, readFileSync(CONFIG, 'utf8') === toml], output).toEqual([0, [], true]);
    for (const name of [
      basename(CONFIG),
      'database',
      'migrations',
      'bucket',
      'signing keys',
      'deployment',
      'first owner',
    ])
      expect(output).toMatch(new RegExp(`^${name} +is there: `, 'm'));
    expect(output).toContain('every object has its alarm');
    expect(output).toContain('There was nothing to do.');
    expect(output).not.toContain('$ npx');
  });

  it('has told no secret to anybody but wrangler’s standard input and the files that were asked for', () => {
    const ring = JSON.parse(readFileSync(KEYS, 'utf8')) as StoredKeyRing;
    const { gateway, admin } = JSON.parse(readFileSync(OWNER, 'utf8'));
    expect(gateway).toBe(`https://${DOMAIN}`);
    const secrets = [...ring.keys.map(({ jwk }) => jwk.d ?? ''), admin.client_secret as string, LOGIN_SECRET];
    expect(secrets.map((secret) => secret.length > 20)).toEqual([true, true, true, true, true]);
    for (const [what, text] of Object.entries({
      output: printed,
      processes: readFileSync(SPIED, 'utf8'),
      toml: readFileSync(CONFIG, 'utf8'),
    }))
      for (const secret of secrets) expect(text.includes(secret), what).toBe(false);
    expect(readFileSync(SPIED, 'utf8')).toContain('secret","put","SIGNING_KEYS"');
    for (const file of [KEYS, OWNER]) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('gets no second gateway beside its database when the worker is renamed, and no keys over those that it has', async () => {
    const toml = readFileSync(CONFIG, 'utf8');
    const renamed = toml.replace('name = "imprimatur-production"', 'name = "imprimatur-gateway-production"');
    expect(renamed).not.toBe(toml);
    writeFileSync(CONFIG, renamed);
    const other = ['--keys-file', join(folder.dir, 'other-keys.json')];
    const { status, output, changes } = await provision(...other);
    expect([status, changes], output).toEqual([1, []]);
    expect(output).toMatch(
      /is in use \(1 active owner\), and there is no gateway imprimatur-gateway-production/,
    );
    writeFileSync(CONFIG, toml);
    const worker = account.state.workers.get('imprimatur-production');
    const ring = worker?.secrets.get('SIGNING_KEYS') ?? '';
    worker?.secrets.delete('SIGNING_KEYS');
    const keyless = await provision(...other);
    expect([keyless.status, keyless.changes], keyless.output).toEqual([1, []]);
    expect(keyless.output).toContain('SIGNING_KEYS is not among its secrets');
    worker?.secrets.set('SIGNING_KEYS', ring);
  });

  it('is deployed to anew, whole and in part', async () => {
    const worker = account.state.workers.get('imprimatur-production');
    const before = worker?.deployments.at(-1)?.versions[0]?.version_id;
    const part = await deploy('--gradual', '10');
    expect(part, part.output).toMatchObject({ status: 0 });
    expect(part.output).toContain(`to go back    npx wrangler rollback ${before} --env production`);
    expect(
      worker?.deployments
        .at(-1)
        ?.versions.map(({ percentage }) => percentage)
        .sort(),
    ).toEqual([10, 90]);
    expect(worker?.deployments.at(-1)?.versions).toContainEqual({
      version_id: worker?.versions.at(-1)?.id,
      percentage: 10,
    });
    expect(part.output).toMatch(/the gateway serves as it must\n$/);
    const whole = await deploy();
    expect(whole, whole.output).toMatchObject({ status: 0 });
    expect(worker?.deployments.at(-1)?.versions.map(({ percentage }) => percentage)).toEqual([100]);
  });

  it('is served by the other commands: with the file of its first owner, and by who may write its database', async () => {
    const { admin } = JSON.parse(readFileSync(OWNER, 'utf8'));
    const credentials = join(folder.dir, 'credentials.json');
    writeFileSync(credentials, JSON.stringify({ gateway: account.gateway, admin }));
    const archive = await node('archive.ts', ['list'], { CREDENTIALS_FILE: credentials });
    expect(archive).toMatchObject({ status: 0, output: '' });
    const operator = ['create', '--name', 'Another', '--remote', '--env', 'production', '--config', CONFIG];
    expect((await node('operator.ts', operator)).output).toMatch(/^imprimatur: there is an owner already/);
  });
});
