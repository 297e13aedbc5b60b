/**
 * A clock that the bench moves, inside the runtime. From `hold` on, dates, timers of a second or longer and
 * the Durable Objects' alarms follow it in this isolate, so that an hour at one delivery a second is counted
 * in minutes. Shorter timers stay real, and so does D1's own clock.
 */
const RealDate = Date;
const realSetTimeout = globalThis.setTimeout;
const realClearTimeout = globalThis.clearTimeout;

/** Timers below this stay real, milliseconds: the drain's pauses, which nobody waits for. */
const HELD_FROM_MS = 1_000;
/** Real milliseconds after which a due timer is given up: its request has ended without it. */
const DUE_TIMER_MS = 1_000;

/** Milliseconds, UTC; null: the clock runs. */
let heldMs: number | null = null;
/** When each alarm is due while the clock is held, by the key of its object. */
const alarms = new Map<string, number>();
/** When each pending timer is due. */
const timers = new Map<object, number>();

const objectKeys = new WeakMap<DurableObjectStorage, string>();
let original: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm' | 'deleteAlarm'> | undefined;

/**
 * Must be called for each object before it uses its storage. Changes the prototype that all of them share.
 */
export function interceptAlarms(storage: DurableObjectStorage, key: string): void {
  objectKeys.set(storage, key);
  if (original) return;
  const prototype = Object.getPrototypeOf(storage) as DurableObjectStorage;
  const { getAlarm, setAlarm, deleteAlarm } = prototype;
  original = { getAlarm, setAlarm, deleteAlarm };
  prototype.getAlarm = async function get(this: DurableObjectStorage) {
    return heldMs === null ? getAlarm.call(this) : (alarms.get(keyOf(this)) ?? null);
  };
  prototype.setAlarm = async function set(this: DurableObjectStorage, at: number | Date) {
    if (heldMs === null) return setAlarm.call(this, at);
    alarms.set(keyOf(this), Number(at));
  };
}

function keyOf(storage: DurableObjectStorage): string {
  const key = objectKeys.get(storage);
  if (key === undefined) throw new Error('the storage of an unknown object');
  return key;
}

/** Stops the clock at the present. Each object then has to move its alarm (`holdAlarm`). */
export function hold(): void {
  heldMs = RealDate.now();
  const now = () => heldMs ?? RealDate.now();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, member) => (member === 'now' ? now : Reflect.get(target, member)),
  });
  globalThis.setTimeout = ((run: (...rest: unknown[]) => void, ms = 0, ...rest: unknown[]) => {
    if (ms < HELD_FROM_MS) return realSetTimeout(run, ms, ...rest);
    const dueMs = now() + ms;
    const timer = {};
    timers.set(timer, dueMs);
    // Polls: a callback must run in the request that has set its timer.
    const look = () => {
      if (!timers.has(timer)) return;
      if (now() < dueMs) return void realSetTimeout(look, 1);
      timers.delete(timer);
      run(...rest);
    };
    realSetTimeout(look, 1);
    return timer;
  }) as typeof setTimeout;
  globalThis.clearTimeout = ((timer: never) => {
    if (!timers.delete(timer)) realClearTimeout(timer);
  }) as typeof clearTimeout;
}

/** Moves the alarm that an object had set before the clock was held. */
export async function holdAlarm(storage: DurableObjectStorage): Promise<void> {
  const atMs = await original?.getAlarm.call(storage);
  if (typeof atMs !== 'number') return;
  await original?.deleteAlarm.call(storage);
  alarms.set(keyOf(storage), atMs);
}

/** For what rings like an alarm and is none: the cron trigger. */
export function setAlarm(name: string, atMs: number): void {
  alarms.set(name, atMs);
}

/** Moves the clock, rings every alarm that falls due, in order, and runs the timers. Returns the new time. */
export async function advance(ms: number, ring: (name: string) => Promise<void>): Promise<number> {
  if (heldMs === null) throw new Error('the clock is not held');
  const untilMs = heldMs + ms;
  for (let next = nextAlarm(untilMs); next; next = nextAlarm(untilMs)) {
    const [name, atMs] = next;
    alarms.delete(name);
    heldMs = Math.max(heldMs, atMs);
    await ring(name);
  }
  heldMs = untilMs;
  const giveUpMs = RealDate.now() + DUE_TIMER_MS;
  for (;;) {
    const due = [...timers].filter(([, dueMs]) => dueMs <= untilMs);
    if (due.length === 0) return untilMs;
    if (RealDate.now() > giveUpMs) for (const [timer] of due) timers.delete(timer);
    else await new Promise((resolve) => realSetTimeout(resolve, 1));
  }
}

function nextAlarm(untilMs: number): [name: string, atMs: number] | undefined {
  const due = [...alarms].filter(([, atMs]) => atMs <= untilMs);
  return due.sort(([, a], [, b]) => a - b)[0];
}
