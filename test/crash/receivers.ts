/**
 * An endpoint of each license. Some of its answers are faults, until everything comes to rest: then each kill
 * of what the license had received must have arrived, as one event.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { call } from '../support/embedded.ts';
import type { Answer } from './fixture.ts';
import type { Random } from './random.ts';

export interface Message {
  id: string;
  type: string;
  data: { license?: string; article?: string; challenge?: string };
}

/** An event as it was pushed. */
export interface Push {
  message: Message;
  body: string;
  request: IncomingMessage;
  response: ServerResponse;
}

/** Verifies what is pushed, answers challenges, and leaves the answers to events to its kind. */
export abstract class Receiver {
  readonly license: string;
  readonly faults: string[];
  readonly #server: Server;
  #secret = '';

  constructor(license: string, faults: string[] = []) {
    this.license = license;
    this.faults = faults;
    // A request of which not all comes is the gateway's death.
    this.#server = createServer((request, response) => {
      this.#read(request, response).catch(() => response.destroy());
    });
  }

  /** Answers an event; also requests for other paths than the endpoint's. */
  protected abstract answer(push: Push): void;

  /** Its address. `port` 0: any. */
  async listen(secret = '', port = 0): Promise<string> {
    this.#secret = secret;
    await new Promise<void>((done) => this.#server.listen(port, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /**
   * Adds it to the license, verified. `token`: an operator's, or of the license. Returns the id of the
   * endpoint.
   */
  async open(url: string, token: string): Promise<string> {
    const { id, secret } = await createEndpoint(url, token, this.license, await this.listen());
    this.#secret = secret;
    await call(`${url}/v1/webhooks/${id}/verify`, token, 'POST');
    return id;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #read(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const message = this.#verified(body, request.headers as Record<string, string>);
    const { challenge, license } = message?.data ?? {};
    if (challenge !== undefined) response.end(JSON.stringify({ challenge }));
    else if (!message || message.type === 'endpoint.test') response.writeHead(204).end();
    else {
      if (license !== this.license) this.faults.push(`${this.license}: an event of ${license}`);
      this.answer({ message, body, request, response });
    }
  }

  #verified(body: string, headers: Record<string, string>): Message | null {
    try {
      return new Webhook(this.#secret).verify(body, headers) as Message;
    } catch (error) {
      this.faults.push(`${this.license}: a message that is not signed as it should: ${String(error)}`);
      return null;
    }
  }
}

export function createEndpoint(
  gateway: string,
  token: string,
  license: string,
  url: string,
): Promise<{ id: string; secret: string }> {
  return call(`${gateway}/v1/webhooks`, token, 'POST', { url, license });
}

export class CrashReceiver extends Receiver {
  /** Ids of events by article; those that were taken. */
  readonly kills = new Map<string, Set<string>>();
  isFaulty = true;
  readonly #random: Random;

  constructor(license: string, random: Random) {
    super(license);
    this.#random = random;
  }

  protected answer({ message, request, response }: Push): void {
    if (this.isFaulty && this.#random.chance(0.2)) {
      if (this.#random.chance(0.5)) response.writeHead(500).end();
      else request.socket.destroy();
      return;
    }
    const { id, type, data } = message;
    const { article = '' } = data;
    if (type === 'article.killed') this.kills.set(article, (this.kills.get(article) ?? new Set()).add(id));
    response.writeHead(204).end();
  }
}

/**
 * Kills that the license must be notified of: it had received the article before the desk requested the kill.
 */
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
