/** The steps from what an account has to a running gateway, as data: printed, confirmed, then done. Pure. */
import type { Account } from './account.ts';
import { type Refusal, refusalOf } from './refusals.ts';
import { fileOf, type Settings, within } from './settings.ts';
import { type Edit, text } from './toml.ts';

export type Action =
  | { kind: 'edit'; edit: Edit }
  /** The id of the database is known once it is made. */
  | { kind: 'record_database'; table: string }
  /** `secret`: whose value wrangler reads from its standard input. */
  | { kind: 'wrangler'; args: string[]; secret?: string }
  | { kind: 'make_keys'; keeper: Keeper }
  | { kind: 'make_owner'; name: string; file: string }
  | { kind: 'check_serving' }
  | { kind: 'check_alarms'; file: string };

export interface Step {
  name: string;
  /** What it is that is there already; absent: it is to be done. */
  there?: string;
  actions: Action[];
  note?: string;
}

/** Where the ring of signing keys is kept, since nobody can read a secret back. */
export type Keeper = { kind: 'file'; path: string } | { kind: 'command'; command: string };

export interface PlanOptions {
  /** Of wrangler.toml, in the place of placeholders. */
  choices: Edit[];
  keeper: Keeper | null;
  owner: string;
  credentials: string;
}

export type Plan = { ok: true; steps: Step[] } | Refusal;

export function planOf(settings: Settings, account: Account, options: PlanOptions): Plan {
  const refusal = refusalOf(settings, account, options);
  if (refusal) return refusal;
  const of = ['--env', settings.environment];
  return {
    ok: true,
    steps: [
      record(settings, account, options),
      database(settings, account),
      migrations(account, of),
      bucket(settings, account),
      keys(account, options, of),
      ...otherSecrets(settings, account, of),
      deployment(settings, account, of),
      owner(account, options, of),
      { name: 'serving', actions: [{ kind: 'check_serving' }] },
      { name: 'alarms', actions: [{ kind: 'check_alarms', file: options.credentials }] },
    ],
  };
}

function record(settings: Settings, account: Account, { choices }: PlanOptions): Step {
  const table = `env.${settings.environment}`;
  const isMine = settings.account === account.id;
  const edits = [...choices, ...(isMine ? [] : [{ table, key: 'account_id', value: text(account.id) }])];
  return {
    name: fileOf(settings),
    ...(edits.length === 0 && {
      there: `${settings.publicUrl} in the account ${account.name}, jurisdiction ${settings.jurisdiction}`,
    }),
    actions: edits.map((edit) => ({ kind: 'edit', edit })),
  };
}

function database(settings: Settings, { database: there }: Account): Step {
  const { jurisdiction, location } = settings;
  const { name, id } = settings.database;
  const place = jurisdiction === 'none' && location ? ['--location', location] : within(settings);
  const create: Action = { kind: 'wrangler', args: ['d1', 'create', name, ...place] };
  const note: Action = { kind: 'record_database', table: `env.${settings.environment}.d1_databases` };
  return {
    name: 'database',
    ...(there && id !== null && { there: `${name}, ${there.id}` }),
    actions: [...(there ? [] : [create]), ...(id === null ? [note] : [])],
  };
}

function migrations({ pending }: Account, of: string[]): Step {
  return {
    name: 'migrations',
    ...(pending?.length === 0 && { there: 'all applied' }),
    actions:
      pending?.length === 0
        ? []
        : [{ kind: 'wrangler', args: ['d1', 'migrations', 'apply', 'DB', ...of, '--remote'] }],
  };
}

function bucket(settings: Settings, { bucket: there }: Account): Step {
  const { name } = settings.bucket;
  const place =
    settings.jurisdiction === 'none' && settings.location
      ? ['--location', settings.location]
      : within(settings);
  return {
    name: 'bucket',
    ...(there && { there: `${name}, and nothing in it is deleted by a rule` }),
    actions: there ? [] : [{ kind: 'wrangler', args: ['r2', 'bucket', 'create', name, ...place] }],
  };
}

function keys({ secrets }: Account, { keeper }: PlanOptions, of: string[]): Step {
  if (secrets.includes('SIGNING_KEYS') || keeper === null)
    return { name: 'signing keys', there: 'SIGNING_KEYS', actions: [] };
  return {
    name: 'signing keys',
    actions: [{ kind: 'make_keys', keeper }, putSecret('SIGNING_KEYS', of)],
    note: 'the first secret also makes the worker, which answers nobody yet',
  };
}

function otherSecrets({ secrets: needed }: Settings, { secrets }: Account, of: string[]): Step[] {
  return needed
    .filter((name) => name !== 'SIGNING_KEYS')
    .map((name) =>
      secrets.includes(name)
        ? { name: 'secret', there: name, actions: [] }
        : { name: 'secret', actions: [putSecret(name, of)] },
    );
}

const putSecret = (secret: string, of: string[]): Action => ({
  kind: 'wrangler',
  args: ['secret', 'put', secret, ...of],
  secret,
});

/** A deployment is only made where there is none; a newer release is for `npm run deploy`. */
function deployment(settings: Settings, { deployed, answers }: Account, of: string[]): Step {
  if (deployed === null)
    return {
      name: 'deployment',
      actions: [{ kind: 'wrangler', args: ['deploy', ...of] }],
      note: `with it: the class of the objects, six rate limits, the cron trigger of a minute, and ${settings.domain}`,
    };
  const there = deployed.versions.map(({ id, percentage }) => `${id} (${percentage} %)`).join(', ');
  if (answers) return { name: 'deployment', there, actions: [] };
  return {
    name: 'deployment',
    actions: [{ kind: 'wrangler', args: ['triggers', 'deploy', ...of] }],
    note: `${there} is there, but nothing answers at ${settings.domain}: domain and cron once more`,
  };
}

function owner({ owners }: Account, { owner: name, credentials: file }: PlanOptions, of: string[]): Step {
  if (owners) return { name: 'first owner', there: `${owners} of them`, actions: [] };
  return {
    name: 'first owner',
    actions: [
      { kind: 'make_owner', name, file },
      { kind: 'wrangler', args: ['d1', 'execute', 'DB', ...of, '--remote', '--yes', '--command', OWNER_SQL] },
    ],
  };
}

/** Stands for the statements of the owner that has been made by then: they have the hash of its key. */
export const OWNER_SQL = '(the rows of an owner, with the SHA-256 of its key)';
