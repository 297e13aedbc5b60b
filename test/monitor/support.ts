/**
 * What the tests of alerts share: a receiver that verifies as a stranger would, a clock, and the minute that
 * goes by.
 */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { configuredLogKeepers, everyLogKeeper, logKeeperStub } from '../../src/ledger/outbox.ts';
import type { AlertMessage } from '../../src/monitor/message.ts';
import type { Monitor } from '../../src/monitor/monitor.ts';
import { MONITOR, STANDBY } from '../../src/monitor/names.ts';
import type { Env } from '../../src/platform/env.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
export const HOOK = 'https://alerts.example/imprimatur';
export const HEARTBEAT = 'https://heart.example/beat/abc';
export const CONFIGURED = {
  ALERT_WEBHOOKS: JSON.stringify([{ url: HOOK, secret: 'ALERT_SECRET_TEST' }]),
  ALERT_SECRET_TEST: SECRET,
};

const { MONITOR: MONITORS } = env;

export const monitor = (name = MONITOR) => MONITORS.get(MONITORS.idFromName(name));

export interface Received {
  id: string;
  url: string;
  message: AlertMessage;
}

/** The outside world: only `fetch` is stood in for. */
export class Receiver {
  /** With a signature that holds. */
  received: Received[] = [];
  /** Everything that was sent to the hook, taken or not. */
  tries = 0;
  heartbeats = 0;
  answer: () => Response | Promise<Response> = () => new Response(null, { status: 204 });
  /** What else is asked for. */
  others: (url: string, init: RequestInit) => Response | Promise<Response> = () =>
    new Response(null, { status: 404 });

  open(): void {
    vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
      const url = String(input);
      if (url === HEARTBEAT) {
        this.heartbeats++;
        return new Response('ok');
      }
      if (!url.startsWith('https://alerts.example/')) return this.others(url, init);
      this.tries++;
      const answer = await this.answer();
      const body = String(init.body);
      const verified = new Webhook(SECRET).verify(body, init.headers as Record<string, string>);
      const id = (init.headers as Record<string, string>)['webhook-id'] ?? '';
      if (answer.ok) this.received.push({ id, url, message: verified as AlertMessage });
      return answer;
    });
  }

  /** `[type, told]` of what was received of a kind, or of one object of it. */
  of(kind: string, object?: string | null): [string, number][] {
    return this.received
      .filter(
        ({ message: { data } }) => data.kind === kind && (object === undefined || data.object === object),
      )
      .map(({ message }) => [message.type, message.data.told]);
  }

  get kinds(): string[] {
    return [...new Set(this.received.map(({ message }) => message.data.kind))].sort();
  }
}

/** Goes on over all tests of a file: what an object remembers is never of the future. */
export const clock = {
  ms: Date.now(),
  /** `Date.now` until mocks are restored. */
  hold() {
    vi.spyOn(Date, 'now').mockImplementation(() => this.ms);
  },
};

/** What all objects of this isolate share as their environment, as it was when first asked for. */
let shared: { own: Record<string, unknown>; before: Pick<Env, Namespace | 'BUCKET'> } | undefined;

async function sharedEnv() {
  shared ??= await runInDurableObject(monitor(), (instance: Monitor) => {
    const { env: own } = instance as unknown as { env: Env };
    return { own: own as unknown as Record<string, unknown>, before: { ...own } };
  });
  return shared;
}

/** Of every object. `undefined` takes a member away. */
export async function setEnv(change: { [Name in keyof Env]?: Env[Name] | undefined }): Promise<void> {
  const { own } = await sharedEnv();
  for (const [member, value] of Object.entries(change))
    if (value === undefined) delete own[member];
    else own[member] = value;
}

/** As it was before a test took something away. */
export async function healed(): Promise<void> {
  const { before } = await sharedEnv();
  const { LEDGER, OPERATORS, AGENCY_LOG, MONITOR: monitors, BUCKET } = before;
  await setEnv({ LEDGER, OPERATORS, AGENCY_LOG, MONITOR: monitors, BUCKET });
}

async function objectNames(): Promise<string[]> {
  return everyLogKeeper(env).catch(() => configuredLogKeepers(env));
}

export async function alarm(name: string): Promise<void> {
  const object = logKeeperStub(env, name);
  await object.poke();
  await runDurableObjectAlarm(object);
}

/** So many minutes go by: in each, the alarm of every object that is awake, the monitor's last. */
export async function look(times = 1, asleep: string[] = []): Promise<void> {
  for (let minute = 0; minute < times; minute++) {
    clock.ms += MINUTE;
    const awake = (await objectNames()).filter((name) => !asleep.includes(name));
    for (const name of awake) await alarm(name);
    await runDurableObjectAlarm(monitor(STANDBY));
    await runDurableObjectAlarm(monitor());
  }
}

const NAMESPACES = ['LEDGER', 'OPERATORS', 'AGENCY_LOG', 'MONITOR'] as const;
type Namespace = (typeof NAMESPACES)[number];

/** The objects' bindings, of which some objects do not answer. */
export function without(names: string[]): Pick<Env, Namespace> {
  const cut = (namespace: DurableObjectNamespace) => {
    const ids = names.map((name) => namespace.idFromName(name).toString());
    return new Proxy(namespace, {
      get(target, member) {
        if (member !== 'get') return Reflect.get(target, member).bind(target);
        return (id: DurableObjectId) => {
          if (ids.includes(id.toString())) throw new Error('Network connection lost.');
          return target.get(id);
        };
      },
    });
  };
  const all = NAMESPACES.map((name) => [name, cut(env[name] as unknown as DurableObjectNamespace)]);
  return Object.fromEntries(all) as Pick<Env, Namespace>;
}

/** The objects' bucket takes nothing under names like this. */
export async function refuse(key: RegExp): Promise<void> {
  const { BUCKET } = (await sharedEnv()).before;
  const refusing = new Proxy(BUCKET, {
    get(target, member) {
      if (member !== 'put') return Reflect.get(target, member).bind(target);
      return (...put: Parameters<R2Bucket['put']>) => {
        if (key.test(put[0])) throw new Error('put: We encountered an internal error. (10001)');
        return target.put(...put);
      };
    },
  });
  await setEnv({ BUCKET: refusing });
}
