/** `npm run provision -- --env NAME`: sets up an account, or resumes. Prints its plan, and asks. */
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/build.ts';
import { StartFailure, stopWith, UsageFailure } from './lib/failure.ts';
import { type Account, accountOf, look } from './provision/account.ts';
import { act } from './provision/act.ts';
import { confirmed, secretsFrom } from './provision/ask.ts';
import { chosen } from './provision/choices.ts';
import { type ConfigFile, configFile, parsed, settingsIn, shown } from './provision/config.ts';
import { assertOutside } from './provision/keep.ts';
import { type Keeper, type PlanOptions, planOf, type Step } from './provision/plan.ts';
import { printed, storageOf } from './provision/print.ts';
import { ENVIRONMENTS, type Environment, type Settings } from './provision/settings.ts';
import { difference, type Edit, edited } from './provision/toml.ts';
import { wranglerWith } from './provision/wrangler.ts';

const USAGE = `Usage: npm run provision -- --env ${ENVIRONMENTS.join('|')} [OPTIONS]

Sets up an account, or continues after an interruption. Prints its plan and asks before it changes anything.

For the placeholders in wrangler.toml, on the first run:
  --domain HOST              host name in a zone of the account, for PUBLIC_URL, LOG_ORIGIN and the custom domain
  --agency NAME              name of the agency in notices and credits
  --jurisdiction eu|none     where ledger, database and bucket are stored; cannot be changed later
  --regions weur,eeur        regions near which the ledger shards are created
  --log-origin NAME          name of the agency log (default: HOST/imprimatur); cannot be changed later
  --license-url URL          page about licenses (default: https://HOST/licensing)

Where to keep new signing keys, one of:
  --keys-file FILE           a file outside the checkout; it gets mode 600
  --keys-to COMMAND          a command that reads them from standard input, such as that of a password manager

Other options:
  --owner NAME               name of the first operator (default: First owner)
  --credentials FILE         where to save its key (default: .local/ENV.json)
  --secret NAME=FILE         file with the value of another secret (default: ask for it)
  --config FILE              use this file instead of wrangler.toml
  --answers-at URL           check the gateway at this address instead of PUBLIC_URL, for rehearsals
  --dry-run                  print the plan for an empty account, without running or asking anything
  --yes                      do not ask for confirmation
  --help                     print this help`;

const OPTIONS = {
  env: { type: 'string' },
  domain: { type: 'string' },
  agency: { type: 'string' },
  jurisdiction: { type: 'string' },
  regions: { type: 'string' },
  'log-origin': { type: 'string' },
  'license-url': { type: 'string' },
  'keys-file': { type: 'string' },
  'keys-to': { type: 'string' },
  owner: { type: 'string', default: 'First owner' },
  credentials: { type: 'string' },
  secret: { type: 'string', multiple: true, default: [] as string[] },
  config: { type: 'string' },
  'answers-at': { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
} as const;

function options() {
  try {
    const { values } = parseArgs({ options: OPTIONS });
    const environment = ENVIRONMENTS.find((name) => name === values.env);
    if (!environment) throw new Error(`--env must be ${ENVIRONMENTS.join(' or ')}`);
    if (values['keys-file'] && values['keys-to']) throw new Error('use either --keys-file or --keys-to');
    return { ...values, environment, ...(values.config !== undefined && { config: resolve(values.config) }) };
  } catch (error) {
    throw new UsageFailure(USAGE, (error as Error).message);
  }
}

type Options = ReturnType<typeof options>;

async function main(): Promise<void> {
  const given = options();
  const { environment } = given;
  const file = configFile(given.config);
  const choices = choicesOf(file, given);
  const settings = settingsOf({ ...file, text: edited(file.text, choices, shown(file.path)) }, environment);
  const planOptions = planOptionsOf(given, choices);
  const url = given['answers-at'] ?? settings.publicUrl;
  if (given['dry-run']) {
    const steps = stepsOf(settings, assumed(settings), planOptions);
    printPlan(settings, steps, file);
    console.log(
      `\nNothing was run, and nobody was asked: this is for an account that has nothing but what ${shown(file.path)} records.`,
    );
    return;
  }
  const config = given.config === undefined ? {} : { config: given.config };
  const who = await accountOf(wranglerWith(config), process.env.CLOUDFLARE_ACCOUNT_ID || settings.account);
  const wrangler = wranglerWith({ ...config, account: who.id });
  const account = await look(wrangler, settings, who, () => isAnswering(url));
  const steps = stepsOf(settings, account, planOptions);
  printPlan(settings, steps, file);
  const isChange = steps.some(({ actions }) => actions.some(({ kind }) => !kind.startsWith('check_')));
  if (isChange && !given.yes && !(await confirmed('\nType yes to do it: '))) {
    console.log('nothing was done');
    return;
  }
  const secretOf = secretsFrom(given.secret);
  await act({ settings, file, wrangler, url, secretOf, say: (line) => console.log(line) }, steps);
  console.log(isChange ? `\n${keep(planOptions, shown(file.path))}` : '\nThere was nothing to do.');
}

function choicesOf({ text, path }: ConfigFile, given: Options): Edit[] {
  const read = chosen(given.environment, parsed(text, given.environment, path), given, shown(path));
  if (!read.ok) throw new StartFailure(read.faults.join('\n'));
  return read.edits;
}

function settingsOf({ text, path }: ConfigFile, environment: Environment): Settings {
  const read = settingsIn(text, environment, path);
  if (read.ok) return read.value;
  const faults = read.faults.map(({ detail }) => `  ${detail}`).join('\n');
  throw new StartFailure(`${shown(path)} is not ready for ${environment}:\n${faults}\n\n${USAGE}`);
}

function planOptionsOf(given: Options, choices: Edit[]): PlanOptions {
  const { 'keys-file': path, 'keys-to': command, credentials, owner, environment } = given;
  if (path !== undefined) assertOutside(path, 'the file of the signing keys');
  if (credentials !== undefined) assertOutside(credentials, "the file of the owner's key");
  const named: Keeper | null = path ? { kind: 'file', path } : command ? { kind: 'command', command } : null;
  const keeper = named ?? (given['dry-run'] ? NOT_SAID : null);
  const file = credentials ?? relative(process.cwd(), join(ROOT, '.local', `${environment}.json`));
  return { choices, keeper, owner, credentials: file };
}

const NOT_SAID: Keeper = { kind: 'file', path: '(what --keys-file or --keys-to will say)' };

function stepsOf(settings: Settings, account: Account, options: PlanOptions): Step[] {
  const plan = planOf(settings, account, options);
  if (!plan.ok) throw new StartFailure(plan.detail);
  return plan.steps;
}

function assumed({ account, database }: Settings): Account {
  const recorded = database.id === null ? null : { id: database.id };
  return {
    ...{ id: account ?? '(id of the account)', name: account ?? '(the account)', database: recorded },
    ...{ pending: null, bucket: null, secrets: [], deployed: null, owners: null, answers: false },
  };
}

function printPlan(settings: Settings, steps: Step[], { text, path }: ConfigFile): void {
  console.log(printed(settings, steps).join('\n'));
  const edits = steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'edit' ? [action.edit] : [])),
  );
  if (edits.length > 0)
    console.log(['', `${shown(path)}:`, ...difference(text, edited(text, edits))].join('\n'));
}

async function isAnswering(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/.well-known/jwks.json`, { signal: AbortSignal.timeout(10_000) }).catch(
    () => null,
  );
  return answer?.ok === true;
}

function keep({ keeper, credentials }: PlanOptions, file: string): string {
  const ring = keeper && `the signing keys, ${storageOf(keeper)}`;
  return [
    'Keep:',
    `- ${file}, the record of this environment: commit it`,
    ...(ring
      ? [`- ${ring}: nobody can read them back from the account, and only who has them can rotate them`]
      : []),
    `- ${credentials}, the key of the first owner: put it into your password manager, and take the file away`,
  ].join('\n');
}

main().catch(stopWith);
