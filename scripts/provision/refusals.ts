/** Where provisioning must not begin: it would lose something, or make a second ledger. Pure. */
import type { Account } from './account.ts';
import type { PlanOptions } from './plan.ts';
import { fileOf, type Settings } from './settings.ts';
import { typed } from './typed.ts';

export type RefusalReason =
  | 'other_account'
  | 'second_ledger'
  | 'jurisdiction'
  | 'log_origin'
  | 'expiring'
  | 'keys_gone'
  | 'keeper';
export interface Refusal {
  ok: false;
  reason: RefusalReason;
  detail: string;
}

export function refusalOf(settings: Settings, account: Account, options: PlanOptions): Refusal | null {
  const refuse = (reason: RefusalReason, detail: string) => ({ ok: false, reason, detail }) as const;
  if (settings.account !== null && settings.account !== account.id)
    return refuse(
      'other_account',
      `${fileOf(settings)} records the account ${settings.account}, and the token opens ${account.id}`,
    );
  // The owner is made after the deployment: no run that was cut off leaves one without the other.
  if (account.deployed === null && account.owners)
    return refuse(
      'second_ledger',
      `D1 ${settings.database.name} is in use (${account.owners} active owner${account.owners > 1 ? 's' : ''}), and there is no gateway ${settings.worker}: a new one would have another, empty ledger beside it. If the worker was renamed in ${fileOf(settings)}, give it back its name; if it was deleted, its ledger is gone with it, and this command cannot bring it back`,
    );
  const { vars } = account.deployed ?? {};
  if (vars && (vars.LEDGER_JURISDICTION ?? 'none') !== settings.jurisdiction)
    return refuse(
      'jurisdiction',
      `what is deployed has LEDGER_JURISDICTION = "${vars.LEDGER_JURISDICTION ?? 'none'}", ${fileOf(settings)} "${settings.jurisdiction}": its ledger would be out of reach, and another, empty one in its place`,
    );
  if (vars && vars.LOG_ORIGIN !== settings.logOrigin)
    return refuse(
      'log_origin',
      `what is deployed has LOG_ORIGIN = "${vars.LOG_ORIGIN}", ${fileOf(settings)} "${settings.logOrigin}": it would be another log`,
    );
  const { database } = account;
  if (database?.jurisdiction !== undefined && (database.jurisdiction ?? 'none') !== settings.jurisdiction)
    return refuse(
      'jurisdiction',
      `the database ${settings.database.name} has the jurisdiction "${database.jurisdiction ?? 'none'}" for good, and LEDGER_JURISDICTION is "${settings.jurisdiction}"`,
    );
  const expiring = account.bucket?.expiring ?? [];
  if (expiring.length > 0)
    return refuse(
      'expiring',
      `the bucket ${settings.bucket.name} has lifecycle rules that delete (${expiring.join(', ')}): nothing in it may go by itself, the archive least of all`,
    );
  const hasKeys = account.secrets.includes('SIGNING_KEYS');
  // They are put before the deployment, which is not made without them.
  if (!hasKeys && account.deployed !== null)
    return refuse(
      'keys_gone',
      `${settings.worker} is deployed, and SIGNING_KEYS is not among its secrets: new keys would make every token and receipt invalid. Put the ring that was kept back: ${typed(settings, ['secret', 'put', 'SIGNING_KEYS', '--env', settings.environment])} < FILE`,
    );
  if (!hasKeys && options.keeper === null)
    return refuse(
      'keeper',
      'the signing keys are made now, and nobody can read a secret back: say where they are kept, --keys-file FILE or --keys-to COMMAND',
    );
  return null;
}
