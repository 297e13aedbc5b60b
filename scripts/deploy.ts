/** `npm run deploy -- --env NAME`: checks an environment, deploys, and checks that it serves. */
import { parseArgs } from 'node:util';
import { StartFailure, stopWith, UsageFailure } from './lib/failure.ts';
import { accountOf, look } from './provision/account.ts';
import { confirmed } from './provision/ask.ts';
import { configFile, settingsIn } from './provision/config.ts';
import { commands, obstacles, wayBack } from './provision/guard.ts';
import { patiently } from './provision/patiently.ts';
import { askingVersion, send } from './provision/release.ts';
import { servingFaults } from './provision/serving.ts';
import { ENVIRONMENTS } from './provision/settings.ts';
import { typed } from './provision/typed.ts';
import { wranglerWith } from './provision/wrangler.ts';

/** A version is everywhere within seconds. What fails for this long is no passing fault. */
const PATIENCE_MS = 60_000;

const USAGE = `Usage: npm run deploy -- --env ${ENVIRONMENTS.join('|')} [OPTIONS]

Checks the environment, deploys the release, and checks that it serves.

  --gradual PERCENT   send only this share of the requests to the new version, and the rest to the current one
  --config FILE       use this file instead of wrangler.toml
  --answers-at URL    check the gateway at this address instead of PUBLIC_URL, for rehearsals
  --dry-run           check the environment and print the commands, without running them
  --yes               do not ask for confirmation
  --help              print this help`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        env: { type: 'string' },
        gradual: { type: 'string' },
        config: { type: 'string' },
        'answers-at': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
      },
    });
    const environment = ENVIRONMENTS.find((name) => name === values.env);
    const percentage = values.gradual === undefined ? null : Number(values.gradual);
    if (!environment) throw new Error(`--env must be ${ENVIRONMENTS.join(' or ')}`);
    if (percentage !== null && !(percentage > 0 && percentage < 100))
      throw new Error('--gradual must be between 0 and 100');
    return { ...values, environment, percentage };
  } catch (error) {
    throw new UsageFailure(USAGE, (error as Error).message);
  }
}

async function main(): Promise<void> {
  const given = options();
  const { environment, percentage } = given;
  const { text, path } = configFile(given.config);
  const read = settingsIn(text, environment, path);
  if (!read.ok) throw notYet(environment, read.faults);
  const settings = read.value;
  const config = given.config === undefined ? {} : { config: given.config };
  const who = await accountOf(wranglerWith(config), process.env.CLOUDFLARE_ACCOUNT_ID || settings.account);
  const wrangler = wranglerWith({ ...config, account: who.id });
  const account = await look(wrangler, settings, who, async () => true);
  const found = obstacles(settings, account, { isGradual: percentage !== null });
  if (found.length > 0) throw notYet(environment, found);

  const serving = account.deployed?.versions ?? [];
  for (const { id, percentage: part } of serving) console.log(`serving now   ${id}  ${part} %`);
  const back = wayBack(settings, account);
  console.log(`to go back    ${back}\n`);
  const planned = commands(settings, account, percentage);
  for (const args of planned) console.log(`$ ${typed(settings, args)}`);
  if (given['dry-run']) return;
  if (!given.yes && !(await confirmed('\nType yes to do it: '))) return console.log('nothing was done');
  const version = await send(wrangler, planned);
  const url = given['answers-at'] ?? settings.publicUrl;
  await patiently(() => servingFaults(settings, url, askingVersion(settings, version)), {
    ...{ what: 'the gateway serves as it must', patienceMs: PATIENCE_MS },
    say: (line) => console.log(line),
  }).catch((error: Error) => {
    throw new StartFailure(`it is deployed. ${error.message}\nto go back: ${back}`);
  });
}

const notYet = (environment: string, found: { detail: string }[]) =>
  new StartFailure(
    `nothing was deployed to ${environment}:\n${found.map(({ detail }) => `  ${detail}`).join('\n')}`,
  );

main().catch(stopWith);
