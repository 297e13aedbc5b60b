/**
 * What must hold of every holder and every kill once everything has come to rest. Each fault is a sentence.
 */
import type { StoredEntry } from '../files.ts';
import type { Fixture } from '../fixture.ts';
import type { FeedEvent, Feeds, StoredEndpoint } from './endpoints.ts';
import type { Holder } from './holders.ts';

/**
 * Counts of kills that a license must be notified of. The first three add up to all of them, but for the
 * lost.
 */
export interface RecallFigures {
  owed: number;
  /** Taken by the endpoint, and acknowledged as `received` in the log. */
  received: number;
  /** Listed for a license whose endpoint is disabled. */
  disabled: number;
  /** Waiting for an endpoint that takes nothing. */
  waiting: number;
  lostKills: number;
  doubleKills: number;
  /** Requests to endpoints, those of an event that came again included. */
  pushes: number;
}

interface Facts {
  fixture: Fixture;
  holders: Holder[];
  feeds: Feeds;
  endpoints: StoredEndpoint[];
  entries: StoredEntry[];
  disabledWebhooks: number;
}

export function judgeRecall(facts: Facts): { figures: RecallFigures; faults: string[] } {
  const { fixture, holders, entries, disabledWebhooks } = facts;
  const figures: RecallFigures = {
    owed: 0,
    received: 0,
    disabled: 0,
    waiting: 0,
    lostKills: 0,
    doubleKills: 0,
    pushes: 0,
  };
  const faults: string[] = [];
  const kills = [...fixture.killedAt.keys()];
  const logs = Map.groupBy(entries, ({ license }) => license);
  for (const holder of holders) {
    const events = facts.feeds.get(holder.license)?.events ?? [];
    const killed = events.filter(({ type }) => type === 'article.killed');
    inOrder(holder, kills, killed, figures, faults);
    sameBody(holder, events, faults);
    const notes = notesIn(logs.get(holder.license) ?? []);
    noticedOnce(holder, events, notes, faults);
    notified(holder, killed, { ...facts, received: receivedIn(notes) }, figures, faults);
    figures.pushes += holder.arrivals.pushes;
    faults.push(...holder.faults);
  }
  const gone = holders.filter(({ kind }) => kind === 'gone').length;
  if (disabledWebhooks !== gone)
    faults.push(`${disabledWebhooks} endpoints cause an alert, and ${gone} are disabled`);
  return { figures, faults };
}

/** `GET /v1/events` has each kill once, in the order of the desk. */
function inOrder(
  { license }: Holder,
  kills: string[],
  events: FeedEvent[],
  figures: RecallFigures,
  faults: string[],
): void {
  const listed = events.map(({ data }) => data.article ?? '');
  const known = new Set(listed);
  const missing = kills.filter((article) => !known.has(article));
  const doubled = listed.length - known.size;
  figures.owed += kills.length;
  figures.lostKills += missing.length;
  figures.doubleKills += doubled;
  if (missing.length > 0) faults.push(`${license}: ${missing.length} kills are no events: ${missing[0]} …`);
  if (doubled > 0) faults.push(`${license}: ${doubled} kills are events more than once`);
  const place = listed.findIndex((article, at) => article !== kills[at]);
  if (missing.length + doubled === 0 && place !== -1)
    faults.push(`${license}: event ${place} is of ${listed[place]}, and ${kills[place]} was killed before`);
}

/** What was pushed is what is listed. */
function sameBody({ license, arrivals }: Holder, events: FeedEvent[], faults: string[]): void {
  const bodies = new Map(events.map((event) => [event.id, JSON.stringify(event)]));
  const others = [...arrivals.first.values()].filter(({ id, body }) => bodies.get(id) !== body);
  if (arrivals.changed.size > 0)
    faults.push(`${license}: ${arrivals.changed.size} events were pushed with two bodies`);
  if (others.length > 0)
    faults.push(`${license}: ${others.length} pushed events are not as listed: ${others[0]?.body} …`);
}

interface EventNote {
  kind: string;
  event: string;
  state?: string;
}

const notesIn = (log: StoredEntry[]) => log.map(({ body }) => JSON.parse(body) as EventNote);

/** Events whose arrival at the endpoint stands in the log. */
function receivedIn(notes: EventNote[]): Set<string> {
  const received = notes.filter(({ kind, state }) => kind === 'acknowledgement' && state === 'received');
  return new Set(received.map(({ event }) => event));
}

/** Each event stands in the log once, as a notice. */
function noticedOnce({ license }: Holder, events: FeedEvent[], notes: EventNote[], faults: string[]): void {
  const noticed = notes.filter(({ kind }) => kind === 'notice').map(({ event }) => event);
  const missing = events.filter(({ id }) => !noticed.includes(id)).length;
  if (missing > 0 || noticed.length !== events.length)
    faults.push(`${license}: ${noticed.length} notices of ${events.length} events, ${missing} missing`);
}

function notified(
  { kind, license, endpoint: id, arrivals }: Holder,
  killed: FeedEvent[],
  { feeds, endpoints, received }: Facts & { received: Set<string> },
  figures: RecallFigures,
  faults: string[],
): void {
  const { events = [], endpoint } = feeds.get(license) ?? {};
  const untaken = [...received].filter((event) => !arrivals.taken.has(event));
  if (untaken.length > 0)
    faults.push(`${license}: ${untaken.length} events are acknowledged that its endpoint did not take`);
  const open = killed.filter((event) => !received.has(event.id));
  figures.received += killed.length - open.length;
  const disabling = events.filter(({ type, data }) => type === 'endpoint.disabled' && data.endpoint === id);
  const isDisabled = endpoint?.status === 'disabled' && endpoint.reason === 'gone' && disabling.length === 1;
  if (isDisabled !== (kind === 'gone') || disabling.length > 1)
    faults.push(
      `${license}: its ${kind} endpoint is ${JSON.stringify(endpoint)}, with ${disabling.length} events`,
    );
  if (isDisabled) {
    figures.disabled += open.length;
    return;
  }
  const stored = endpoints.find(({ url }) => url === endpoint?.url);
  const queued = new Set(stored?.queue.map(({ event }) => event));
  const waiting = open.filter(
    (event) => queued.has(event.id) || events.indexOf(event) >= (stored?.taken ?? 0),
  );
  figures.waiting += waiting.length;
  figures.lostKills += open.length - waiting.length;
  if (open.length > waiting.length)
    faults.push(`${license}: ${open.length - waiting.length} kills reached no one, and wait nowhere`);
  if (kind !== 'dead' && waiting.length > 0)
    faults.push(`${license}: ${waiting.length} kills wait for a ${kind} endpoint, which works`);
  if (
    kind === 'dead' &&
    !(endpoint?.delivery.failingSince && endpoint.attempts > 0 && endpoint.delivery.waiting > 0)
  )
    faults.push(`${license}: its dead endpoint is ${JSON.stringify(endpoint)}`);
}
