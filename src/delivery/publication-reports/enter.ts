/**
 * Records partners' reports in the log of their license. A license that has ended or is suspended may still
 * report: only the key must be valid.
 */

import { conflictAt, type Sent, sendNotes } from '../../ledger/notes/send.ts';
import type { EnteredNote, KeyedNote } from '../../ledger/notes/types.ts';
import type { Env } from '../../platform/env.ts';
import { failed, unwrap } from '../../platform/failure.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { noteCounted } from '../../platform/request-scope.ts';
import { signatureOf } from '../../stamp/check.ts';
import { callerOf } from '../fresh-state.ts';
import { refusedKey } from '../refusals.ts';
import { CLOCK_SKEW_MS, REPORTS_A_DAY_MAX } from './limits.ts';
import { declarationOf, enteredResource, type NamedDelivery, publicationOf, toKeyedNote } from './notes.ts';
import type { NewDeclaration, NewPublication, ReportsAnswer } from './schemas.ts';
import { deliveriesOf, reportsSince } from './store.ts';
import { type ReportFault, refusedReports, type Submitted } from './submitted.ts';

/** `now`: milliseconds, UTC. Throws `malformed` with the faults of all reports; then none is recorded. */
export async function enterPublications(
  env: Env,
  principal: PartnerPrincipal,
  { reports, fault }: Submitted<NewPublication>,
  now: number,
): Promise<ReportsAnswer> {
  const faults: ReportFault[] = [];
  const latest = new Date(now + CLOCK_SKEW_MS).toISOString();
  const named = await namedDeliveries(env, principal.license, reports);
  const notes = reports.flatMap((report, at) => {
    const addFault = (member: string, message: string) => {
      faults.push(fault(at, member, message));
      return [];
    };
    if (report.publishedAt > latest)
      return addFault('publishedAt', 'Report what has been published, when it has been');
    const delivery = named[at];
    if (delivery === undefined) throw new Error('a report without an answer');
    if (delivery !== null && 'message' in delivery) return addFault(delivery.member, delivery.message);
    const note = publicationOf(report, delivery);
    return 'message' in note ? addFault(note.member, note.message) : [note];
  });
  if (faults.length > 0) {
    // An invalid key must not learn anything about deliveries.
    await confirmKey(env, principal);
    throw refusedReports(faults);
  }
  return enterReports(
    env,
    principal,
    notes.map((note) => toKeyedNote(note, principal.env)),
  );
}

export async function enterDeclarations(
  env: Env,
  principal: PartnerPrincipal,
  { reports }: Submitted<NewDeclaration>,
): Promise<ReportsAnswer> {
  const notes = reports.map((report) => toKeyedNote(declarationOf(report), principal.env));
  return enterReports(env, principal, notes);
}

/** Checks the key alone, not the license. Throws `invalid_token`. */
export async function confirmKey(env: Env, principal: PartnerPrincipal): Promise<void> {
  await recordNotes(env, principal, []);
}

async function enterReports(
  env: Env,
  principal: PartnerPrincipal,
  notes: KeyedNote[],
): Promise<ReportsAnswer> {
  const items = (await recordNotes(env, principal, notes)).map((entered, at) => {
    const { note } = notes[at] ?? {};
    const clientRef = note && 'clientRef' in note ? note.clientRef : null;
    return { ...enteredResource(entered), ...(clientRef !== null && { clientRef }) };
  });
  const repeated = items.filter((item) => item.repeated).length;
  return { items, entered: items.length - repeated, repeated };
}

async function recordNotes(
  env: Env,
  principal: PartnerPrincipal,
  notes: KeyedNote[],
): Promise<EnteredNote[]> {
  const { license } = principal;
  await withinDay(env, license, notes.length);
  const by = { kind: 'partner', caller: callerOf(principal) } as const;
  return enteredNotes(await sendNotes(env, { license, by, notes }));
}

/** The notes that the ledger has entered for a partner. Throws its refusals. */
export function enteredNotes(result: Sent): EnteredNote[] {
  switch (result.kind) {
    case 'ok':
      return result.entered;
    case 'refused':
      noteCounted();
      throw refusedKey(result.code);
    case 'unknown':
      throw refusedKey('invalid_token');
    case 'conflict':
      return unwrap<EnteredNote[]>(failed(conflictAt(result.positions)));
  }
}

const DAY_MS = 86_400_000;

/** Limits reports a day, against loops and stolen keys. Throws `too_many_requests`. */
async function withinDay(env: Env, license: string, added: number): Promise<void> {
  if (added === 0) return;
  const since = new Date(Date.now() - DAY_MS).toISOString();
  const reported = await reportsSince(env.DB, { license, since, limit: REPORTS_A_DAY_MAX });
  if (reported + added <= REPORTS_A_DAY_MAX) return;
  throw new Refusal({
    code: 'too_many_requests',
    detail: `A license may report ${REPORTS_A_DAY_MAX} times a day. Nothing was entered. Continue tomorrow.`,
    headers: { 'Retry-After': '3600' },
  });
}

const deliveryNotFound = (member: string) => ({
  member,
  message:
    member === 'entry'
      ? 'Your log has no such delivery. A new delivery appears within seconds; its receipt is valid at once'
      : 'This is not a receipt of a delivery to you',
});

type NamedOrFault = NamedDelivery | null | ReturnType<typeof deliveryNotFound>;

async function namedDeliveries(
  env: Env,
  license: string,
  reports: NewPublication[],
): Promise<NamedOrFault[]> {
  const ids = [...new Set(reports.flatMap(({ entry }) => entry ?? []))];
  const deliveries = new Map((await deliveriesOf(env, license, ids)).map((row) => [row.id, row]));
  return Promise.all(
    reports.map(async ({ entry, receipt }): Promise<NamedOrFault> => {
      const ofEntry = entry === undefined ? undefined : deliveries.get(entry);
      if (entry !== undefined && !ofEntry) return deliveryNotFound('entry');
      if (receipt === undefined)
        return ofEntry ? { delivery: ofEntry.id, article: ofEntry.article, version: ofEntry.version } : null;
      const signed = await signatureOf(env, receipt);
      if (!signed.ok || signed.claims.license !== license) return deliveryNotFound('receipt');
      const { jti, item, version } = signed.claims;
      if (ofEntry && (ofEntry.article !== item || ofEntry.version !== version))
        return { member: 'receipt', message: 'The receipt and the entry are of different deliveries' };
      return { delivery: ofEntry?.id ?? jti, article: item, version };
    }),
  );
}
