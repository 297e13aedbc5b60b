import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionMessage, statusChange } from '../../ledger/actions.ts';
import { commitChange, type OutboxMessage, poolNames } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, failed, missing, unlessChanged } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../platform/openapi.ts';
import { isOnDomain, isOwnMachine } from '../../platform/web-address.ts';
import { compileLicense } from '../../rights/index.ts';
import type { Title } from '../../rights/terms.ts';
import { licensesOfPartner } from '../licenses/store.ts';
import type { NewPartner, PartnerPatch, PartnerResource } from './schemas.ts';
import { findPartner, insertPartner, type PartnerRow, partnersByLedger, updatePartner } from './store.ts';

/**
 * Creates a partner on the pool object with the fewest partners. See access/idempotency.ts for
 * `idempotencyKey`.
 */
export async function createPartner(
  env: Env,
  input: NewPartner,
  actor: Actor,
  idempotencyKey?: string,
): Promise<Attempt<PartnerResource>> {
  const fault = feedFault(env, input.titles);
  if (fault) return fault;
  const at = new Date(actor.now).toISOString();
  const row: PartnerRow = {
    id: newId('par'),
    name: input.name,
    status: 'active',
    ledger: leastUsed(poolNames(env), await partnersByLedger(env.DB)),
    titles: input.titles,
    contact: input.contact ?? null,
    recall_contact: input.recallContact ?? null,
    version: 1,
    created: at,
    updated: at,
  };
  const statements = [...idempotencyStatements(env.DB, idempotencyKey, actor), ...insertPartner(env.DB, row)];
  const action = actionMessage(actor, 'partner.create', row.id, { after: partnerResource(row) });
  const result = await rejectDuplicate(
    env,
    commitChange(env, statements, [partnerMessage(row), action]).then(done),
  );
  return result.ok ? done(partnerResource(row)) : result;
}

/** Changes a partner. A conflict results if a license needs a title that the change removes. */
export async function changePartner(
  env: Env,
  id: string,
  patch: PartnerPatch,
  actor: Actor,
): Promise<Attempt<PartnerResource>> {
  const row = await findPartner(env.DB, id);
  if (!row) return missing('partner');
  if (patch.titles) {
    const fault = feedFault(env, patch.titles);
    if (fault) return fault;
    const conflict = await licenseBrokenBy(env.DB, id, patch.titles);
    if (conflict) return conflicting(conflict);
  }
  const next: PartnerRow = {
    ...row,
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.status && { status: patch.status }),
    ...(patch.titles && { titles: patch.titles }),
    ...(patch.contact !== undefined && { contact: patch.contact }),
    ...(patch.recallContact !== undefined && { recall_contact: patch.recallContact }),
    version: row.version + 1,
    updated: new Date(actor.now).toISOString(),
  };
  // Licenses compile with the titles, and all isolates cache the result, so a change of titles begins a new
  // epoch.
  const messages: OutboxMessage[] = [
    partnerMessage(next),
    ...(patch.titles ? [{ epoch: 'next' as const }] : []),
    actionMessage(actor, 'partner.change', id, {
      change: statusChange(row, next),
      before: partnerResource(row),
      after: partnerResource(next),
    }),
  ];
  const result = await unlessChanged(commitChange(env, updatePartner(env.DB, next), messages));
  return result.ok ? done(partnerResource(next)) : result;
}

/**
 * Pages are read on the domains of their title alone; on the embedded runtime also on this machine, for
 * trials.
 */
function feedFault({ WEBHOOK_NETWORK }: Env, titles: readonly Title[]) {
  const isReadable = (feed: string, domains: readonly string[]) =>
    isOwnMachine(feed) ? WEBHOOK_NETWORK === 'local' : isOnDomain(feed, domains);
  const faults = titles.flatMap(({ feed, domains }, at) =>
    feed === undefined || isReadable(feed, domains)
      ? []
      : [{ path: `/titles/${at}/feed`, message: NO_DOMAIN, key: 'feed_domain' as const }],
  );
  return faults.length > 0 ? failed({ reason: 'malformed', faults }) : null;
}

const NO_DOMAIN = 'Expected an address on one of the domains of the title';

/**
 * A license must not lose a title that it names. It would no longer compile, and every request would be
 * refused.
 */
async function licenseBrokenBy(db: D1Database, partner: string, titles: Title[]): Promise<string | null> {
  for (const { id, version, terms, status } of await licensesOfPartner(db, partner)) {
    if (status === 'terminated') continue;
    const compiled = compileLicense({ id, version, terms, titles });
    if (!compiled.ok)
      return `The license ${id} needs a title that this would take away: ${compiled.reason[0]?.message ?? ''}`;
  }
  return null;
}

function leastUsed(pool: string[], partners: Map<string, number>): string {
  const [first = 'ledger-0', ...rest] = pool;
  const load = (name: string) => partners.get(name) ?? 0;
  return rest.reduce((least, name) => (load(name) < load(least) ? name : least), first);
}

function partnerMessage({ id, status, version, ledger }: PartnerRow): OutboxMessage {
  return { object: ledger, change: { kind: 'partner', partner: { id, status, version } } };
}

export function partnerResource({
  id,
  name,
  status,
  titles,
  contact,
  recall_contact: recallContact,
  version,
  created,
  updated,
}: PartnerRow): PartnerResource {
  return {
    id,
    name,
    status,
    titles,
    ...(contact !== null && { contact }),
    ...(recallContact !== null && { recallContact }),
    version,
    created,
    updated,
  };
}
