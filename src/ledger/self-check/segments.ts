/**
 * Compares the index of the log and its sums with the entries: one segment of the shard a walk. A segment
 * that was found wrong is compared with each walk until it is right.
 */

import { nullIfDamaged } from '../archive/part.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { isRewriting } from '../object-store/filed.ts';
import { readMeta, setMeta } from '../object-store/meta.ts';
import { readWalkPosition } from '../object-store/walk-positions.ts';
import { isSum, jsonOf, PAGE_KINDS, type Page, type PageKind, pagesOf } from '../segments/pages.ts';
import { readSegment } from '../segments/write.ts';
import { message } from '../templates.ts';
import { keepIndexFindings } from './store.ts';
import type { Fault, Slice } from './types.ts';

interface Deps extends Pick<ObjectDeps, 'sql' | 'db' | 'object'> {
  linesOf(first: number, last: number): Promise<string[]>;
}

interface StoredSegment {
  /** Last entry of the previous segment; 0: none. */
  before: number;
  first: number;
  last: number;
  firstAt: string;
  lastAt: string;
  entries: number;
}

/** Null: this walk has checked its segment, or there is none. */
export async function segmentSlice({ sql, db, object, linesOf }: Deps): Promise<Slice | null> {
  if (readWalkPosition(sql, 'segments')) return null;
  const after = readMeta(sql, 'segment_checked');
  const segment = (await segmentAfter(db, object, after)) ?? (await segmentAfter(db, object, 0));
  if (!segment) return null;
  const { before, first, last } = segment;
  // The shard has never written these entries, which is found by their blocks.
  if (last > readMeta(sql, 'drained')) {
    setMeta(sql, 'segment_checked', first);
    return null;
  }
  // A gap: the shard indexes the missing segment at its next start, or after its next segment.
  if (before + 1 !== first)
    return { faults: [postingsFault(before + 1)], position: { name: '', rest: before + 1 } };
  const position = { name: '', rest: first };
  // The check of archive parts reports damage. Blocks that wait to be written come with a new index.
  const lines = isRewriting(sql, first, last) ? null : await linesOf(first, last).catch(nullIfDamaged);
  if (!lines) {
    // What an earlier walk has found here stays open until it can be compared.
    const walkMs = readMeta(sql, 'walk_began_ms');
    if (!(await keepIndexFindings(db, object, walkMs))) setMeta(sql, 'segment_checked', first);
    return { faults: [], position };
  }
  const rebuilt = await readSegment(db, first, lines);
  const stored = await storedPages(db, object, first);
  // Sums and times of deleted texts cannot be rebuilt.
  const compared = rebuilt.hasAllTexts ? (['firstAt', 'lastAt', 'entries'] as const) : (['entries'] as const);
  const isSame = compared.every((name) => rebuilt[name] === segment[name]);
  const kinds = differing(pagesOf(rebuilt), stored).filter((kind) => rebuilt.hasAllTexts || !isSum(kind));
  const faults = faultsOf(first, kinds, isSame);
  if (faults.length === 0) setMeta(sql, 'segment_checked', first);
  return { faults, position };
}

async function segmentAfter(db: D1Database, object: string, first: number): Promise<StoredSegment | null> {
  return db
    .prepare(
      `SELECT first, last, first_at AS firstAt, last_at AS lastAt, entries,
         coalesce((SELECT last FROM log_segments AS other WHERE other.shard = ?1 AND other.first < one.first
           ORDER BY other.first DESC LIMIT 1), 0) AS before
       FROM log_segments AS one WHERE shard = ?1 AND first > ?2 ORDER BY first LIMIT 1`,
    )
    .bind(object, first)
    .first<StoredSegment>();
}

async function storedPages(db: D1Database, object: string, segment: number): Promise<Page[]> {
  const { results } = await db
    .prepare(
      `SELECT kind, part, low, high, body FROM json_each(?) AS kinds
       CROSS JOIN log_pages ON kind = kinds.value AND shard = ? AND segment = ?`,
    )
    .bind(JSON.stringify(PAGE_KINDS), object, segment)
    .all<Page>();
  return results;
}

/** Kinds of pages that differ from the rebuilt ones. */
function differing(rebuilt: Page[], stored: Page[]): PageKind[] {
  const textOf = (pages: Page[]) =>
    new Map(
      pages.map(({ kind, part, low, high, body }) => [
        `${kind} ${part}`,
        JSON.stringify([kind, low, high, jsonOf({ kind, body })]),
      ]),
    );
  const [expected, actual] = [textOf(rebuilt), textOf(stored)];
  const keys = [...new Set([...expected.keys(), ...actual.keys()])].filter(
    (key) => expected.get(key) !== actual.get(key),
  );
  return [...new Set(keys.map((key) => key.split(' ')[0] as PageKind))];
}

function postingsFault(first: number, facet: PageKind = 'kind'): Fault {
  const detail = message('self_check.places', { facet, value: '', first });
  return { kind: 'places_changed', license: '', index: first, detail };
}

function faultsOf(first: number, kinds: PageKind[], isSame: boolean): Fault[] {
  const kind = kinds.find((candidate) => !isSum(candidate));
  const faults = kind !== undefined || !isSame ? [postingsFault(first, kind)] : [];
  if (kinds.some(isSum))
    faults.push({
      kind: 'sums_changed',
      license: '',
      index: null,
      detail: message('self_check.sums', { first }),
    });
  return faults;
}
