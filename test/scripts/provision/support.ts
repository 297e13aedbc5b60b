/** An environment whose choices are made, and accounts that have come more or less far with it. */

import type { Account } from '../../../scripts/provision/account.ts';
import { chosen } from '../../../scripts/provision/choices.ts';
import { configFile, parsed } from '../../../scripts/provision/config.ts';
import type { PlanOptions } from '../../../scripts/provision/plan.ts';
import { type Environment, readSettings, type Settings } from '../../../scripts/provision/settings.ts';
import { type Edit, edited } from '../../../scripts/provision/toml.ts';

export const TOML = configFile().text;

export const CHOICES = {
  domain: 'gateway.tidemark.example',
  agency: 'Tidemark News Agency',
  jurisdiction: 'eu',
  regions: 'weur,eeur',
};

export const WANTED: Omit<PlanOptions, 'choices'> = {
  keeper: { kind: 'command', command: 'vault-put imprimatur/production/signing-keys' },
  owner: 'Anna Mara',
  credentials: '.local/production.json',
};

export const EMPTY: Account = {
  ...{ id: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', name: 'Tidemark' },
  ...{
    database: null,
    pending: null,
    bucket: null,
    secrets: [],
    deployed: null,
    owners: null,
    answers: false,
  },
};

const DATABASE = { id: '6f1c0b1e-0d3c-4d0f-9f57-1a2b3c4d5e6f', jurisdiction: 'eu' };

/** Cut off after the database had been made, before its id was written down. */
export const HALF: Account = { ...EMPTY, database: DATABASE, bucket: { expiring: [] } };

export const COMPLETE: Account = {
  ...HALF,
  pending: [],
  secrets: ['SIGNING_KEYS'],
  deployed: {
    vars: { LEDGER_JURISDICTION: 'eu', LOG_ORIGIN: 'gateway.tidemark.example/imprimatur' },
    versions: [{ id: '3c9d6c5e-8a44-4a0b-8f0e-5b1f2f0a9c11', percentage: 100 }],
  },
  owners: 1,
  answers: true,
};

/** As recorded when all was done. */
export const RECORDED: Edit[] = [
  { table: 'env.production', key: 'account_id', value: `"${EMPTY.id}"` },
  { table: 'env.production.d1_databases', key: 'database_id', value: `"${DATABASE.id}"` },
];

export function choicesOf(environment: Environment = 'production', toml = TOML, choices = CHOICES): Edit[] {
  const read = chosen(environment, parsed(toml, environment), choices);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.edits;
}

export function settingsWith(edits: Edit[], environment: Environment = 'production'): Settings {
  const read = readSettings(environment, parsed(edited(TOML, edits), environment));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}
