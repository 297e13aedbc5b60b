/** What the account has of an environment, as wrangler tells it. Asks, and changes nothing. */
import { StartFailure } from '../lib/failure.ts';
import { fileOf, type Settings, within } from './settings.ts';
import { type CommandOutput, jsonOf, type Wrangler } from './wrangler.ts';

export interface Account {
  id: string;
  name: string;
  /** null: there is none of this name. Its jurisdiction is absent when the account does not say. */
  database: { id: string; jurisdiction?: string | null } | null;
  /** Names of the migrations that D1 lacks; null when there is no database to ask. */
  pending: string[] | null;
  /** null: there is none of this name; else the lifecycle rules that delete what is in it. */
  bucket: { expiring: string[] } | null;
  secrets: string[];
  /** The version that serves most, when it is the gateway: its variables, and how much goes to which. */
  deployed: { vars: Record<string, string>; versions: Serving[] } | null;
  /** Active owners; null when there is no database to ask, or no table of operators in it. */
  owners: number | null;
  /** The gateway answers at its PUBLIC_URL. */
  answers: boolean;
}

export interface Serving {
  id: string;
  percentage: number;
}

/** Makes the operators. A database that lacks only later ones may be in use. */
const OPERATORS_MIGRATION = '0002_access.sql';

const OWNERS = "SELECT count(*) AS owners FROM operators WHERE role = 'owner' AND status = 'active'";

/** Who is asking: the one account of the token, or the one that is chosen by `expected`. */
export async function accountOf(
  wrangler: Wrangler,
  expected: string | null,
): Promise<{ id: string; name: string }> {
  const output = await wrangler.ask(['whoami', '--json']);
  if (/"loggedIn":\s*false/.test(output.stdout))
    throw new StartFailure('nobody is signed in: npx wrangler login, or CLOUDFLARE_API_TOKEN');
  const { accounts } = jsonOf<{ accounts?: { id: string; name: string }[] }>(output, 'whoami');
  const mine = (accounts ?? []).filter(({ id }) => expected === null || id === expected);
  const [account, another] = mine;
  if (!account)
    throw new StartFailure(
      `the token does not open the account ${expected ?? ''}, or none at all: npx wrangler whoami`,
    );
  if (another)
    throw new StartFailure(
      `the token opens several accounts; set CLOUDFLARE_ACCOUNT_ID to the one that is meant:\n${mine.map(({ id, name }) => `  ${id}  ${name}`).join('\n')}`,
    );
  return account;
}

export async function look(
  wrangler: Wrangler,
  settings: Settings,
  { id, name }: { id: string; name: string },
  answers: (settings: Settings) => Promise<boolean>,
): Promise<Account> {
  const { database, bucket, environment } = settings;
  const of = ['--env', environment];
  const databases = jsonOf<{ uuid: string; name: string; jurisdiction?: string | null }[]>(
    await wrangler.ask(['d1', 'list', '--json']),
    'd1 list',
  );
  const found = databases.find((row) =>
    database.id === null ? row.name === database.name : row.uuid === database.id,
  );
  if (!found && database.id !== null)
    throw new StartFailure(
      `D1 ${database.id}, which ${fileOf(settings)} records, is not in the account ${name}`,
    );
  const isRecorded = found !== undefined && database.id !== null;
  const deployed = await deployedOf(wrangler, of);
  const pending = isRecorded
    ? pendingOf(await wrangler.ask(['d1', 'migrations', 'list', 'DB', ...of, '--remote']))
    : null;
  return {
    ...{ id, name, pending, deployed },
    database: found
      ? { id: found.uuid, ...(found.jurisdiction !== undefined && { jurisdiction: found.jurisdiction }) }
      : null,
    bucket: bucketOf(
      await wrangler.ask(['r2', 'bucket', 'lifecycle', 'list', bucket.name, ...within(settings)]),
      bucket.name,
    ),
    secrets: secretsOf(await wrangler.ask(['secret', 'list', ...of])),
    owners: pending && !pending.includes(OPERATORS_MIGRATION) ? await ownersIn(wrangler, of) : null,
    answers: deployed !== null && (await answers(settings)),
  };
}

function pendingOf(output: CommandOutput): string[] {
  if (output.code !== 0) throw notDone('d1 migrations list', output);
  return [...new Set(output.stdout.match(/\b\d{4}_\w+\.sql\b/g) ?? [])];
}

function bucketOf(output: CommandOutput, name: string): Account['bucket'] {
  if (output.code === 0) return { expiring: expiringIn(output.stdout) };
  if (/does not exist|NoSuchBucket|10006/i.test(`${output.stdout}${output.stderr}`)) return null;
  throw notDone(`r2 bucket lifecycle list ${name}`, output);
}

/** A rule is a block of lines; one that deletes has an action that says so. */
function expiringIn(listing: string): string[] {
  return listing.split('\n\n').flatMap((rule) => {
    const expires = /^action:.*\bExpire objects\b/im.test(rule);
    return expires ? [/^name:\s*(.*)$/m.exec(rule)?.[1] ?? 'without a name'] : [];
  });
}

function secretsOf(output: CommandOutput): string[] {
  if (isUnknownWorker(output)) return [];
  return jsonOf<{ name: string }[]>(output, 'secret list').map(({ name }) => name);
}

/** The gateway has its objects; what `wrangler secret put` makes, where there is no worker yet, has not. */
async function deployedOf(wrangler: Wrangler, of: string[]): Promise<Account['deployed']> {
  const output = await wrangler.ask(['deployments', 'list', ...of, '--json']);
  if (isUnknownWorker(output)) return null;
  const deployments = jsonOf<{ versions: { version_id: string; percentage: number }[] }[]>(
    output,
    'deployments list',
  );
  const versions = (deployments.at(-1)?.versions ?? []).map(({ version_id, percentage }) => ({
    id: version_id,
    percentage,
  }));
  const [first] = versions.toSorted((one, other) => other.percentage - one.percentage);
  if (!first) return null;
  const { resources } = jsonOf<{ resources: { bindings?: { type: string; name: string; text?: string }[] } }>(
    await wrangler.ask(['versions', 'view', first.id, ...of, '--json']),
    'versions view',
  );
  const bindings = resources.bindings ?? [];
  if (!bindings.some(({ name }) => name === 'LEDGER')) return null;
  const vars = bindings.flatMap(({ type, name, text }) =>
    type === 'plain_text' ? [[name, text ?? '']] : [],
  );
  return { vars: Object.fromEntries(vars), versions };
}

async function ownersIn(wrangler: Wrangler, of: string[]): Promise<number> {
  const output = await wrangler.ask([
    'd1',
    'execute',
    'DB',
    ...of,
    '--remote',
    '--json',
    '--command',
    OWNERS,
  ]);
  const [answer] = jsonOf<{ results: { owners: number }[] }[]>(output, 'd1 execute');
  return answer?.results[0]?.owners ?? 0;
}

/** Any failure but Cloudflare's 10007 leaves open whether there is a worker: a new one would get new keys. */
function isUnknownWorker({ code, stdout, stderr }: CommandOutput): boolean {
  return code !== 0 && UNKNOWN_WORKER.test(`${stdout}${stderr}`);
}

const UNKNOWN_WORKER = /\[code: 10007\]|Worker "[\w-]+"(?: \(env: [\w-]+\))? not found\./;

function notDone(what: string, { stdout, stderr }: CommandOutput): StartFailure {
  return new StartFailure(`wrangler ${what} failed:\n${`${stdout}${stderr}`.trim()}`);
}
