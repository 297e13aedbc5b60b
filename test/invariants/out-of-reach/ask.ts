/**
 * Asks routes of the gateway whose connections are broken as a plan says, and reads what counts of the
 * answers.
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { app } from '../../../src/app.ts';
import type { Env } from '../../../src/platform/env.ts';
import { faultyEnv } from '../../support/faults/bindings.ts';
import type { Faults } from '../../support/faults/plan.ts';
import { BASE } from '../../support/gateway.ts';
import { callOf } from './calls.ts';
import type { Fixture } from './newsroom.ts';

export interface Answer {
  route: string;
  status: number;
  /** Of a problem, or OAuth's error. */
  code: string | null;
  retryAfter: string | null;
  entry: string | null;
  contentType: string | null;
  text: string;
  /** Milliseconds that it waited, without those in which the thread was busy with others. */
  waitedMs: number;
}

export const ROUTES = [
  ...new Set(
    app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  ),
];

/** Requests at a time. One thread answers them; with more, some wait for a store for longer than its timeout. */
const AT_ONCE = 8;
/** Requests at a time while the ledger is slow, when most of them only wait. */
const AT_ONCE_WAITING = 120;
/**
 * A caller may have two large answers at a time, of two changes of one key the second is a conflict, and an
 * article is released after it has been held.
 */
const ALONE =
  /\/(evidence|exports|reports|statements|usage|feed-address)(\/|$)|\/console\/articles\/:id\/(hold|release)$/;

let faults: Faults = {};
/**
 * As the platform's bindings, the same from one request to the next; without limits, which such a crowd would
 * meet.
 */
const bindings = Object.fromEntries(
  Object.entries(faultyEnv(env as unknown as Env, { side: 'worker', faults: () => faults, met: {} })).filter(
    ([name]) => !name.endsWith('_LIMIT'),
  ),
) as unknown as Env;

const contexts: ReturnType<typeof createExecutionContext>[] = [];

/** What goes on after the answers has come to its end. */
export async function settled(): Promise<void> {
  await Promise.all(contexts.splice(0).map(waitOnExecutionContext));
}

export function breakConnections(plan: Faults): void {
  faults = plan;
}

const TICK_MS = 20;
let busyMs = 0;

/** Counts the time in which timers were late: the machine may be busy with something else. */
async function countBusyTime(until: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  until.then(end, end);
  while (!isOver) {
    const beganMs = Date.now();
    await scheduler.wait(TICK_MS);
    busyMs += Math.max(0, Date.now() - beganMs - TICK_MS);
  }
}

export async function askAll(fixture: Fixture, routes: string[]): Promise<Map<string, Answer>> {
  const answers = askInTurn(fixture, routes);
  await countBusyTime(answers);
  return answers;
}

async function askInTurn(fixture: Fixture, routes: string[]): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  const others = routes.filter((route) => !ALONE.test(route));
  const atOnce = faults.ledger?.kind === 'slow' ? AT_ONCE_WAITING : AT_ONCE;
  for (let from = 0; from < others.length; from += atOnce)
    for (const answer of await Promise.all(
      others.slice(from, from + atOnce).map((path) => ask(fixture, path)),
    ))
      answers.set(answer.route, answer);
  for (const route of routes.filter((route) => ALONE.test(route)))
    answers.set(route, await ask(fixture, route));
  return new Map(routes.map((route) => [route, answers.get(route) as Answer]));
}

async function ask(fixture: Fixture, route: string): Promise<Answer> {
  const { path, init } = callOf(fixture, route);
  const context = createExecutionContext();
  const [beganMs, busyBeforeMs] = [Date.now(), busyMs];
  const response = await app.request(`${BASE}${path}`, init, bindings, context);
  const { status, headers } = response;
  const text = await response.text();
  const waitedMs = Date.now() - beganMs - (busyMs - busyBeforeMs);
  contexts.push(context);
  return {
    route,
    status,
    code: codeIn(headers, text),
    retryAfter: headers.get('Retry-After'),
    entry: headers.get('Rights-Entry'),
    contentType: headers.get('Content-Type'),
    text,
    waitedMs,
  };
}

function codeIn(headers: Headers, text: string): string | null {
  if (!headers.get('Content-Type')?.includes('json')) return null;
  try {
    const { code, error } = JSON.parse(text) as { code?: string; error?: string };
    return code ?? error ?? null;
  } catch {
    return null;
  }
}
