/** Endpoints of every kind, one for each license that holds what is killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../../support/embedded.ts';
import type { Random } from '../random.ts';
import { createEndpoint, type Push, Receiver } from '../receivers.ts';
import { pause } from '../victim.ts';

/**
 * `failing`, `hanging`, `redirecting`: some of the answers. `large`: each answer has 5 MB. `mortal`: a
 * process that is SIGKILLed. `gone`: answers 410 after some events. `dead`: takes none, ever.
 */
export const KINDS = [
  'good',
  'failing',
  'hanging',
  'redirecting',
  'gone',
  'large',
  'mortal',
  'dead',
  'good',
  'good',
] as const;
export type HolderKind = (typeof KINDS)[number];

const LARGE = Buffer.alloc(5_000_000, ' ');
const FAILING_SHARE = 0.3;
/** A request that hangs lasts ten seconds. */
const HANGING_SHARE = 0.02;
/** Events that an endpoint takes before it is gone. */
const GONE_AFTER_MAX = 5;

/** An event that reached an endpoint. */
export interface Arrival {
  license: string;
  id: string;
  type: string;
  article: string;
  body: string;
  /** Milliseconds since the epoch. */
  atMs: number;
  isTaken: boolean;
}

export const arrivalOf = ({ message: { id, type, data }, body }: Push, isTaken: boolean): Arrival => ({
  license: data.license ?? '',
  id,
  type,
  article: data.article ?? '',
  body,
  atMs: Date.now(),
  isTaken,
});

/** What has arrived at one endpoint. */
export class Arrivals {
  /** Each event with its first arrival. */
  readonly first = new Map<string, Arrival>();
  readonly taken = new Set<string>();
  /** Articles of the kills among them. */
  readonly killed = new Set<string>();
  pushes = 0;
  /** Events that came with two bodies. */
  readonly changed = new Set<string>();

  add(arrival: Arrival): void {
    const { id, type, article, body, isTaken } = arrival;
    this.pushes++;
    const first = this.first.get(id);
    if (!first) this.first.set(id, arrival);
    else if (first.body !== body) this.changed.add(id);
    if (!isTaken) return;
    this.taken.add(id);
    if (type === 'article.killed') this.killed.add(article);
  }
}

export interface Holder {
  kind: HolderKind;
  license: string;
  endpoint: string;
  arrivals: Arrivals;
  readonly faults: string[];
}

/** Opens an endpoint for each license. `folder`: where the mortal process notes what it takes. */
export class Holders {
  readonly all: Holder[] = [];
  readonly mortal: MortalProcess;
  readonly #receivers: HolderReceiver[] = [];

  constructor(folder: string) {
    this.mortal = new MortalProcess(join(folder, 'arrivals.ndjson'));
  }

  async open(
    gateway: string,
    licenses: { license: string; token: string }[],
    { random, ports }: { random: Random; ports: () => Promise<number> },
  ): Promise<void> {
    const mortal: { holder: Holder; token: string }[] = [];
    for (const [at, { license, token }] of licenses.entries()) {
      const kind = KINDS[at % KINDS.length] ?? 'good';
      const holder: Holder = { kind, license, endpoint: '', arrivals: new Arrivals(), faults: [] };
      this.all.push(holder);
      if (kind === 'mortal') {
        const port = await ports();
        const { id, secret } = await createEndpoint(gateway, token, license, `http://127.0.0.1:${port}/`);
        holder.endpoint = id;
        this.mortal.endpoints.push({ license, port, secret });
        mortal.push({ holder, token });
      } else {
        const mode = DEAD_MODES[Math.floor(at / KINDS.length) % DEAD_MODES.length] ?? 'failing';
        const receiver = new HolderReceiver(holder, kind === 'dead' ? mode : kind, random.fork());
        this.#receivers.push(receiver);
        holder.endpoint = await receiver.open(gateway, token);
      }
    }
    await this.mortal.start();
    for (const { holder, token } of mortal)
      await call(`${gateway}/v1/webhooks/${holder.endpoint}/verify`, token, 'POST');
  }

  /** From now on all but the dead and the gone take everything. */
  recover(): void {
    for (const receiver of this.#receivers) receiver.recover();
  }

  /** Reads what the mortal process has noted. */
  collect(): void {
    const noted = this.mortal.noted();
    for (const holder of this.all.filter(({ kind }) => kind === 'mortal')) {
      holder.arrivals = new Arrivals();
      for (const arrival of noted) if (arrival.license === holder.license) holder.arrivals.add(arrival);
    }
  }

  async close(): Promise<void> {
    for (const receiver of this.#receivers) receiver.close();
    await this.mortal.kill();
  }
}

const DEAD_MODES = ['failing', 'hanging', 'redirecting'] as const;

class HolderReceiver extends Receiver {
  readonly #holder: Holder;
  readonly #manner: HolderKind;
  readonly #random: Random;
  readonly #goneAfter: number;
  #hasRecovered = false;

  constructor(holder: Holder, manner: HolderKind, random: Random) {
    super(holder.license, holder.faults);
    this.#holder = holder;
    this.#manner = manner;
    this.#random = random;
    this.#goneAfter = random.between(1, GONE_AFTER_MAX);
  }

  recover(): void {
    this.#hasRecovered ||= this.#holder.kind !== 'dead';
  }

  protected answer(push: Push): void {
    const { request, response } = push;
    if (request.url !== '/') this.faults.push(`${this.license}: a redirect was followed`);
    const { arrivals } = this.#holder;
    const isTaken = this.#takes(arrivals);
    arrivals.add(arrivalOf(push, isTaken));
    if (isTaken) response.writeHead(200).end(this.#manner === 'large' ? LARGE : undefined);
    else if (this.#manner === 'gone') response.writeHead(410).end();
    else if (this.#manner === 'redirecting') response.writeHead(307, { Location: '/elsewhere' }).end();
    else if (this.#manner === 'failing') response.writeHead(this.#random.pick([500, 502, 503])).end();
    // One that hangs answers nothing.
  }

  #takes({ pushes, taken }: Arrivals): boolean {
    if (this.#manner === 'gone') return taken.size < this.#goneAfter;
    if (this.#holder.kind === 'dead') return false;
    if (this.#hasRecovered) return true;
    if (this.#manner === 'hanging') return pushes > 0 && !this.#random.chance(HANGING_SHARE);
    const isUnsteady = this.#manner === 'failing' || this.#manner === 'redirecting';
    return !isUnsteady || !this.#random.chance(FAILING_SHARE);
  }
}

/** The receivers of some licenses in one process, which dies and is started again. */
class MortalProcess {
  readonly endpoints: { license: string; port: number; secret: string }[] = [];
  deaths = 0;
  readonly #file: string;
  #child: ChildProcess | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  async start(): Promise<void> {
    if (this.endpoints.length === 0) return;
    const program = join(import.meta.dirname, 'mortal-receivers.ts');
    const child = spawn(process.execPath, [program, this.#file, JSON.stringify(this.endpoints)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', () => reject(new Error('the receivers do not start')));
    });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    child.kill('SIGKILL');
    while (child.exitCode === null && child.signalCode === null) await pause(10);
    this.deaths++;
  }

  /** A line that was being written when the process died was not acknowledged. */
  noted(): Arrival[] {
    if (this.endpoints.length === 0) return [];
    return readFileSync(this.#file, { encoding: 'utf8', flag: 'a+' })
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Arrival);
  }
}
