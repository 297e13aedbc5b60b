/** What partners report, entered in their license's log. A license that is over or suspended may still report: only the key has to be good. */

import { conflictAt, sendNotes } from '../../ledger/notes/send.ts';
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
import { declarationOf, keyed, type Named, publicationOf } from './notes.ts';
import type { NewDeclaration, NewPublication, ReportsAnswer } from './schemas.ts';
import { deliveriesOf, reportsSince } from './store.ts';
import { type ReportFault, refusedReports, type Submitted } from './submitted.ts';

/** `now` in milliseconds, UTC. Throws `malformed` with the fault of each report: then none is entered. */
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
    const tell = (member: string, message: string) => {
      faults.push(fault(at, member, message));
      return [];
    };
    if (report.publishedAt > latest)
      return tell('publishedAt', 'Report what has been published, when it has been');
    const found = named[at];
    if (found === undefined) throw new Error('a report without an answer');
    if (found !== null && 'message' in found) return tell(found.member, found.message);
    const note = publicationOf(report, found);
    return 'message' in note ? tell(note.member, note.message) : [note];
  });
  if (faults.length > 0) {
    // A key that is not good any more learns nothing of deliveries.
    await confirmKey(env, principal);
    throw refusedReports(faults);
  }
  return enterReports(
    env,
    principal,
    notes.map((note) => keyed(note, principal.env)),
  );
}

export async function enterDeclarations(
  env: Env,
  principal: PartnerPrincipal,
  { reports }: Submitted<NewDeclaration>,
): Promise<ReportsAnswer> {
  const notes = reports.map((report) => keyed(declarationOf(report), principal.env));
  return enterReports(env, principal, notes);
}

/** Whether the key is good, and nothing else of the license. Throws `invalid_token`. */
export async function confirmKey(env: Env, principal: PartnerPrincipal): Promise<void> {
  await entered(env, principal, []);
}

async function enterReports(
  env: Env,
  principal: PartnerPrincipal,
  notes: KeyedNote[],
): Promise<ReportsAnswer> {
  const items = (await entered(env, principal, notes)).map(({ id, index, atMs, leaf, repeated }, at) => {
    const { note } = notes[at] ?? {};
    const clientRef = note && 'clientRef' in note ? note.clientRef : null;
    return {
      id,
      index,
      at: new Date(atMs).toISOString(),
      leaf,
      repeated,
      ...(clientRef !== null && { clientRef }),
    };
  });
  const repeated = items.filter((one) => one.repeated).length;
  return { items, entered: items.length - repeated, repeated };
}

async function entered(env: Env, principal: PartnerPrincipal, notes: KeyedNote[]): Promise<EnteredNote[]> {
  const { license } = principal;
  await withinDay(env, license, notes.length);
  const sent = await sendNotes(env, { license, by: { kind: 'partner', caller: callerOf(principal) }, notes });
  switch (sent.kind) {
    case 'ok':
      return sent.entered;
    case 'refused':
      noteCounted();
      throw refusedKey(sent.code);
    case 'unknown':
      throw refusedKey('invalid_token');
    case 'conflict':
      return unwrap<EnteredNote[]>(failed(conflictAt(sent.places)));
  }
}

const DAY_MS = 86_400_000;

/** Nobody can flood the log: neither a mistake in a loop, nor a key that is stolen. Throws `too_many_requests`. */
async function withinDay(env: Env, license: string, more: number): Promise<void> {
  if (more === 0) return;
  const since = new Date(Date.now() - DAY_MS).toISOString();
  const known = await reportsSince(env.DB, { license, since, limit: REPORTS_A_DAY_MAX });
  if (known + more <= REPORTS_A_DAY_MAX) return;
  throw new Refusal({
    code: 'too_many_requests',
    detail: `A license may report ${REPORTS_A_DAY_MAX} times in a day. Nothing was entered; go on tomorrow.`,
    headers: { 'Retry-After': '3600' },
  });
}

const notYours = (member: string) => ({
  member,
  message:
    member === 'entry'
      ? 'There is no such delivery in your log. It is there seconds after it was made; its receipt is good at once'
      : 'This is no receipt of a delivery to you',
});

type NamedOrFault = Named | null | ReturnType<typeof notYours>;

/** In the order of the reports. */
async function namedDeliveries(
  env: Env,
  license: string,
  reports: NewPublication[],
): Promise<NamedOrFault[]> {
  const ids = [...new Set(reports.flatMap(({ entry }) => entry ?? []))];
  const deliveries = new Map((await deliveriesOf(env.DB, license, ids)).map((row) => [row.id, row]));
  return Promise.all(
    reports.map(async ({ entry, receipt }): Promise<NamedOrFault> => {
      const ofEntry = entry === undefined ? undefined : deliveries.get(entry);
      if (entry !== undefined && !ofEntry) return notYours('entry');
      if (receipt === undefined)
        return ofEntry ? { delivery: ofEntry.id, article: ofEntry.article, version: ofEntry.version } : null;
      const signed = await signatureOf(env, receipt);
      if (!signed.ok || signed.claims.license !== license) return notYours('receipt');
      const { jti, item, version } = signed.claims;
      if (ofEntry && (ofEntry.article !== item || ofEntry.version !== version))
        return { member: 'receipt', message: 'The receipt is of another delivery than the entry' };
      return { delivery: ofEntry?.id ?? jti, article: item, version };
    }),
  );
}
