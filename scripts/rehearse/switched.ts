/** A gateway whose code is exchanged on the same state and ports, as a deployment does on an account. */
import { type Gateway, type Operators, startGateway } from '../gateway.ts';
import type { WorkerSource } from '../lib/build.ts';
import { isFree } from '../lib/free-port.ts';
import { until } from '../lib/until.ts';

export interface Code {
  /** What the ledger objects and the first isolate run. */
  objects: WorkerSource;
  /** What the other isolate runs. */
  isolate: WorkerSource;
}

/** Requests that ended in it may have failed (`performance.now()`). */
export interface Span {
  name: string;
  from: number;
  until: number;
}

/** Objects are opened by the first requests, and those wait for it; on a busy machine, some seconds. */
const GRACE_MS = 5_000;
const PORT_FREE_MS = 10_000;

export class SwitchedGateway {
  readonly urls: string[];
  readonly spans: Span[] = [];
  readonly #ports: [number, number];
  readonly #stateDir: string;
  readonly #migrations: string;
  #gateway: Gateway | null = null;

  /** `migrations`: the folder of those that a start applies. */
  constructor(ports: [number, number], stateDir: string, migrations: string) {
    this.#ports = ports;
    this.#stateDir = stateDir;
    this.#migrations = migrations;
    this.urls = ports.map((port) => `http://localhost:${port}`);
  }

  get running(): Gateway {
    if (!this.#gateway) throw new Error('the gateway does not run');
    return this.#gateway;
  }

  /** The operators, on the first start. */
  async start({ objects, isolate }: Code): Promise<Operators | null> {
    const [port, other] = this.#ports;
    await freed(port);
    this.#gateway = await startGateway({
      port,
      morePorts: [other],
      stateDir: this.#stateDir,
      worker: objects,
      otherWorker: isolate,
      migrations: this.#migrations,
      vars: { LEDGER_POOL_SIZE: '2' },
      isLimited: false,
    });
    const { operators } = this.#gateway;
    if (operators) this.#gateway.finished();
    return operators;
  }

  async switchTo(name: string, code: Code): Promise<Span> {
    const from = performance.now();
    await this.stop();
    await this.start(code);
    const span = { name, from, until: performance.now() + GRACE_MS };
    this.spans.push(span);
    return span;
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
    this.#gateway = null;
  }
}

/** A busy system takes its time to clear away what has ended, and its port with it. */
async function freed(port: number): Promise<void> {
  await until(() => isFree(port), Boolean, { withinMs: PORT_FREE_MS, everyMs: 50 });
}
