/**
 * The closure of a recall: who was notified of what, what was done and what was seen, with the entries of the
 * logs and their proofs, signed. scripts/check-evidence.mjs checks it offline.
 */
import canonicalize from 'canonicalize';
import type { KeyRing } from '../../access/keyring.ts';
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { entriesFound } from '../../ledger/segments/entries.ts';
import type { Entry } from '../../ledger/types.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done } from '../../platform/failure.ts';
import { Refusal } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';
import { agencyProof, licenseProofs } from '../evidence/proofs.ts';
import { inAgencyLog, newestLogs, uncovered } from '../evidence/scope.ts';
import type { PackFile } from '../evidence/zip.ts';
import { CLOSURE_LICENSES_MAX, PACKED_CLOSURES_MAX, PACKED_ENDPOINTS_MAX } from './limits.ts';
import { recallDetails } from './resource.ts';
import type { RecallDetails } from './schemas.ts';
import { actionOn, listRecalls, notesById } from './store.ts';
import type { Recall } from './types.ts';

interface ClosureRequest {
  ring: KeyRing;
  /** Milliseconds, UTC. */
  now: number;
  /** How many endpoints are asked for their attempts; absent: as many as one request may ask. */
  endpointsMax?: number;
}

/**
 * The whole text, of which each byte is signed, or the signature. Throws `checkpoint_pending` and
 * `ledger_unavailable`. Conflict: the recall is open, or has too many holders.
 */
export async function closureOf(
  env: Env,
  { recall, ring, now, endpointsMax }: ClosureRequest & { recall: Recall },
): Promise<Attempt<string>> {
  if (!recall.closed) return conflicting(problemMessage('conflict.recall_open'));
  if (recall.progress.holders.notified > CLOSURE_LICENSES_MAX)
    return conflicting(problemMessage('conflict.recall_holders', { number: CLOSURE_LICENSES_MAX }));
  // In this order: the entries have all that the details name, and the checkpoints cover all entries.
  const { later, ...details } = await recallDetails(env, recall, { ...(endpointsMax && { endpointsMax }) });
  const entries = await entriesOf(env, recall, { ...details, later });
  const { logs, agency } = await inAgencyLog(env, await logsOf(env, entries, now), now);
  const proofs = await licenseProofs(env, logs, now);
  const { publicUrl, logOrigin } = agencyOf(env);
  const closure = {
    form: 'imprimatur-closure-1',
    made: new Date(now).toISOString(),
    gateway: publicUrl,
    origin: logOrigin,
    recall: details,
    later,
    logs: logs.map(({ license, checkpoint, list }, at) => ({
      license,
      checkpoint,
      entries: list,
      proof: proofs[at],
    })),
    agency: {
      checkpoint: agency.checkpoint,
      proof: JSON.parse(await textOf(agencyProof(env, { agency, logs }, now))) as unknown,
    },
  };
  const text = canonicalize(closure) ?? '';
  const signature = await crypto.subtle.sign('Ed25519', ring.sign.checkpoint.key, Buffer.from(text));
  return done(`{"closure":${text},"signature":"${Buffer.from(signature).toString('base64')}"}\n`);
}

/** Each log with its newest checkpoint, which must cover the entries. */
async function logsOf(env: Env, entries: Map<string, Entry[]>, now: number) {
  const logs = await newestLogs(env, [...entries.keys()], now);
  return logs.map((log) => {
    const list = entries.get(log.license) ?? [];
    const indexes = list.map(({ index }) => index);
    if ((indexes.at(-1) ?? 0) >= log.size) throw uncovered();
    return { ...log, list, indexes };
  });
}

/**
 * The closures of an article's recalls that a checkpoint covers, newest first, as files of an evidence pack:
 * together they have as many licenses as one may have.
 */
export async function closuresOf(
  env: Env,
  { article, ...request }: { article: string } & Omit<ClosureRequest, 'endpointsMax'>,
): Promise<(PackFile & { content: Uint8Array[] })[]> {
  const newest = await listRecalls(env.DB, { article, state: 'closed', limit: PACKED_CLOSURES_MAX });
  let licenses = 0;
  const recalls = newest.filter(({ progress: { holders } }) => {
    licenses += holders.notified;
    return licenses <= CLOSURE_LICENSES_MAX;
  });
  const endpointsMax = Math.ceil(PACKED_ENDPOINTS_MAX / Math.max(1, recalls.length));
  const files = await Promise.all(
    recalls.map(async (recall) => {
      const closure = await closureOf(env, { recall, endpointsMax, ...request }).catch(unlessPending);
      if (!closure?.ok) return [];
      return [{ name: `closures/${recall.id}.json`, content: [new TextEncoder().encode(closure.value)] }];
    }),
  );
  return files.flat();
}

function unlessPending(error: unknown): null {
  if (error instanceof Refusal && error.problem.code === 'checkpoint_pending') return null;
  throw error;
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** What a closure is about, besides refusals. */
const KINDS = ['delivery', 'external', 'publication', 'notice', 'acknowledgement', 'reading'];

/** Entries by log, in the order of the log. The log of operators is the last one. */
async function entriesOf(
  env: Env,
  recall: Recall,
  { licenses, later }: Pick<RecallDetails, 'licenses' | 'later'>,
): Promise<Map<string, Entry[]>> {
  const withinOf = new Map(licenses.map(({ license, within }) => [license, within]));
  const events = new Set(licenses.map(({ event }) => event));
  const byLicense = new Map<string, Map<string, Entry>>(
    [...licenses, ...later].map(({ license }) => [license, new Map()]),
  );
  const found = entriesFound(env, {
    facets: [
      ['article', [...new Set([recall.article, ...licenses.flatMap(({ within }) => within ?? [])])]],
      ['license', [...byLicense.keys()]],
      ['kind', KINDS],
    ],
  });
  for await (const entries of found)
    for (const entry of entries) {
      const { license, article } = entry as Entry & { article: string | null };
      if (article !== recall.article && article !== withinOf.get(license)) continue;
      if (!isAbout(entry, recall, events)) continue;
      if (isLaterDelivery(entry, recall)) continue;
      const own = byLicense.get(license);
      const name = nameOf(entry);
      if ((own?.get(name)?.index ?? -1) < entry.index) own?.set(name, entry);
    }
  for (const entry of await notesById(env.DB, later)) byLicense.get(entry.license)?.set(entry.id, entry);
  const lists = new Map(
    [...byLicense].map(([license, own]) => [license, [...own.values()].sort((a, b) => a.index - b.index)]),
  );
  const actions = await actionsOf(env.DB, recall);
  return actions.length > 0 ? lists.set(OPERATORS_LOG, actions) : lists;
}

const isLaterDelivery = ({ kind, at }: Entry, { closed }: Recall): boolean =>
  (kind === 'delivery' || kind === 'external') && closed !== null && at > closed.at;

/** Of the deliveries of a version to a title, only the last is in a closure: there may be thousands. */
function nameOf(entry: Entry): string {
  if (entry.kind !== 'delivery' && entry.kind !== 'external') return entry.id;
  const { title, article, version } = entry;
  return JSON.stringify([title, article, version]);
}

function isAbout(entry: Entry, { id }: Recall, events: ReadonlySet<string>): boolean {
  if (entry.kind === 'notice' || entry.kind === 'reading') return entry.recall === id;
  return entry.kind !== 'acknowledgement' || events.has(entry.event);
}

/** The change, and the closing, as far as operators have made them. */
async function actionsOf(db: D1Database, { id, article, at, closed }: Recall): Promise<Entry[]> {
  const change = await actionOn(db, { resource: article, at });
  const closing = closed?.how === 'desk' ? await actionOn(db, { resource: id, at: closed.at }) : null;
  return [change, closing].flatMap((action) => (action ? [JSON.parse(action.body) as Entry] : []));
}
