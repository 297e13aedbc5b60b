/**
 * Group commit: callers that arrive while a commit is under way wait for the next one and share it. One
 * transaction and one sync for all of them; nobody is answered before it is durable.
 */
import type { GroupFigures } from './types.ts';

/** The result of one request. */
export type Outcome<Answer> = { answer: Answer } | { error: unknown };

/** A commit has two halves; nothing is written after the first. */
export interface Commit<Request, Answer> {
  /**
   * Writes all requests except those that fail; if it throws, it has written none. One outcome for each
   * request, in order.
   */
  write(requests: Request[]): Outcome<Answer>[];
  /** Resolves when the writes are durable. If it rejects, they may or may not be durable. */
  settle(): Promise<void>;
}

/** Weight of a request, and when it must no longer be written. */
export interface Bounds<Request> {
  /** Weight against the size of a group. A heavier request is a group by itself. */
  weigh(request: Request): number;
  bytesOf(request: Request): number;
  /** True if the caller has given up. */
  isAbandoned(request: Request): boolean;
  /** Maximum weight and bytes of waiting requests. */
  waitingMax: number;
  bytesMax: number;
  /** Awaited after a group of several, with the first request of the next: callers that arrive meanwhile join. */
  gather(first: Request): Promise<void>;
}

const UNBOUNDED: Bounds<unknown> = {
  weigh: () => 1,
  bytesOf: () => 0,
  isAbandoned: () => false,
  waitingMax: Number.POSITIVE_INFINITY,
  bytesMax: Number.POSITIVE_INFINITY,
  gather: () => Promise.resolve(),
};

/** Too many requests wait already, so this one would time out. Nothing was written. */
export class TooManyWaiting extends Error {
  constructor() {
    super('more callers wait for this ledger shard than it can serve in time; nothing was written');
    this.name = 'TooManyWaiting';
  }
}

/** The caller has received a timeout. Nothing was written. */
export class CallerGone extends Error {
  /** Time of that, by this clock, which may differ from the caller's. Milliseconds, UTC. */
  readonly atMs = Date.now();

  constructor() {
    super('this came to its turn after its caller had given up; nothing was written');
    this.name = 'CallerGone';
  }
}

interface Waiting<Request, Answer> {
  request: Request;
  weight: number;
  bytes: number;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export class CommitGroup<Request, Answer> {
  readonly #sizeMax: number;
  readonly #commit: Commit<Request, Answer>;
  readonly #bounds: Bounds<Request>;
  readonly #figures: GroupFigures = { waiting: 0, bytes: 0, turnedAway: 0, gone: 0 };
  #waiting: Waiting<Request, Answer>[] = [];
  #running = false;
  /** Requests of the last group. */
  #lastSize = 0;

  constructor(sizeMax: number, commit: Commit<Request, Answer>, bounds: Partial<Bounds<Request>> = {}) {
    this.#sizeMax = sizeMax;
    this.#commit = commit;
    this.#bounds = { ...UNBOUNDED, ...bounds };
  }

  get figures(): Readonly<GroupFigures> {
    return this.#figures;
  }

  /** Rejects with `TooManyWaiting` or `CallerGone` if the request was not and will not be written. */
  submit(request: Request): Promise<Answer> {
    const weight = this.#bounds.weigh(request);
    const bytes = this.#bounds.bytesOf(request);
    if (!this.#hasRoom(weight, bytes)) {
      this.#figures.turnedAway++;
      return Promise.reject(new TooManyWaiting());
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, weight, bytes, resolve, reject });
      this.#count(weight, bytes);
      if (!this.#running) void this.#run();
    });
  }

  /** A single request may always wait. */
  #hasRoom(weight: number, bytes: number): boolean {
    const { waitingMax, bytesMax } = this.#bounds;
    const { waiting, bytes: heldBytes } = this.#figures;
    return this.#waiting.length === 0 || (waiting + weight <= waitingMax && heldBytes + bytes <= bytesMax);
  }

  #count(weight: number, bytes: number): void {
    this.#figures.waiting += weight;
    this.#figures.bytes += bytes;
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Lets callers that arrived in the same turn join the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const [first] = this.#waiting;
      // A caller that is alone has nobody to wait for.
      if (first && this.#lastSize > 1) await this.#bounds.gather(first.request);
      const group = this.#nextGroup();
      this.#lastSize = group.length;
      if (group.length > 0) await this.#commitGroup(group);
    }
    this.#running = false;
  }

  #nextGroup(): Waiting<Request, Answer>[] {
    const group: Waiting<Request, Answer>[] = [];
    let [scanned, weight] = [0, 0];
    for (const waiter of this.#waiting) {
      if (this.#bounds.isAbandoned(waiter.request)) {
        this.#figures.gone++;
        waiter.reject(new CallerGone());
      } else {
        weight += waiter.weight;
        if (group.length > 0 && weight > this.#sizeMax) break;
        group.push(waiter);
      }
      this.#count(-waiter.weight, -waiter.bytes);
      scanned++;
    }
    this.#waiting.splice(0, scanned);
    return group;
  }

  async #commitGroup(group: Waiting<Request, Answer>[]): Promise<void> {
    let outcomes: Outcome<Answer>[];
    try {
      outcomes = this.#commit.write(group.map(({ request }) => request));
      if (!outcomes.every((outcome) => 'error' in outcome)) await this.#commit.settle();
    } catch (error) {
      // No retry: a second write would be logged and billed twice.
      for (const { reject } of group) reject(error);
      return;
    }
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index] ?? { error: new Error('a commit did not answer every caller') };
      if ('error' in outcome) reject(outcome.error);
      else resolve(outcome.answer);
    }
  }
}
