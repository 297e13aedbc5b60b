/**
 * The closure of a recall: who was notified of what, what was done and what was seen, with the entries of the logs
 * and their proofs, signed. scripts/check-evidence.mjs checks it offline.
 */
import canonicalize from 'canonicalize';
import type { KeyRing } from '../../access/keyring.ts';
import { callAgencyLog } from '../../ledger/call.ts';
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { entriesFound } from '../../ledger/segments/entries.ts';
import { logUnavailable } from '../../ledger/transparency/ask.ts';
import type { Entry } from '../../ledger/types.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done } from '../../platform/failure.ts';
import { Refusal } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';
import { agencyProof, licenseProof } from '../evidence/proofs.ts';
import { agencyPart, newestOf, uncovered } from '../evidence/scope.ts';
import type { PackFile } from '../evidence/zip.ts';
import { CLOSURE_LICENSES_MAX, PACKED_CLOSURES_MAX } from './limits.ts';
import { recallDetails } from './resource.ts';
import { actionOn, holdersOfRecall, listRecalls } from './store.ts';
import type { Holder, Recall } from './types.ts';

/** The whole text of a closure: each of its bytes is signed, or the signature. */
export type Closure = string;

/** Throws `checkpoint_pending` and `ledger_unavailable`. Conflict: the recall is open, or has too many holders. */
export async function closureOf(
  env: Env,
  { recall, ring, now }: { recall: Recall; ring: KeyRing; now: number },
): Promise<Attempt<Closure>> {
  if (!recall.closed) return conflicting(problemMessage('conflict.recall_open'));
  const { holders } = await holdersOfRecall(env.DB, recall.id);
  if (holders.length > CLOSURE_LICENSES_MAX)
    return conflicting(problemMessage('conflict.recall_holders', { number: CLOSURE_LICENSES_MAX }));
  const entries = await entriesOf(env, recall, holders);
  const [details, logs] = await Promise.all([recallDetails(env, recall, now), logsOf(env, entries, now)]);
  const positions = logs.map(({ place }) => place);
  const leaves = await callAgencyLog<(string | null)[]>(env, (log) => log.rootBodies(positions));
  const published = logs.map((log, at) => {
    const leaf = leaves[at];
    if (!leaf) throw logUnavailable();
    return { ...log, published: { index: log.place, leaf } };
  });
  const agency = await agencyPart(env, Math.max(...positions), now);
  const { publicUrl, logOrigin } = agencyOf(env);
  const closure = {
    form: 'imprimatur-closure-1',
    made: new Date(now).toISOString(),
    gateway: publicUrl,
    origin: logOrigin,
    recall: details,
    logs: await Promise.all(
      published.map(async (log) => ({
        license: log.license,
        checkpoint: log.checkpoint,
        entries: log.list,
        proof: JSON.parse(await textOf(licenseProof(env, log, now))) as unknown,
      })),
    ),
    agency: {
      checkpoint: agency.checkpoint,
      proof: JSON.parse(await textOf(agencyProof(env, { agency, logs: published }, now))) as unknown,
    },
  };
  const text = canonicalize(closure) ?? '';
  const signature = await crypto.subtle.sign('Ed25519', ring.sign.checkpoint.key, Buffer.from(text));
  return done(`{"closure":${text},"signature":"${Buffer.from(signature).toString('base64')}"}\n`);
}

/** Each log with its newest checkpoint, which must cover the entries. */
function logsOf(env: Env, entries: Map<string, Entry[]>, now: number) {
  return Promise.all(
    [...entries].map(async ([license, list]) => {
      const log = await newestOf(env, license, now);
      const indexes = list.map(({ index }) => index);
      if ((indexes.at(-1) ?? 0) >= log.size) throw uncovered();
      return { ...log, license, list, entries: { indexes }, borders: { indexes: [] } };
    }),
  );
}

/** The closures of an article's recalls that a checkpoint covers, newest first, as files of an evidence pack. */
export async function closuresOf(
  env: Env,
  { article, ...request }: { article: string; ring: KeyRing; now: number },
): Promise<PackFile[]> {
  const recalls = await listRecalls(env.DB, { article, state: 'closed', limit: PACKED_CLOSURES_MAX });
  const files = await Promise.all(
    recalls.map(async (recall): Promise<PackFile[]> => {
      const closure = await closureOf(env, { recall, ...request }).catch(unlessPending);
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
async function entriesOf(env: Env, recall: Recall, holders: Holder[]): Promise<Map<string, Entry[]>> {
  const withinOf = new Map(holders.map(({ license, within }) => [license, within]));
  const events = new Set(holders.map(({ event }) => event));
  const byLicense = new Map<string, Entry[]>(holders.map(({ license }) => [license, []]));
  const found = entriesFound(env, {
    facets: [
      ['article', [...new Set([recall.article, ...holders.flatMap(({ within }) => within ?? [])])]],
      ['license', [...byLicense.keys()]],
      ['kind', KINDS],
    ],
  });
  for await (const entries of found)
    for (const entry of entries) {
      const { license, article } = entry as Entry & { article: string | null };
      if (article !== recall.article && article !== withinOf.get(license)) continue;
      if (isAbout(entry, recall, events)) byLicense.get(license)?.push(entry);
    }
  for (const list of byLicense.values()) list.sort((a, b) => a.index - b.index);
  const actions = await actionsOf(env.DB, recall);
  if (actions.length > 0) byLicense.set(OPERATORS_LOG, actions);
  return byLicense;
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
