/**
 * The memory of the gateway's isolate, in a runtime that was started with an inspector: what is left when all
 * garbage is gone.
 */
import { Inspector } from './inspector.ts';

const WAKE_EVERY_MS = 50;

/**
 * Bytes of the isolate's heap, and of what its objects hold outside of it, after full collections. A
 * collection is done when the isolate next runs, so `wake` is called until it has.
 */
export async function heapBytes(inspectorPort: number, wake: () => Promise<unknown>): Promise<number> {
  const inspector = await Inspector.open(inspectorPort);
  const calls: Promise<unknown>[] = [];
  const awake = setInterval(() => calls.push(wake()), WAKE_EVERY_MS);
  try {
    // What finalizers let go of is gone after the second.
    for (let n = 0; n < 2; n++) await inspector.ask('HeapProfiler.collectGarbage');
    const used = (await inspector.ask('Runtime.getHeapUsage')) as Record<string, number>;
    return ['usedSize', 'embedderHeapUsedSize', 'backingStorageSize'].reduce(
      (sum, name) => sum + (used[name] ?? 0),
      0,
    );
  } finally {
    clearInterval(awake);
    inspector.close();
    // The gateway may be stopped next: a call that is under way would fail then, and nobody would hear of it.
    await Promise.allSettled(calls);
  }
}
