/** `npm run operator -- create`: an operator without another operator, on this machine or on an account. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BUILD_ENV, ROOT } from './lib/build.ts';
import { StartFailure, stopWith, UsageFailure } from './lib/failure.ts';
import { asText, isOwnerFault, type MadeOperator, makeOperator, type Statement } from './lib/new-operator.ts';
import { quoted } from './provision/typed.ts';

const USAGE = `Usage: npm run operator -- create --name NAME [OPTIONS]

Creates an operator without signing in as one: on this machine, while the gateway is stopped, or on an account.

  --role ROLE       owner, desk, ingest or auditor (default: owner)
  --jwk FILE        register a public key instead of creating a secret
  --again REASON    create one even if there is an owner; the reason is recorded in the operators' log
  --remote          create it on a Cloudflare account, with wrangler
  --print           print the wrangler command instead of running it
  --env NAME        with --remote or --print: environment in wrangler.toml
  --database NAME   with --remote or --print: name of the database (default: the binding DB of wrangler.toml)
  --config FILE     use this file instead of wrangler.toml
  --help            print this help`;

const OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string', default: 'owner' },
  jwk: { type: 'string' },
  again: { type: 'string' },
  remote: { type: 'boolean', default: false },
  print: { type: 'boolean', default: false },
  env: { type: 'string' },
  database: { type: 'string' },
  config: { type: 'string' },
} as const;

type Values = ReturnType<typeof read>;

function read() {
  try {
    const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
    const { name, again, remote, print, env } = values;
    if (positionals.join(' ') !== 'create' || !name?.trim() || again?.trim() === '') throw new Error();
    if (env !== undefined && !remote && !print) throw new Error();
    return { ...values, name };
  } catch {
    throw new UsageFailure(USAGE);
  }
}

async function main(): Promise<void> {
  const values = read();
  const { name, role, again } = values;
  const jwk = values.jwk === undefined ? undefined : readJson(values.jwk);
  const created = await makeOperator({
    name,
    role,
    ...(jwk !== undefined && { jwk }),
    ...(again !== undefined && { reason: again }),
  });
  if (values.print) {
    console.log(
      'Run this command to create the operator. It fails if there is an owner already, unless you gave --again.\n',
    );
    console.log(`npx ${wranglerArgs(values, created.statements).map(quoted).join(' ')}\n`);
  } else if (values.remote) runWrangler(values, created.statements);
  else await runHere(created.statements);
  printOperator(created, values);
}

function printOperator({ client }: MadeOperator, { role, print }: Values): void {
  console.log(`${print ? 'The' : 'Made: an'} operator of the role ${role}`);
  console.log(`client_id      ${client.client_id}`);
  if (client.client_secret === undefined) console.log('It signs in with its own key (private_key_jwt).');
  else
    console.log(
      `client_secret  ${client.client_secret}\nThe secret is shown this once; only its hash is stored.`,
    );
}

async function runHere(statements: Statement[]): Promise<void> {
  const stateDir = process.env.STATE_DIR ?? join(ROOT, '.local', 'state');
  // Takes longer to load than everything else; the other ways do without it.
  const { withEmbeddedD1 } = await import('./lib/embedded-d1.ts');
  await withEmbeddedD1(stateDir, async (db) => {
    const batch = statements.map(({ sql, values }) => db.prepare(sql).bind(...values));
    await db.batch(batch).catch((error: Error) => {
      throw isOwnerFault(error.message) ? OWNER_THERE : error;
    });
  });
}

function wranglerArgs({ env, config, database = 'DB' }: Values, statements: Statement[]): string[] {
  const of = [
    ...(env === undefined ? [] : ['--env', env]),
    ...(config === undefined ? [] : ['--config', config]),
  ];
  return ['wrangler', 'd1', 'execute', database, '--remote', ...of, '--yes', '--command', asText(statements)];
}

function runWrangler(values: Values, statements: Statement[]): void {
  try {
    const args = ['--no-install', ...wranglerArgs(values, statements)];
    execFileSync('npx', args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['inherit', 'pipe', 'pipe'],
      env: WRANGLER_ENV,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const output = `${stdout}${stderr}`;
    throw isOwnerFault(output)
      ? OWNER_THERE
      : new StartFailure(`wrangler could not do it:\n${output.trim()}`);
  }
}

/** It may have to ask who one is; everything else it does by itself. */
const { CI: _, CLOUDFLARE_CF_FETCH_ENABLED: _fetch, ...WRANGLER_ENV } = BUILD_ENV;

const OWNER_THERE = new StartFailure(
  'there is an owner already, who can add operators (POST /v1/admin/operators). If nobody has that key any more: --again REASON',
);

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StartFailure(`${path} cannot be read as a key: ${(error as Error).message}`);
  }
}

main().catch(stopWith);
