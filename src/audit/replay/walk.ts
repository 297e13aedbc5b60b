/**
 * The log, article by article: what is said of one stands together, so that its units are counted and its questions decided once. In
 * order of articles, and of an article in the order of the log; a call goes so far, and the next one goes on from there.
 */
import { isUse } from '../../ledger/entry.ts';
import type { Facet } from '../../ledger/segments/facets.ts';
import { type Places, unpackPlaces } from '../../ledger/segments/places.ts';
import { sealedTo, tailEntries } from '../../ledger/segments/store.ts';
import type { Entry, UseEntry } from '../../ledger/types.ts';
import { BOUNDS, type Bounds } from './limits.ts';
import { articleRows, entriesAt, placesOf, segmentsIn } from './walk-store.ts';

export interface LogFilter {
  license?: string | undefined;
  partner?: string | undefined;
  article?: string | undefined;
  section?: string | undefined;
  /** ISO 8601 UTC; `to` is the first instant after it. */
  from: string;
  to: string;
}

/** Up to where the log has been gone through: `n` null, with all of the article; else up to and with this number of it. */
export interface Place {
  article: string;
  n: number | null;
}

export interface Numbered {
  n: number;
  entry: UseEntry;
}

/** Deliveries and refusals of one article, in the order of the log. */
export interface Stretch {
  article: string;
  entries: Numbered[];
  /** More of them come in the next call. */
  goesOn: boolean;
}

const BEGINNING: Place = { article: '', n: null };

/** What is not found by the index yet, read once for all that one call asks. */
export interface Log {
  db: D1Database;
  sealed: number;
  tail: Numbered[];
}

export async function openLog(db: D1Database): Promise<Log> {
  const sealed = await sealedTo(db);
  const tail: Numbered[] = [];
  for await (const { n, entry } of tailEntries(db, sealed)) if (isUse(entry)) tail.push({ n, entry });
  return { db, sealed, tail };
}

/** `next` null: that was all. */
export async function nextStretches(
  log: Log,
  filter: LogFilter,
  place: Place = BEGINNING,
  bounds: Bounds = BOUNDS,
): Promise<{ stretches: Stretch[]; next: Place | null }> {
  const { entriesMax, articlesMax } = bounds;
  const indexed = await indexedNumbers(log, filter, { place, bounds });
  const tail = tailOf(log, filter);
  const articles = [...new Set([...indexed.numbers.keys(), ...tail.keys()])]
    .filter((article) => isAfter(place, article) && (indexed.end === null || article <= indexed.end))
    .sort();
  const stretches: Stretch[] = [];
  let [room, done] = [entriesMax, place];
  for (const article of articles) {
    const after = (n: number) => article !== place.article || n > (place.n ?? 0);
    const numbers = (indexed.numbers.get(article) ?? []).filter(after);
    const newest = (tail.get(article) ?? []).filter(({ n }) => after(n));
    const count = numbers.length + newest.length;
    if (stretches.length === articlesMax || (count > room && room < entriesMax))
      return { stretches, next: done };
    const goesOn = count > entriesMax;
    const indexedNow = numbers.slice(0, entriesMax);
    const newestNow = newest.slice(0, entriesMax - indexedNow.length);
    const found = [...(await entriesAt(log.db, indexedNow)), ...newestNow];
    const entries = found.filter((one) => isAsked(one, filter));
    if (entries.length > 0 || goesOn) stretches.push({ article, entries, goesOn });
    const last = newestNow.at(-1)?.n ?? indexedNow.at(-1);
    done = { article, n: goesOn ? (last ?? null) : null };
    if (goesOn) return { stretches, next: done };
    room -= count;
  }
  return { stretches, next: indexed.end === null ? null : { article: indexed.end, n: null } };
}

function isAfter({ article, n }: Place, other: string): boolean {
  return other > article || (other === article && n !== null);
}

/** Every entry of the tail that the filter finds, by article. */
function tailOf({ tail }: Log, filter: LogFilter): Map<string, Numbered[]> {
  const { license, partner, article, section } = filter;
  const found = new Map<string, Numbered[]>();
  for (const one of tail) {
    const { entry } = one;
    if (article !== undefined && entry.article !== article) continue;
    if (license !== undefined && entry.license !== license) continue;
    if (partner !== undefined && entry.partner !== partner) continue;
    if (section !== undefined && !entry.sections.includes(section)) continue;
    if (!isAsked(one, filter)) continue;
    const known = found.get(entry.article);
    if (known) known.push(one);
    else found.set(entry.article, [one]);
  }
  return found;
}

/** An edge of the period cuts through a segment, and other kinds of entries stand between. */
function isAsked(one: { n: number; entry: Entry }, { from, to }: LogFilter): one is Numbered {
  return isUse(one.entry) && one.entry.at >= from && one.entry.at < to;
}

function facetsIn({ license, partner, article, section }: LogFilter): [Facet, string][] {
  return Object.entries({ license, partner, article, section }).filter(
    (facet): facet is [Facet, string] => facet[1] !== undefined,
  );
}

/** Of what is sealed, by article. `end`: the last article that is whole; null: there are no more after these. */
async function indexedNumbers(
  { db, sealed }: Log,
  filter: LogFilter,
  { place, bounds }: { place: Place; bounds: Bounds },
): Promise<{ numbers: Map<string, number[]>; end: string | null }> {
  const { from, to, article: only } = filter;
  const { entriesMax, articlesMax, rowsMax, rowsAtOnce } = bounds;
  const all = await segmentsIn(db, { sealed, from, to });
  const narrowing = await Promise.all(
    facetsIn(filter)
      .filter(([facet]) => facet !== 'article')
      .map(([facet, value]) => placesOf(db, { facet, value, segments: all })),
  );
  const segments = all.filter((segment) => narrowing.every((places) => places.has(segment)));
  const numbers = new Map<string, number[]>();
  const beyond = place.n === null ? Number.MAX_SAFE_INTEGER : -1;
  let after = { article: place.article, segment: beyond };
  if (only !== undefined && only > place.article) after = { article: only, segment: -1 };
  let [count, read] = [0, 0];
  while (segments.length > 0) {
    const rows = await articleRows(db, after, {
      segments,
      limit: rowsAtOnce,
      ...(only !== undefined && { only }),
    });
    for (const row of rows) {
      const isNew = row.article !== after.article;
      const isFull = count >= entriesMax || numbers.size >= articlesMax || read >= rowsMax;
      if (isNew && isFull) return { numbers, end: after.article };
      after = row;
      const found = numbersIn(row, narrowing);
      [count, read] = [count + found.length, read + 1];
      if (found.length > 0) numbers.set(row.article, [...(numbers.get(row.article) ?? []), ...found]);
    }
    if (rows.length < rowsAtOnce) break;
  }
  return { numbers, end: null };
}

function numbersIn(
  { segment, places }: { segment: number; places: string },
  narrowing: readonly Map<number, Places>[],
): number[] {
  let found = unpackPlaces(places);
  for (const others of narrowing) {
    const other = others.get(segment);
    if (!other) return [];
    found = found.and(other);
  }
  return found.offsets().map((offset) => segment + offset);
}
