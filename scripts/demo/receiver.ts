/** The server of a partner: its pages, and the receiver of events, which the client verifies. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { handleWebhook } from '../../client/src/webhook.ts';
import { until } from '../lib/until.ts';

type EventMessage = Parameters<Parameters<typeof handleWebhook>[2]>[0];

export class PartnerServer {
  readonly events: EventMessage[] = [];
  /** HTML by path; null: it has been removed. */
  readonly pages = new Map<string, string | null>();
  secret = '';
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Its address. */
  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The first event that matches; undefined: none has come within ten seconds. */
  async next(matches: (event: EventMessage) => boolean): Promise<EventMessage | undefined> {
    return until(
      async () => this.events.find(matches),
      (event) => event !== undefined,
      { everyMs: 20 },
    );
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (incoming.method === 'GET') {
      const html = this.pages.get(incoming.url ?? '');
      const status = html === null ? 410 : 404;
      outgoing.writeHead(html ? 200 : status, { 'Content-Type': 'text/html; charset=utf-8' }).end(html ?? '');
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const request = new Request('http://localhost', {
      method: 'POST',
      headers: incoming.headers as Record<string, string>,
      body: Buffer.concat(parts).toString(),
    });
    const response = await handleWebhook(request, this.secret, (event) => {
      this.events.push(event);
    });
    outgoing.writeHead(response.status).end(await response.text());
  }
}
