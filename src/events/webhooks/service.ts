/** Endpoints of partners: made, verified, changed, deleted. */
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { callObject } from '../../ledger/call.ts';
import type { NumberedEvent } from '../../ledger/events/types.ts';
import { objectIn } from '../../ledger/namespace.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import { askShardOf } from '../../ledger/shard-of-license.ts';
import { objectOfLicense } from '../../ledger/transparency/store.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing, unlessChanged } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';
import { isLoopback, isTrustworthy } from '../../platform/web-address.ts';
import type { WebhookCaller } from './caller.ts';
import { endpointChange } from './disable.ts';
import { ENDPOINTS_MAX, PUSH_TIMEOUT_MS } from './limits.ts';
import type { NewWebhook, WebhookPatch, WebhookResource } from './schemas.ts';
import { deleteWebhook, findWebhook, insertWebhook, updateWebhook, type WebhookRow } from './store.ts';
import type { PushAttempt, TestAnswer, WebhookProgress } from './types.ts';

const HOUR_MS = 3_600_000;

export const webhookResource = ({ version: _, ...row }: WebhookRow): WebhookResource =>
  row as WebhookResource;

/** The endpoint, if the caller may see it. */
export async function webhookOf(
  env: Env,
  id: string,
  { license }: WebhookCaller,
): Promise<Attempt<WebhookRow>> {
  const row = await findWebhook(env.DB, id);
  return row && (license === undefined || license === row.license) ? done(row) : missing('webhook');
}

/** The license whose endpoints are meant: a partner's own, or the one that an operator names. */
async function licenseMeant(
  env: Env,
  named: string | undefined,
  { license: own }: WebhookCaller,
): Promise<Attempt<string>> {
  const license = named ?? own;
  if (license === undefined) return faulty('/license', 'Name the license');
  if (own !== undefined && license !== own) return missing('license');
  return (await objectOfLicense(env.DB, license)) ? done(license) : missing('license');
}

/** Makes an endpoint, which gets events as soon as it has answered a challenge. The secret is shown this once. */
export async function createWebhook(
  env: Env,
  { license: named, url, types = null, description }: NewWebhook,
  caller: WebhookCaller,
  idempotencyKey: string | undefined,
): Promise<Attempt<WebhookResource & { secret: string }>> {
  const fault = urlFault(env, url);
  if (fault) return fault;
  const meant = await licenseMeant(env, named, caller);
  if (!meant.ok) return meant;
  const at = new Date(caller.now).toISOString();
  const row: WebhookRow = {
    id: newId('whk'),
    license: meant.value,
    url,
    types,
    description: description ?? null,
    status: 'unverified',
    reason: null,
    version: 1,
    created: at,
    changed: at,
  };
  const secret = await callWebhook<string>(env, row.id, (object) => object.rotate(0));
  const commit = commitChange(
    env,
    [...idempotencyStatements(env.DB, idempotencyKey, caller), insertWebhook(env.DB, row, ENDPOINTS_MAX)],
    actions(caller, 'webhook.create', null, row),
  );
  const committed = await rejectDuplicate(env, unlessChanged(commit));
  if (committed.ok) return done({ ...webhookResource(row), secret });
  await callWebhook<void>(env, row.id, (object) => object.close());
  return committed.reason.reason === 'conflict' && committed.reason.faults
    ? committed
    : conflicting(problemMessage('conflict.webhooks_max', { number: ENDPOINTS_MAX }));
}

export async function changeWebhook(
  env: Env,
  id: string,
  { url, types, description, status }: WebhookPatch,
  caller: WebhookCaller,
): Promise<Attempt<WebhookResource>> {
  const found = await webhookOf(env, id, caller);
  if (!found.ok) return found;
  const row = found.value;
  const fault = url === undefined ? null : urlFault(env, url);
  if (fault) return fault;
  const isMoved = url !== undefined && url !== row.url;
  const isVerified = row.status !== 'unverified' && !isMoved;
  if (status === 'active' && !isVerified) return conflicting(problemMessage('conflict.webhook_unverified'));
  const next: WebhookRow = {
    ...row,
    ...(url !== undefined && { url }),
    ...(types !== undefined && { types }),
    ...(description !== undefined && { description }),
    status: isVerified ? (status ?? row.status) : 'unverified',
    reason: status === undefined && !isMoved ? row.reason : null,
    version: row.version + 1,
    changed: new Date(caller.now).toISOString(),
  };
  return storeWebhook(env, row, next, caller);
}

export async function removeWebhook(env: Env, id: string, caller: WebhookCaller): Promise<Attempt<void>> {
  const found = await webhookOf(env, id, caller);
  if (!found.ok) return found;
  const row = found.value;
  const changed = new Date(caller.now).toISOString();
  const last: WebhookRow = { ...row, status: 'disabled', version: row.version + 1, changed };
  await commitChange(
    env,
    [deleteWebhook(env.DB, id)],
    [...(await messages(env, last)), ...actions(caller, 'webhook.delete', row, null)],
  );
  await callWebhook<void>(env, id, (object) => object.close());
  return done(undefined);
}

/** Makes a secret. Those before sign beside it for some hours. */
export async function rotateWebhook(
  env: Env,
  id: string,
  { overlapHours }: { overlapHours: number },
  caller: WebhookCaller,
): Promise<Attempt<WebhookResource & { secret: string }>> {
  const found = await webhookOf(env, id, caller);
  if (!found.ok) return found;
  const row = found.value;
  const told = actions(caller, 'webhook.rotate', row, row);
  if (told.length > 0) await commitChange(env, [], told);
  const secret = await callWebhook<string>(env, id, (object) => object.rotate(overlapHours * HOUR_MS));
  return done({ ...webhookResource(row), secret });
}

/** Sends a challenge. The endpoint becomes active if it answers 2xx with the challenge. */
export async function verifyWebhook(
  env: Env,
  id: string,
  caller: WebhookCaller,
): Promise<Attempt<WebhookResource>> {
  const found = await webhookOf(env, id, caller);
  if (!found.ok) return found;
  const row = found.value;
  const { attempt, isVerified } = await sendTest(env, id, 'challenge');
  if (!isVerified) return conflicting(unverifiedMessage(attempt));
  if (row.status !== 'unverified') return done(webhookResource(row));
  const changed = new Date(caller.now).toISOString();
  return storeWebhook(env, row, { ...row, status: 'active', version: row.version + 1, changed }, caller);
}

function unverifiedMessage({ result, status }: PushAttempt) {
  switch (result) {
    case 'delivered':
      return problemMessage('conflict.webhook_no_echo');
    case 'unreachable':
    case 'timed_out':
      return problemMessage(`conflict.webhook_${result}`);
    default:
      return problemMessage('conflict.webhook_refused', { status: status ?? 0 });
  }
}

export async function testWebhook(
  env: Env,
  id: string,
  caller: WebhookCaller,
): Promise<Attempt<PushAttempt>> {
  const found = await webhookOf(env, id, caller);
  if (!found.ok) return found;
  return done((await sendTest(env, id, 'test')).attempt);
}

/** Sends events of the license again. Fails with the path of each that the license does not have. */
export async function redeliver(
  env: Env,
  id: string,
  { events }: { events: string[] },
  caller: WebhookCaller,
): Promise<Attempt<{ sent: number }>> {
  const found = await webhookOf(env, id, caller);
  if (!found.ok) return found;
  const { license } = found.value;
  const placed = await askShardOf<NumberedEvent[]>(env, license, {
    ask: (shard) => shard.eventsById(license, events),
    unavailable,
    event: 'events_unread',
  });
  const known = new Set(placed?.map(({ event }) => event.id));
  const unknown = events.findIndex((event) => !known.has(event));
  if (unknown !== -1) return faulty(`/events/${unknown}`, 'The license has no such event');
  return done({ sent: await callWebhook<number>(env, id, (object) => object.redeliver(placed ?? [])) });
}

export const webhookProgress = (env: Env, id: string): Promise<WebhookProgress> =>
  callWebhook(env, id, (object) => object.progress());

export const webhookAttemptsOf = (env: Env, id: string): Promise<PushAttempt[]> =>
  callWebhook(env, id, (object) => object.attempts());

async function storeWebhook(
  env: Env,
  row: WebhookRow,
  next: WebhookRow,
  caller: WebhookCaller,
): Promise<Attempt<WebhookResource>> {
  const told = [...(await messages(env, next)), ...actions(caller, 'webhook.change', row, next)];
  const stored = await unlessChanged(commitChange(env, [updateWebhook(env.DB, next)], told));
  if (!stored.ok) return stored;
  await callWebhook<void>(env, row.id, (object) => object.resume());
  return done(webhookResource(next));
}

async function messages(env: Env, row: WebhookRow): Promise<OutboxMessage[]> {
  const object = await objectOfLicense(env.DB, row.license);
  return object ? [{ object, change: endpointChange(row) }] : [];
}

/** For the log of operators: what a partner does with its own endpoints is no act of one. */
function actions(
  caller: WebhookCaller,
  act: string,
  before: WebhookRow | null,
  after: WebhookRow | null,
): OutboxMessage[] {
  const id = (before ?? after)?.id ?? '';
  return caller.license === undefined ? [actionMessage(caller, act, id, { before, after })] : [];
}

async function sendTest(
  env: Env,
  id: string,
  kind: 'test' | 'challenge',
): Promise<Extract<TestAnswer, { kind: 'sent' }>> {
  const answer = await callWebhook<TestAnswer>(
    env,
    id,
    (object) => object.sendTest(kind),
    2 * PUSH_TIMEOUT_MS,
  );
  if (answer.kind === 'sent') return answer;
  if (answer.kind === 'unknown') throw unavailable();
  throw new Refusal({
    code: 'too_many_requests',
    detail: 'An endpoint is tested once a second.',
    headers: { 'Retry-After': '1' },
  });
}

type WebhookStub = ReturnType<typeof stubOf>;

const stubOf = (env: Env, id: string) => objectIn(env.WEBHOOKS, env, id);

function callWebhook<T>(
  env: Env,
  id: string,
  ask: (object: WebhookStub) => unknown,
  timeoutMs?: number,
): Promise<T> {
  return callObject<T>(id, () => ask(stubOf(env, id)), timeoutMs === undefined ? {} : { timeoutMs });
}

function urlFault(env: Env, url: string) {
  if (!isTrustworthy(url)) return faulty('/url', 'Expected an https address without user or fragment');
  return isLoopback(url) && env.WEBHOOK_NETWORK !== 'local'
    ? faulty('/url', 'This gateway calls no address on its own machine')
    : null;
}

const unavailable = () =>
  new Refusal({
    code: 'ledger_unavailable',
    detail: 'The endpoint is out of reach of the gateway. Try again.',
    headers: { 'Retry-After': '5' },
  });
