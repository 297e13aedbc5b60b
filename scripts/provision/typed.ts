/** Commands as somebody types them. Pure. */
import type { Settings } from './settings.ts';

/** `config`: the file that wrangler has to be told of. */
export function typed({ config }: Pick<Settings, 'config'>, args: readonly string[]): string {
  return ['npx', 'wrangler', ...[...args, ...(config === null ? [] : ['--config', config])].map(quoted)].join(
    ' ',
  );
}

export function provisionTyped({ environment, config }: Pick<Settings, 'environment' | 'config'>): string {
  return `npm run provision -- --env ${environment}${config === null ? '' : ` --config ${quoted(config)}`}`;
}

/** For a shell. */
export function quoted(argument: string): string {
  return /^[\w./:=%@-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
