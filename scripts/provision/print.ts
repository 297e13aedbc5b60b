/** A plan as people read it before they say yes. Pure. */
import type { Action, Keeper, Step } from './plan.ts';
import { fileOf, type Settings } from './settings.ts';
import { typed } from './typed.ts';

export function printed(settings: Settings, steps: readonly Step[]): string[] {
  const { environment, publicUrl, worker, jurisdiction, pool } = settings;
  const width = Math.max(...steps.map(({ name }) => name.length)) + 2;
  const head = `${environment}: ${publicUrl}, worker ${worker}, ${pool} ledger objects, jurisdiction ${jurisdiction}`;
  return [head, '', ...steps.flatMap((step) => linesOf(step, width, settings))];
}

function linesOf({ name, there, actions, note }: Step, width: number, settings: Settings): string[] {
  const isLook = actions.length > 0 && actions.every(({ kind }) => kind.startsWith('check_'));
  const first = there !== undefined ? `is there: ${there}` : isLook ? 'is looked at' : 'to do';
  return [
    `${name.padEnd(width)}${first}`,
    ...(note === undefined ? [] : [`  (${note})`]),
    ...actions.flatMap((action) => inWords(action, settings).map((line) => `  ${line}`)),
  ];
}

function inWords(action: Action, settings: Settings): string[] {
  switch (action.kind) {
    case 'edit':
      return [
        `${fileOf(settings)} [${action.edit.table}] ${action.edit.key} = ${shortened(action.edit.value)}`,
      ];
    case 'record_database':
      return [`${fileOf(settings)} [${action.table}] database_id = (its id)`];
    case 'wrangler': {
      const { args, secret } = action;
      const from =
        secret === undefined
          ? ''
          : secret === 'SIGNING_KEYS'
            ? '   < the ring'
            : '   < its value, which is asked for';
      return [`$ ${typed(settings, args)}${from}`];
    }
    case 'make_keys':
      return [`make a ring of signing keys, ${storageOf(action.keeper)}`];
    case 'make_owner':
      return [`make an owner "${action.name}", and write its key to ${action.file} (mode 600)`];
    case 'check_serving':
      return [
        'ask for the metadata, the keys, the description, an article, the console and its administration, until all answer as they must',
      ];
    case 'check_alarms':
      return [`GET /v1/admin/health with the key in ${action.file}, until every object has its alarm`];
  }
}

export function storageOf(keeper: Keeper): string {
  return keeper.kind === 'file' ? `kept in ${keeper.path} (mode 600)` : `given to: ${keeper.command}`;
}

const shortened = (value: string) => (value.length > 70 ? `${value.slice(0, 69)}…` : value);
