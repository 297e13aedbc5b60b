import type { Env } from '../platform/env.ts';
import { newId } from '../platform/ids.ts';
import { type Hook, readHooks } from './hooks.ts';
import { testMessage } from './message.ts';
import { send } from './send.ts';
import type { TestResult } from './types.ts';

export async function testHooks(env: Env): Promise<{ items: TestResult[]; faults: string[] }> {
  const { hooks, faults } = readHooks(env.ALERT_WEBHOOKS, (name) => env[name]);
  const id = newId('alr');
  const body = JSON.stringify(testMessage(id, Date.now(), env));
  const items = await Promise.all(hooks.map((hook) => testHook(env, hook, { id: `${id}-test`, body })));
  return { items, faults };
}

async function testHook(env: Env, hook: Hook, message: { id: string; body: string }): Promise<TestResult> {
  const began = Date.now();
  const { ok, status, reason } = await send(env, hook, message, began);
  return { hook: hook.name, delivered: ok, status, reason, tookMs: Date.now() - began };
}
