/** Endpoints of partners: created, verified, changed, deleted. */
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { callObject } from '../../ledger/call.ts';
import type { DisabledReason, NumberedEvent } from '../../ledger/events/types.ts';
import { objectIn } from '../../ledger/namespace.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import { callShardOf } from '../../ledger/shard-of-license.ts';
import { objectOfLicense } from '../../ledger/transparency/store.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing, unlessChanged } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/problem.ts';
import { isPrivateHost } from '../../platform/public-address.ts';
import { tooManyRequests, withinRate } from '../../platform/rate-limit.ts';
import { problemMessage } from '../../platform/templates.ts';
import { isTrustworthy } from '../../platform/web-address.ts';
import type { WebhookCaller } from './caller.ts';
import { endpointChange } from './disable.ts';
import { ENDPOINTS_MAX, PUSH_TIMEOUT_MS } from './limits.ts';
import type { NewWebhook, WebhookPatch, WebhookResource } from './schemas.ts';
import {
  deleteWebhook,
  findWebhook,
  insertWebhook,
  nextVersion,
  updateWebhook,
  type WebhookRow,
} from './store.ts';
import type { PushAttempt, TestAnswer, WebhookProgress } from './types.ts';

const HOUR_MS = 3_600_000;

export const webhookResource = ({ version: _, ...row }: WebhookRow): WebhookResource => row;

/** The endpoint, if the caller may see it. */
export async function loadWebhook(
  env: Env,
  id: string,
  { license }: WebhookCaller,
): Promise<Attempt<WebhookRow>> {
  const row = await findWebhook(env.DB, id);
  return row && (license === undefined || license === row.license) ? done(row) : missing('webhook');
}

/** The license that gets the endpoint: a partner's own, or the one that an operator names. */
async function resolveLicense(
  env: Env,
  named: string | undefined,
  { license: own }: WebhookCaller,
): Promise<Attempt<string>> {
  const license = named ?? own;
  if (license === undefined) return faulty('/license', 'Name the license');
  if (own !== undefined && license !== own) return missing('license');
  return (await objectOfLicense(env.DB, license)) ? done(license) : missing('license');
}

/** Creates an endpoint, which gets events once it has answered a challenge. The secret is shown this once. */
export async function createWebhook(
  env: Env,
  { license: named, url, types = null, description }: NewWebhook,
  caller: WebhookCaller,
  idempotencyKey: string | undefined,
): Promise<Attempt<WebhookResource & { secret: string }>> {
  const fault = urlFault(env, url);
  if (fault) return fault;
  await limitRequests(env, caller.license ?? caller.operator);
  const license = await resolveLicense(env, named, caller);
  if (!license.ok) return license;
  const at = new Date(caller.now).toISOString();
  const row: WebhookRow = {
    id: newId('whk'),
    license: license.value,
    url: new URL(url).href,
    types,
    description: description ?? null,
    status: 'unverified',
    reason: null,
    version: 1,
    created: at,
    changed: at,
  };
  const commit = commitChange(
    env,
    [...idempotencyStatements(env.DB, idempotencyKey, caller), insertWebhook(env.DB, row, ENDPOINTS_MAX)],
    actions(caller, 'webhook.create', null, row),
  );
  const committed = await rejectDuplicate(env, unlessChanged(commit));
  if (committed.ok) return done({ ...webhookResource(row), secret: await newSecretOf(env, row.id, 0) });
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
  const found = await loadWebhook(env, id, caller);
  if (!found.ok) return found;
  const row = found.value;
  const fault = url === undefined ? null : urlFault(env, url);
  if (fault) return fault;
  const address = url === undefined ? row.url : new URL(url).href;
  const isUrlChanged = address !== row.url;
  if ((isUrlChanged || status !== undefined) && isDisabledByAgency(row, caller))
    return conflicting(problemMessage('conflict.webhook_disabled'));
  const isVerified = row.status !== 'unverified' && !isUrlChanged;
  if (status !== undefined && !isVerified) return conflicting(problemMessage('conflict.webhook_unverified'));
  const isDisabled = status === 'disabled' || (row.status === 'active' && !isVerified);
  const isAsBefore = status === undefined && !isUrlChanged;
  const next: WebhookRow = {
    ...row,
    url: address,
    ...(types !== undefined && { types }),
    ...(description !== undefined && { description }),
    status: isVerified ? (status ?? row.status) : 'unverified',
    reason: (isDisabled && sideOf(caller)) || (isAsBefore && row.reason) || null,
    version: nextVersion(row, caller.now),
    changed: new Date(caller.now).toISOString(),
  };
  return storeWebhook(env, row, next, caller);
}

/** An endpoint that the agency has disabled can be enabled, moved, verified or tested by the agency alone. */
const isDisabledByAgency = ({ status, reason }: WebhookRow, { license }: WebhookCaller): boolean =>
  license !== undefined && status === 'disabled' && reason === 'agency';

/** Who disables an endpoint. */
const sideOf = ({ license }: WebhookCaller): DisabledReason => (license === undefined ? 'agency' : 'partner');

export async function removeWebhook(env: Env, id: string, caller: WebhookCaller): Promise<Attempt<void>> {
  const found = await loadWebhook(env, id, caller);
  if (!found.ok) return found;
  const row = found.value;
  const last = { ...row, version: nextVersion(row, caller.now), changed: new Date(caller.now).toISOString() };
  const { object, change } = await shardMessage(env, last, {
    isDeleted: true,
    ...(row.status === 'active' && { reason: sideOf(caller) }),
  });
  await commitChange(
    env,
    [deleteWebhook(env.DB, id)],
    [{ object, change }, ...actions(caller, 'webhook.delete', row, null)],
  );
  return done(undefined);
}

/** Creates a secret. Those before sign beside it for some hours. */
export async function rotateWebhook(
  env: Env,
  id: string,
  { overlapHours, idempotencyKey }: { overlapHours: number; idempotencyKey: string | undefined },
  caller: WebhookCaller,
): Promise<Attempt<WebhookResource & { secret: string }>> {
  const found = await loadWebhook(env, id, caller);
  if (!found.ok) return found;
  const row = found.value;
  const statements = idempotencyStatements(env.DB, idempotencyKey, caller);
  const messages = actions(caller, 'webhook.rotate', row, row);
  if (statements.length + messages.length > 0) {
    const committed = await rejectDuplicate(env, commitChange(env, statements, messages).then(done));
    if (!committed.ok) return committed;
  }
  return done({ ...webhookResource(row), secret: await newSecretOf(env, id, overlapHours * HOUR_MS) });
}

/** Not repeated: a secret that nobody has seen would take the place of one that is used. */
const newSecretOf = (env: Env, id: string, overlapMs: number): Promise<string> =>
  callObject<string>(id, () => stubOf(env, id).rotate(overlapMs));

/** Sends a challenge. The endpoint becomes active if it answers 2xx with the challenge. */
export async function verifyWebhook(
  env: Env,
  id: string,
  caller: WebhookCaller,
): Promise<Attempt<WebhookResource>> {
  const found = await loadWebhook(env, id, caller);
  if (!found.ok) return found;
  const row = found.value;
  if (isDisabledByAgency(row, caller)) return conflicting(problemMessage('conflict.webhook_disabled'));
  const { attempt, isVerified } = await sendTest(env, row, 'challenge');
  if (!isVerified) return conflicting(unverifiedMessage(attempt));
  if (row.status === 'active') return done(webhookResource(row));
  const changed = new Date(caller.now).toISOString();
  const version = nextVersion(row, caller.now);
  return storeWebhook(env, row, { ...row, status: 'active', reason: null, version, changed }, caller);
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
  const found = await loadWebhook(env, id, caller);
  if (!found.ok) return found;
  if (isDisabledByAgency(found.value, caller))
    return conflicting(problemMessage('conflict.webhook_disabled'));
  return done((await sendTest(env, found.value, 'test')).attempt);
}

/** Sends events of the license again. Fails with the path of each that the license does not have. */
export async function redeliver(
  env: Env,
  id: string,
  { events }: { events: string[] },
  caller: WebhookCaller,
): Promise<Attempt<{ sent: number }>> {
  const found = await loadWebhook(env, id, caller);
  if (!found.ok) return found;
  const { license } = found.value;
  const numbered = await callShardOf<NumberedEvent[]>(env, license, {
    call: (shard) => shard.eventsById(license, events),
    unavailable,
    event: 'events_unread',
  });
  const known = new Set(numbered?.map(({ event }) => event.id));
  const unknown = events.findIndex((event) => !known.has(event));
  if (unknown !== -1) return faulty(`/events/${unknown}`, 'The license has no such event');
  const sent = await callWebhook<number | null>(env, id, (object) => object.redeliver(numbered ?? []));
  return sent === null ? conflicting(problemMessage('conflict.webhook_inactive')) : done({ sent });
}

export const loadProgress = (env: Env, id: string): Promise<WebhookProgress> =>
  callWebhook(env, id, (object) => object.progress());

export const loadAttempts = (env: Env, id: string, event?: string): Promise<PushAttempt[]> =>
  callWebhook(env, id, (object) => object.attempts(event));

async function storeWebhook(
  env: Env,
  row: WebhookRow,
  next: WebhookRow,
  caller: WebhookCaller,
): Promise<Attempt<WebhookResource>> {
  // Before the first challenge is answered, the shard need not know of it: events start then.
  const isKnown = row.status !== 'unverified' || next.status === 'active';
  const reason = next.reason === row.reason ? null : next.reason;
  const message = await shardMessage(env, next, reason ? { reason } : {});
  const messages = [...(isKnown ? [message] : []), ...actions(caller, 'webhook.change', row, next)];
  const stored = await unlessChanged(commitChange(env, [updateWebhook(env.DB, row, next)], messages));
  return stored.ok ? done(webhookResource(next)) : stored;
}

async function shardMessage(
  env: Env,
  row: WebhookRow,
  more: { isDeleted?: boolean; reason?: DisabledReason },
) {
  const object = await objectOfLicense(env.DB, row.license);
  if (!object) throw new Error(`an endpoint of a license that is not there: ${row.id}`);
  return { object, change: endpointChange(row, more) };
}

/** Entries of the operators' log. What a partner disables is an event of its license. */
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
  { id, license, url }: WebhookRow,
  kind: 'test' | 'challenge',
): Promise<Extract<TestAnswer, { kind: 'sent' }>> {
  await limitRequests(env, license);
  const timeoutMs = 2 * PUSH_TIMEOUT_MS;
  const answer = await callObject<TestAnswer>(id, () => stubOf(env, id).sendTest(kind, url), { timeoutMs });
  if (answer.kind === 'sent') return answer;
  throw new Refusal({
    code: 'too_many_requests',
    detail: 'An endpoint is tested at most once a second.',
    headers: { 'Retry-After': '1' },
  });
}

/** Limits new endpoints and requested messages of a license, so that nobody floods others by the gateway. */
async function limitRequests(env: Env, caller: string): Promise<void> {
  if (!(await withinRate(env.VERIFY_ADDRESS_LIMIT, `webhooks ${caller}`)))
    throw tooManyRequests('This license');
}

type WebhookStub = ReturnType<typeof stubOf>;

const stubOf = (env: Env, id: string) => objectIn(env.WEBHOOKS, env, id);

const callWebhook = <T>(env: Env, id: string, call: (object: WebhookStub) => unknown): Promise<T> =>
  callObject<T>(id, () => call(stubOf(env, id)), { repeats: true });

function urlFault({ WEBHOOK_NETWORK }: Env, url: string) {
  const isLocal = WEBHOOK_NETWORK === 'local';
  if (!isTrustworthy(url))
    return faulty(
      '/url',
      `Expected an https address${isLocal ? ', or http://localhost,' : ''} without user or fragment`,
    );
  return isPrivateHost(url) && !isLocal
    ? faulty(
        '/url',
        'Expected a public address: this gateway calls none on its own machine or in a private network',
      )
    : null;
}

const unavailable = () =>
  new Refusal({
    code: 'ledger_unavailable',
    detail: 'The ledger is out of reach. Nothing was sent: repeat the request.',
    headers: { 'Retry-After': '5' },
  });
