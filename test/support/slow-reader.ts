/**
 * A client on a bare socket that takes an answer a kilobyte a second, as far as it is up to it: what the
 * kernel buffers comes at once.
 */
import { connect, type Socket } from 'node:net';

const BYTES_A_SECOND = 1_024;
const STATUS_LINE = 'HTTP/1.1 200'.length;

export class SlowReader {
  readonly #socket: Socket;
  readonly #taking: NodeJS.Timeout;
  /** 0: there is no answer yet. */
  status = 0;

  constructor(url: string, token: string) {
    const { hostname, port, pathname, search } = new URL(url);
    const request = [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      `Authorization: Bearer ${token}`,
    ];
    this.#socket = connect({ host: '127.0.0.1', port: Number(port) });
    this.#socket.on('connect', () => this.#socket.write(`${request.join('\r\n')}\r\n\r\n`));
    // Cut off by the gateway, or never answered: `status` tells.
    this.#socket.on('error', () => undefined);
    this.#socket.on('readable', () => {
      if (this.status > 0) return;
      const line = this.#socket.read(STATUS_LINE) as Buffer | null;
      if (line) this.status = Number(line.toString().slice(-3));
    });
    this.#taking = setInterval(() => this.#socket.read(BYTES_A_SECOND), 1_000);
  }

  hangUp(): void {
    clearInterval(this.#taking);
    this.#socket.destroy();
  }
}
