/**
 * The gateway inside the test runtime, asked over connections that are broken as `faults` says at each call.
 */
import {
  createExecutionContext,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { app } from '../../../src/app.ts';
import { entryKeeperStub } from '../../../src/ledger/outbox.ts';
import type { Env } from '../../../src/platform/env.ts';
import { type Asking, asking } from '../gateway.ts';
import { faultyEnv } from './bindings.ts';
import type { Faults } from './plan.ts';

export function brokenGateway(faults: () => Faults): Asking {
  const bindings = faultyEnv(env as unknown as Env, { side: 'worker', faults, met: {} });
  return asking(async (incoming) => {
    const context = createExecutionContext();
    const response = await app.fetch(incoming, bindings, context);
    await waitOnExecutionContext(context);
    return response;
  });
}

/** An object that takes no changes in, and answers everything else. */
export const deaf = (object: string): Faults => ({
  ledger: { kind: 'fail', objects: [object], methods: ['apply'] },
});

/**
 * Its alarm, which would bring itself what waits over connections of its own, does not ring until somebody
 * asks it for something.
 */
export async function quieten(object: string): Promise<void> {
  const stub = entryKeeperStub(env, object);
  await runDurableObjectAlarm(stub);
  await runInDurableObject(stub, (_, { storage }) => storage.deleteAlarm());
}
