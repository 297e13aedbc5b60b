/** A partner's program that follows changes: from cursor to cursor, asking now and then, or waiting. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../crash/random.ts';

export interface ObservedEntry {
  id: string;
  version: string;
  changeType: string;
}

export interface Manner {
  name: string;
  /** `urn:` of the license it reads. */
  license: 'all' | 'sport' | 'advance';
  limit: number;
  /** Seconds to wait on the server; absent: it asks now and then. */
  waitS?: number;
  /** Share of the time after which it begins. */
  from?: number;
}

export class Follower {
  readonly manner: Manner;
  readonly observed: ObservedEntry[] = [];
  pages = 0;
  /** Pages that ended a wait with news. */
  woken = 0;
  readonly faults: string[] = [];
  readonly #url: string;
  readonly #token: string;
  readonly #random: Random;
  #cursor: string | undefined;

  constructor(manner: Manner, at: { url: string; token: string }, random: Random) {
    this.manner = manner;
    this.#url = at.url;
    this.#token = at.token;
    this.#random = random;
  }

  /** Until everything is over, and then to the end. */
  async follow(isOver: () => boolean): Promise<void> {
    const { waitS } = this.manner;
    while (!isOver()) {
      const count = await this.#page(waitS);
      if (waitS !== undefined && count > 0) this.woken += 1;
      if (count === 0 && waitS === undefined) await pause(this.#random.between(20, 120));
    }
    while ((await this.#page(undefined)) > 0);
  }

  async #page(waitS: number | undefined): Promise<number> {
    const query = new URLSearchParams({ limit: String(this.manner.limit) });
    if (this.#cursor !== undefined) query.set('after', this.#cursor);
    const response = await fetch(`${this.#url}/v1/changes?${query}`, {
      headers: {
        Authorization: `Bearer ${this.#token}`,
        ...(waitS !== undefined && { Prefer: `wait=${waitS}` }),
      },
    });
    if (response.status === 503) {
      await response.arrayBuffer();
      await pause(200);
      return 1;
    }
    if (response.status !== 200) throw new Error(`changes: ${response.status} ${await response.text()}`);
    const { items, next } = (await response.json()) as { items: ObservedEntry[]; next: string };
    this.#cursor = next;
    this.pages += 1;
    this.observed.push(...items.map(({ id, version, changeType }) => ({ id, version, changeType })));
    return items.length;
  }
}
