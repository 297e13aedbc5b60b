/**
 * A newsroom and its desk, at work on items of their own: ingest, correct, hold, release, kill, embargo,
 * restrict.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../crash/random.ts';
import { call } from '../support/embedded.ts';
import { type Desk, post } from '../support/small-site.ts';
import { Story } from './story.ts';

/** Items that one writer works on at the same time. */
const ALIVE_MAX = 12;
/** Milliseconds: an embargo lasts between these. */
const EMBARGO_MS = [1_500, 4_000] as const;
/** How far from the end of an embargo nothing is done to its item: longer than a change takes. */
const MARGIN_MS = 1_000;

type Act = 'new' | 'embargoed' | 'update' | 'correction' | 'hold' | 'release' | 'kill' | 'lift' | 'restrict';
const ACTS: [Act, number][] = [
  ['new', 24],
  ['embargoed', 14],
  ['update', 22],
  ['correction', 10],
  ['hold', 7],
  ['release', 9],
  ['kill', 6],
  ['lift', 3],
  ['restrict', 5],
];
const DECK = ACTS.flatMap(([act, share]) => Array.from({ length: share }, () => act));

export class Writer {
  readonly stories: Story[] = [];
  readonly #desk: Desk;
  readonly #name: string;
  readonly #random: Random;

  constructor(desk: Desk, name: string, random: Random) {
    this.#desk = desk;
    this.#name = name;
    this.#random = random;
  }

  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) if (!(await this.#act(this.#random.pick(DECK)))) await pause(1);
  }

  /** False: there was nothing to do it to. */
  async #act(act: Act): Promise<boolean> {
    const now = Date.now();
    const alive = this.stories.filter((story) => story.isAlive);
    for (const story of alive) if (!story.isNearLift(now, MARGIN_MS)) story.settle(now);
    if (act === 'new' || act === 'embargoed')
      return alive.length < ALIVE_MAX && this.#begin(act === 'embargoed');
    const fit = alive.filter((story) => !story.isNearLift(now, MARGIN_MS) && isFit(act, story));
    return fit.length > 0 && this.#change(act, this.#random.pick(fit));
  }

  #begin(embargoed: boolean): Promise<boolean> {
    const section = this.#random.chance(0.5) ? 'sport' : 'news';
    const story = new Story(`urn:soak:${this.#name}:${this.stories.length}`, section);
    this.stories.push(story);
    if (embargoed) story.embargoedUntil = Date.now() + MARGIN_MS + this.#random.between(...EMBARGO_MS);
    return this.#ingest(story, 'new');
  }

  #change(act: Exclude<Act, 'new' | 'embargoed'>, story: Story): Promise<boolean> {
    switch (act) {
      case 'update':
      case 'correction':
        return this.#ingest(story, act);
      case 'hold':
        story.held = true;
        return this.#patch(story, 'hold', { pubStatus: 'withheld' });
      case 'release':
        story.held = false;
        return this.#patch(story, 'release', { pubStatus: 'usable' });
      case 'kill':
        story.killed = true;
        return this.#patch(story, 'kill', { pubStatus: 'canceled', notice: 'Wrong.' });
      case 'lift':
        story.embargoedUntil = 0;
        return this.#patch(story, 'release', { embargoedUntil: null });
      case 'restrict':
        return this.#timed(story, 'advisory', async () => {
          await post(this.#desk, 'restrictions', { scope: story.id, text: 'JAPAN OUT' });
          return story.version;
        });
    }
  }

  #ingest(story: Story, changeType: string): Promise<boolean> {
    story.count += 1;
    const { count, uri, section, embargoedUntil } = story;
    const item = {
      uri,
      version: String(count),
      type: 'text',
      versionCreated: new Date(Date.UTC(2026, 9, 1) + count * 1_000).toISOString(),
      language: 'en',
      headlines: [{ value: `Version ${count} of ${uri}` }],
      bodies: [{ contentType: 'text/plain', value: `Body ${count}.` }],
      ...(embargoedUntil > 0 && { embargoedUntil: new Date(embargoedUntil).toISOString() }),
    };
    const change = changeType === 'correction' ? '&change=correction' : '';
    const path = `${this.#desk.url}/v1/admin/articles?section=${section}${change}`;
    return this.#timed(story, changeType, async () => {
      const { id, version } = await call<{ id: string; version: string }>(
        path,
        this.#desk.token,
        'PUT',
        item,
      );
      story.id = id;
      return version;
    });
  }

  #patch(story: Story, changeType: string, json: Record<string, unknown>): Promise<boolean> {
    const path = `${this.#desk.url}/v1/admin/articles/${story.id}`;
    return this.#timed(story, changeType, async () => {
      const { version } = await call<{ version: string }>(path, this.#desk.token, 'PATCH', json);
      return version;
    });
  }

  async #timed(story: Story, changeType: string, change: () => Promise<string>): Promise<boolean> {
    const until = story.embargoedUntil;
    const began = performance.now();
    const version = await change();
    if (until > 0 && Date.now() >= until) story.isAmbiguous = true;
    story.add({ version, changeType, began, acked: performance.now() });
    return true;
  }
}

function isFit(act: Act, story: Story): boolean {
  if (act === 'release') return story.held;
  if (act === 'lift') return story.embargoedUntil > 0 && !story.held;
  if (act === 'hold' || act === 'update' || act === 'correction') return !story.held;
  return true;
}
