/** What must hold before a release is sent to an environment. Pure. */
import type { Account } from './account.ts';
import { planOf } from './plan.ts';
import type { RefusalReason } from './refusals.ts';
import type { Settings } from './settings.ts';
import { provisionTyped, typed } from './typed.ts';

export type GuardReason =
  | 'not_provisioned'
  | 'other_environment'
  | 'pending_migrations'
  | 'missing_secret'
  | 'rolling_out';

export interface Obstacle {
  reason: GuardReason;
  detail: string;
}

/** What is missing then is said below, by its name. */
const OF_SECRETS: readonly RefusalReason[] = ['keeper', 'keys_gone'];

/** Empty: it may go. `isGradual` does not go over another roll-out: at most two versions serve at once. */
export function obstacles(
  settings: Settings,
  account: Account,
  { isGradual }: { isGradual: boolean },
): Obstacle[] {
  const { environment, database, secrets } = settings;
  const provision = provisionTyped(settings);
  const found: Obstacle[] = [];
  const add = (reason: GuardReason, detail: string) => void found.push({ reason, detail });
  const plan = planOf(settings, account, { choices: [], keeper: null, owner: '', credentials: '' });
  const isRefused = !plan.ok && !OF_SECRETS.includes(plan.reason);
  if (isRefused) add('other_environment', plan.detail);
  if (!account.database || database.id === null) add('not_provisioned', `there is no database: ${provision}`);
  if (!account.bucket) add('not_provisioned', `there is no bucket: ${provision}`);
  if (!account.deployed && !isRefused)
    add('not_provisioned', `the gateway has never been deployed: ${provision}`);
  for (const name of secrets)
    if (!account.secrets.includes(name))
      add(
        'missing_secret',
        `the secret ${name} is missing: ${typed(settings, ['secret', 'put', name, '--env', environment])}`,
      );
  if (account.pending?.length)
    add(
      'pending_migrations',
      `D1 lacks ${account.pending.join(', ')}. They go before the release: ${typed(settings, ['d1', 'migrations', 'apply', 'DB', '--env', environment, '--remote'])}`,
    );
  const serving = account.deployed?.versions ?? [];
  if (isGradual && serving.length > 1)
    add(
      'rolling_out',
      `${serving.map(({ id, percentage }) => `${id} at ${percentage} %`).join(', ')}: bring one of them to 100 % first`,
    );
  return found;
}

/** The command that goes back to the version that serves most, objects included. */
export function wayBack(settings: Settings, { deployed }: Account): string {
  const [most] = (deployed?.versions ?? []).toSorted((one, other) => other.percentage - one.percentage);
  const at = ['--env', settings.environment, '--durable-objects-code-update-mode', 'immediate'];
  return typed(settings, ['rollback', `${most?.id}`, ...at]);
}

/** Stands for the id of the version that the first command makes. */
export const NEW = 'NEW';

export function commands(settings: Settings, account: Account, percentage: number | null): string[][] {
  const of = ['--env', settings.environment];
  if (percentage === null) return [['deploy', ...of]];
  const [serving] = account.deployed?.versions ?? [];
  return [
    ['versions', 'upload', ...of],
    ['versions', 'deploy', `${NEW}@${percentage}%`, `${serving?.id}@${100 - percentage}%`, ...of, '--yes'],
  ];
}
