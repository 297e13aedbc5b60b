/** What the gateway says of events and endpoints, over HTTP and on disk. */
import { join } from 'node:path';
import { call } from '../../support/embedded.ts';
import { databases, rows } from '../files.ts';
import type { Fixture } from '../fixture.ts';
import type { Holder } from './holders.ts';

export interface FeedEvent {
  id: string;
  type: string;
  data: { article?: string; endpoint?: string };
}

export interface EndpointView {
  url: string;
  status: string;
  reason: string | null;
  delivery: { waiting: number; failingSince: string | null };
  attempts: number;
}

/** By license: all events of the feed, and its endpoint. */
export type Feeds = Map<string, { events: FeedEvent[]; endpoint: EndpointView }>;

export async function readFeeds({ url, sites }: Fixture, holders: Holder[]): Promise<Feeds> {
  const feeds: Feeds = new Map();
  for (const { license, endpoint: id } of holders) {
    const token = sites.find((site) => site.license === license)?.keys[0]?.token ?? '';
    const get = <T>(path: string) => call<T>(`${url}/v1/${path}`, token, 'GET');
    const events: FeedEvent[] = [];
    for (let after = '', isLast = false; !isLast; ) {
      const page = await get<{ items: FeedEvent[]; next: string }>(
        `events?limit=100&after=${encodeURIComponent(after)}`,
      );
      events.push(...page.items);
      after = page.next;
      isLast = page.items.length === 0;
    }
    const endpoint = await get<EndpointView>(`webhooks/${id}`);
    const { items } = await get<{ items: unknown[] }>(`webhooks/${id}/attempts`);
    feeds.set(license, { events, endpoint: { ...endpoint, attempts: items.length } });
  }
  return feeds;
}

export interface StoredEndpoint {
  url: string;
  /** Number of the last event that the object has taken over. */
  taken: number;
  /** Events that wait. */
  queue: { event: string; tries: number }[];
  /** Events that the endpoint has accepted and the log does not know of yet. */
  unacknowledged: number;
  attempts: number;
}

/** What the objects of endpoints have stored. */
export function readEndpoints(stateDir: string): StoredEndpoint[] {
  const objects = databases(join(stateDir, 'do', 'imprimatur-Webhook'), 'queue');
  const endpoints = objects.map((object) => {
    const [state] = rows<{ received_n: number; settings: string | null }>(
      object,
      'SELECT received_n, settings FROM state',
    );
    const { url = '' } = JSON.parse(state?.settings ?? '{}') as { url?: string };
    const count = (table: string) =>
      rows<{ n: number }>(object, `SELECT count(*) AS n FROM ${table}`)[0]?.n ?? 0;
    return {
      url,
      taken: state?.received_n ?? 0,
      queue: rows<{ event: string; tries: number }>(object, 'SELECT event, tries FROM queue ORDER BY n'),
      unacknowledged: count('delivered'),
      attempts: count('attempts'),
    };
  });
  for (const object of objects) object.close();
  return endpoints;
}
