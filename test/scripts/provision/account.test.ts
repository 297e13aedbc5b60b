/** What is taken for an account without the gateway, and what is not. */
import { describe, expect, it } from 'vitest';
import { look } from '../../../scripts/provision/account.ts';
import type { CommandOutput } from '../../../scripts/provision/wrangler.ts';
import { COMPLETE, choicesOf, RECORDED, settingsWith } from './support.ts';

const settings = settingsWith([...choicesOf(), ...RECORDED]);
const yes = (stdout: unknown): CommandOutput => ({ code: 0, stdout: JSON.stringify(stdout), stderr: '' });
const no = (stderr: string): CommandOutput => ({ code: 1, stdout: '', stderr });

/** Word for word, with its colors. */
const NO_DEPLOYMENTS = no('  This Worker does not exist on your account. [code: 10007]\n');
const NO_SECRETS = no(
  '\x1b[1mWorker "imprimatur-production" (env: production) not found.\x1b[0m\n\nIf this is a new Worker, run `wrangler deploy` first to create it.\n',
);
const GATEWAY = {
  resources: { bindings: [{ type: 'durable_object_namespace', name: 'LEDGER' }] },
};

function lookWith(answerOf: Record<string, CommandOutput>) {
  const answers: Record<string, CommandOutput> = {
    'd1 list': yes([{ uuid: settings.database.id, name: settings.database.name }]),
    'd1 migrations': yes('No migrations to apply!'),
    'd1 execute': yes([{ results: [{ owners: 1 }] }]),
    'r2 bucket': yes(''),
    'deployments list': yes([{ versions: [{ version_id: 'a', percentage: 100 }] }]),
    'versions view': yes(GATEWAY),
    'secret list': yes([{ name: 'SIGNING_KEYS' }]),
    ...answerOf,
  };
  const ask = async (args: readonly string[]) => answers[args.slice(0, 2).join(' ')] ?? no('not asked here');
  return look({ ask, show: async () => undefined }, settings, COMPLETE, async () => true);
}

describe('the account', () => {
  it('has no gateway when wrangler says so in its words', async () => {
    const answers = { 'deployments list': NO_DEPLOYMENTS, 'secret list': NO_SECRETS };
    expect(await lookWith(answers)).toMatchObject({ deployed: null, secrets: [] });
  });

  it.each(['deployments list', 'secret list'])(
    'is not said to have none when `%s` fails for another reason',
    async (command) => {
      for (const words of [
        '404 Not Found',
        'The account was not found [code: 7003]',
        'getaddrinfo ENOTFOUND',
        'the host does not exist, after 10007 ms',
      ])
        await expect(lookWith({ [command]: no(words) })).rejects.toThrow(words);
    },
  );

  it('is asked for owners also while a later migration waits', async () => {
    const waiting = (name: string) =>
      lookWith({ 'd1 migrations': yes(name), 'd1 execute': yes([{ results: [{ owners: 2 }] }]) });
    expect(await waiting('0031_later.sql')).toMatchObject({ pending: ['0031_later.sql'], owners: 2 });
    expect(await waiting('0002_access.sql')).toMatchObject({ owners: null });
  });
});
