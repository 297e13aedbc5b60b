/** Does what a plan says, in its order. What was done stays: after a failure, run the command again. */
import { writeFileSync } from 'node:fs';
import { StartFailure } from '../lib/failure.ts';
import { asText, isOwnerFault, type MadeOperator, makeOperator } from '../lib/new-operator.ts';
import { type ConfigFile, configFile, shown } from './config.ts';
import { keepOwner, storedOwner, storedRing } from './keep.ts';
import { patiently } from './patiently.ts';
import { type Action, OWNER_SQL, type Step } from './plan.ts';
import { objectsAsleep, servingFaults } from './serving.ts';
import type { Settings } from './settings.ts';
import { difference, type Edit, edited, text } from './toml.ts';
import { typed } from './typed.ts';
import { failure, jsonOf, type Wrangler } from './wrangler.ts';

/** The certificate of a new domain takes minutes; a new trigger a quarter of an hour. */
const PATIENCE_MS = 15 * 60_000;

export interface At {
  settings: Settings;
  file: ConfigFile;
  wrangler: Wrangler;
  /** Where the gateway is asked. */
  url: string;
  /** The value of a secret that is not made here. */
  secretOf(name: string): Promise<string>;
  say(line: string): void;
}

interface ActionState {
  ring?: string;
  owner?: { operator: MadeOperator; file: string };
}

export async function act(at: At, steps: readonly Step[]): Promise<void> {
  const state: ActionState = {};
  for (const { name, there, actions } of steps) {
    if (there !== undefined) continue;
    at.say(`\n== ${name}`);
    for (const action of actions) await one(at, action, state);
  }
}

async function one(at: At, action: Action, state: ActionState): Promise<void> {
  switch (action.kind) {
    case 'edit':
      // Their lines were shown with the plan.
      edit(at, action.edit);
      return;
    case 'record_database': {
      const id = { table: action.table, key: 'database_id', value: text(await databaseId(at)) };
      for (const line of edit(at, id)) at.say(line);
      return;
    }
    case 'make_keys':
      state.ring = await storedRing(action.keeper);
      return;
    case 'wrangler':
      return runWrangler(at, action, state);
    case 'make_owner': {
      const operator = await makeOperator({ name: action.name, role: 'owner' });
      keepOwner(action.file, at.settings.publicUrl, operator);
      state.owner = { operator, file: action.file };
      return;
    }
    case 'check_serving':
      return patiently(() => servingFaults(at.settings, at.url), {
        ...{ what: 'the gateway serves as it must', patienceMs: PATIENCE_MS },
        say: at.say,
      });
    case 'check_alarms':
      return checkAlarms(at, action.file);
  }
}

function edit({ file }: At, one: Edit): string[] {
  const before = configFile(file.path).text;
  const after = edited(before, [one], shown(file.path));
  writeFileSync(file.path, after);
  return difference(before, after);
}

async function databaseId({ wrangler, settings }: At): Promise<string> {
  const list = jsonOf<{ uuid: string; name: string }[]>(
    await wrangler.ask(['d1', 'list', '--json']),
    'd1 list',
  );
  const found = list.find(({ name }) => name === settings.database.name);
  if (!found)
    throw new StartFailure(
      `D1 ${settings.database.name} was made, and the account does not list it yet; run this again`,
    );
  return found.uuid;
}

async function runWrangler(
  at: At,
  action: Extract<Action, { kind: 'wrangler' }>,
  state: ActionState,
): Promise<void> {
  const { args, secret } = action;
  if (args.includes(OWNER_SQL)) return writeOwner(at, args, state);
  at.say(`$ ${typed(at.settings, args)}`);
  if (args.includes('deploy')) return at.wrangler.show(args);
  // Of the others wrangler says much (a table of all migrations after each), and nothing that is needed
  // unless they fail.
  const output = await at.wrangler.ask(args, secret && (await secretValue(at, secret, state)));
  if (output.code !== 0) throw failure(args, output);
}

async function secretValue(at: At, secret: string, { ring }: ActionState): Promise<string> {
  const value = secret === 'SIGNING_KEYS' ? ring : await at.secretOf(secret);
  if (!value) throw new StartFailure(`${secret} has no value`);
  return value;
}

/** They fail if there is an owner by now. The file stays: a lost answer may have been a yes. */
async function writeOwner({ wrangler, say }: At, args: string[], { owner }: ActionState): Promise<void> {
  if (!owner) throw new Error('no owner was made');
  const filled = args.map((arg) => (arg === OWNER_SQL ? asText(owner.operator.statements) : arg));
  const output = await wrangler.ask(filled);
  const { client } = owner.operator;
  if (output.code === 0) return say(`the owner ${client.client_id}; its key is in ${owner.file}`);
  if (isOwnerFault(`${output.stdout}${output.stderr}`))
    throw new StartFailure('there is an owner already; run this again');
  throw failure(['d1', 'execute'], output);
}

async function checkAlarms(at: At, file: string): Promise<void> {
  const stored = storedOwner(file, at.settings.publicUrl);
  if (!stored)
    return at.say(`not looked at: ${file} has no key of an owner (npm run operator makes another)`);
  let count = 0;
  const look = async () => {
    const { objects, asleep } = await objectsAsleep(at.url, stored.admin);
    count = objects;
    return asleep.map((name) => `${name} has no alarm`);
  };
  await patiently(look, { what: 'every object has its alarm', patienceMs: PATIENCE_MS, say: at.say });
  at.say(`${count} objects`);
}
