/** V8's profiler in a runtime, by the Chrome DevTools protocol. */

export interface Profile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: number[];
  }[];
  samples: number[];
  /** Microseconds. */
  timeDeltas: number[];
}

/** Between two looks of the profiler, microseconds. */
const SAMPLE_US = 200;

export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: { result?: unknown; error?: unknown }) => void>();
  #next = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: unknown };
      this.#waiting.get(answer.id ?? 0)?.(answer);
    });
  }

  /** Of the first worker that the runtime runs. */
  static async open(port: number): Promise<Inspector> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    const url = targets[0]?.webSocketDebuggerUrl;
    if (!url) throw new Error('nothing to look into');
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('error', () => reject(new Error(`cannot look into ${url}`)));
    });
    return new Inspector(socket);
  }

  async profile(whileRunning: () => Promise<unknown>): Promise<Profile> {
    await this.#send('Profiler.enable');
    await this.#send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
    await this.#send('Profiler.start');
    await whileRunning();
    const { profile } = (await this.#send('Profiler.stop')) as { profile: Profile };
    return profile;
  }

  close(): void {
    this.#socket.close();
  }

  async #send(method: string, params: Record<string, unknown> = {}): Promise<unknown> {
    const id = this.#next++;
    const answer = await new Promise<{ result?: unknown; error?: unknown }>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
    this.#waiting.delete(id);
    if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }
}
