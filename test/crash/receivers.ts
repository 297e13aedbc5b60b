/**
 * An endpoint of each license. Some of its answers are faults, until everything comes to rest: then each kill of what
 * the license had received must have arrived, as one event.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { call } from '../support/embedded.ts';
import type { Answer } from './fixture.ts';
import type { Random } from './random.ts';

interface Message {
  id: string;
  type: string;
  data: { license?: string; article?: string; challenge?: string };
}

export class CrashReceiver {
  readonly license: string;
  /** Ids of events by article; those that were taken. */
  readonly kills = new Map<string, Set<string>>();
  readonly faults: string[] = [];
  isFaulty = true;
  #secret = '';
  readonly #server: Server;
  readonly #random: Random;

  constructor(license: string, random: Random) {
    this.license = license;
    this.#random = random;
    this.#server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const message = this.#verified(
        Buffer.concat(parts).toString(),
        request.headers as Record<string, string>,
      );
      const { challenge } = message?.data ?? {};
      if (challenge !== undefined) {
        response.end(JSON.stringify({ challenge }));
        return;
      }
      if (this.isFaulty && this.#random.chance(0.2)) {
        if (this.#random.chance(0.5)) response.writeHead(500).end();
        else request.socket.destroy();
        return;
      }
      if (message) this.#take(message);
      response.writeHead(204).end();
    });
  }

  /** Adds it to the license, verified. */
  async open(url: string, token: string): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const own = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
    const created = await call<{ id: string; secret: string }>(`${url}/v1/webhooks`, token, 'POST', {
      url: own,
      license: this.license,
    });
    this.#secret = created.secret;
    await call(`${url}/v1/webhooks/${created.id}/verify`, token, 'POST');
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #verified(body: string, headers: Record<string, string>): Message | null {
    try {
      return new Webhook(this.#secret).verify(body, headers) as Message;
    } catch (error) {
      this.faults.push(`${this.license}: a message that is not signed as it should: ${String(error)}`);
      return null;
    }
  }

  #take({ id, type, data: { license, article = '' } }: Message): void {
    if (license !== this.license) this.faults.push(`${this.license}: an event of ${license}`);
    if (type !== 'article.killed') return;
    this.kills.set(article, (this.kills.get(article) ?? new Set()).add(id));
  }
}

/** Kills that the license must be notified of: it had received the article before the desk requested the kill. */
export function killsOwed(license: string, answers: Answer[], killedAt: Map<string, number>): Set<string> {
  const received = answers.filter(
    (answer) =>
      answer.license === license && answer.hasContent && answer.ended < (killedAt.get(answer.article) ?? 0),
  );
  return new Set(received.map(({ article }) => article));
}

/** What is wrong with the events that a receiver has taken. */
export function eventFaults(
  receiver: CrashReceiver,
  owed: Set<string>,
  killedAt: Map<string, number>,
): string[] {
  const { license, kills, faults } = receiver;
  const missing = [...owed].filter((article) => !kills.has(article));
  const doubled = [...kills].filter(([, ids]) => ids.size > 1);
  const unfounded = [...kills.keys()].filter((article) => !killedAt.has(article));
  return [
    ...faults,
    ...(missing.length > 0 ? [`${license}: ${missing.length} kills never arrived: ${missing[0]} …`] : []),
    ...(doubled.length > 0
      ? [`${license}: ${doubled.length} kills are two events: ${doubled[0]?.[0]} …`]
      : []),
    ...(unfounded.length > 0
      ? [`${license}: events of ${unfounded.length} articles that nobody killed`]
      : []),
  ];
}
