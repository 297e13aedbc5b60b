/** What the rows of a log are: ring, packs, pages of holdings, tiles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfLine, effectOf, type LogLine } from '../../../src/ledger/log/entries.ts';
import { Holdings } from '../../../src/ledger/log/holdings.ts';
import { type HeldItem, HoldingsPage } from '../../../src/ledger/log/holdings-page.ts';
import {
  HOLDINGS_ROW_CHARS,
  PAGE_CHARS_MAX,
  PAGE_ITEMS,
  ROW_CHARS_MAX,
  WAL_SLOTS,
} from '../../../src/ledger/log/limits.ts';
import { LogLines } from '../../../src/ledger/log/lines.ts';
import { lastPacked, packBefore, packFrom, writePack } from '../../../src/ledger/log/packs.ts';
import { appendHoldings } from '../../../src/ledger/log/page-store.ts';
import { fullTiles, readTile, tilesAfter, writeFullTile } from '../../../src/ledger/log/tile-store.ts';
import { decodeLeafRecords, encodeLeafRecords } from '../../../src/ledger/log/tree-state.ts';
import { readWal, writeWal } from '../../../src/ledger/log/wal.ts';
import { leavesOfTile, rootOfTile } from '../../../src/ledger/merkle/tiles.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { LEDGER_SCHEMA } from '../../../src/ledger/object-store/schema.ts';
import { ObjectDatabase } from '../../support/object-sql.ts';

const open = () => new ObjectDatabase(LEDGER_SCHEMA);
const lineAt = (seq: number, at = '2026-03-01T00:00:00.000Z', rest = ''): LogLine => ({
  seq,
  line: JSON.stringify({
    article: `itm "at":" ${rest}`,
    at,
    billable: 0,
    id: `i${seq}`,
    index: seq,
    license: 'l',
  }),
  side: seq % 3 === 0 ? { n: seq } : null,
});
const linesFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, n) => lineAt(first + n));

describe('the ring', () => {
  it('gives back what is not packed yet, however often its slots were used', () => {
    const { sql, database } = open();
    for (let seq = 1; seq <= 3 * WAL_SLOTS; seq += 3) writeWal(sql, linesFrom(seq, 3));
    const packed = 3 * WAL_SLOTS - 201;
    expect(readWal(sql, packed)).toEqual(linesFrom(packed + 1, 201));
    expect(database.prepare('SELECT count(*) AS n FROM wal').get()?.n).toBeLessThanOrEqual(WAL_SLOTS);
  });

  it('cuts a large commit into rows, and keeps a line whole', () => {
    const { sql, database } = open();
    const large = [1, 2, 3].map((seq) => lineAt(seq, undefined, 'x'.repeat(ROW_CHARS_MAX)));
    writeWal(sql, [...large, lineAt(4)]);
    expect(readWal(sql, 0)).toEqual([...large, lineAt(4)]);
    expect(database.prepare('SELECT count(*) AS n FROM wal').get()?.n).toBe(4);
  });

  it('is not written for nothing', () => {
    const { sql, database } = open();
    writeWal(sql, []);
    expect(database.prepare('SELECT count(*) AS n FROM wal').get()?.n).toBe(0);
  });
});

describe('a pack', () => {
  it('gives back its lines and what stands beside them, and says whether they are sound', () => {
    const { sql, database } = open();
    writePack(sql, linesFrom(1, 256));
    writePack(sql, linesFrom(257, 10));
    expect(packFrom(sql, 100)).toMatchObject({ first: 1, last: 256, isSound: true });
    const pack = packFrom(sql, 257);
    expect(pack?.lines).toEqual(linesFrom(257, 10).map(({ line }) => line));
    expect(pack).toMatchObject({ sides: linesFrom(257, 10).map(({ side }) => side) });
    expect([lastPacked(sql), packFrom(sql, 267)]).toEqual([266, null]);
    database.exec(`UPDATE packs SET sha256 = 'x' WHERE first = 1`);
    expect(packFrom(sql, 1)?.isSound).toBe(false);
  });

  it('with all of its lines empty still has its place', () => {
    const { sql } = open();
    writePack(
      sql,
      linesFrom(1, 5).map((line) => ({ ...line, line: '' })),
    );
    expect(packFrom(sql, 3)?.lines).toEqual(['', '', '', '', '']);
    expect(packBefore(sql, '2030-01', 0)).toBeNull();
  });

  it('has entries that follow each other, or is not written', () => {
    const { sql } = open();
    expect(() => writePack(sql, [lineAt(1), lineAt(3)])).toThrow('follow');
    expect(() => writePack(sql, [])).toThrow('no entries');
  });

  it('that is lost, or has lost lines, hides no entry after it, and its own have no text', () => {
    const { sql, database } = open();
    for (const first of [1, 4, 7]) writePack(sql, linesFrom(first, 3));
    database.exec('DELETE FROM packs WHERE first = 4');
    database.exec('UPDATE packs SET last = 4 WHERE first = 1');
    const lines = new LogLines({ sql, transaction: (body) => body() }, 3);
    const runs = [...lines.runs(1, 9)].map((run) => run.map(({ seq, line }) => [seq, line !== '']));
    expect(runs).toEqual([
      [1, 2, 3, 4].map((seq) => [seq, seq < 4]),
      [5, 6].map((seq) => [seq, false]),
      [7, 8, 9].map((seq) => [seq, true]),
    ]);
    expect([...lines.after(2)].map(({ seq }) => seq)).toEqual([3, 7, 8, 9]);
  });

  it('is found by its oldest text', () => {
    const { sql } = open();
    writePack(sql, [lineAt(1, '2026-03-02T00:00:00.000Z'), lineAt(2, '2026-01-02T00:00:00.000Z')]);
    writePack(sql, [lineAt(3, '2026-02-02T00:00:00.000Z')]);
    expect(['2026-01', '2026-02', '2026-03'].map((month) => packBefore(sql, month, 0))).toEqual([null, 1, 1]);
    writePack(sql, [lineAt(1, '2026-03-02T00:00:00.000Z'), { ...lineAt(2), line: '' }]);
    expect(['2026-02', '2026-03', '2026-04'].map((month) => packBefore(sql, month, 0))).toEqual([null, 3, 1]);
  });
});

describe('an entry', () => {
  it('says its date, whatever stands before it', () => {
    expect(dateOfLine(lineAt(1).line)).toBe('2026-03-01T00:00:00.000Z');
  });

  it('adds nothing to any item when nothing stands beside it', () => {
    expect(effectOf({ ...lineAt(1), side: null })).toMatchObject({
      tree: 'l',
      index: 1,
      day: null,
      added: null,
    });
  });
});

const held: fc.Arbitrary<Omit<HeldItem, 'item'>> = fc.record({
  units: fc.array(fc.tuple(fc.string(), fc.record({ date: fc.constant('2026-03-01'), index: fc.nat() })), {
    maxLength: 4,
  }),
  grants: fc.array(
    fc.tuple(
      fc.string(),
      fc.record({ id: fc.string(), atMs: fc.nat(), index: fc.nat(), leaf: fc.base64String() }),
    ),
    { maxLength: 3 },
  ),
});

describe('a page of holdings', () => {
  it('is what was added to it, read back from its text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), held), { maxLength: 12 }), (items) => {
        const page = new HoldingsPage();
        for (const [item, one] of items) page.merge({ item, ...one });
        // Half parsed, half not: what was not touched is not parsed.
        const repeated = new HoldingsPage(page.encode());
        if (items[0]) repeated.get(items[0][0]);
        expect(new Map(repeated.items())).toEqual(new Map(page.items()));
        expect(repeated.encode()).toBe(page.encode());
      }),
    );
  });

  it('of many items takes several rows, cut between them', () => {
    const { sql, database } = open();
    const page = new HoldingsPage();
    for (let n = 0; n < 40; n++)
      page.merge({
        item: `itm_${n}`,
        units: [['x'.repeat(PAGE_CHARS_MAX / 10), { date: '2026-03-01', index: n }]],
        grants: [],
      });
    page.merge({
      item: 'itm_large',
      units: [['y'.repeat(PAGE_CHARS_MAX + 10), { date: '2026-03-01', index: 1 }]],
      grants: [],
    });
    appendHoldings(sql, { tree: 'l', part: 3, asOf: 9, text: page.encode() });
    const rows = database.prepare('SELECT length(text) AS n FROM holdings').all() as { n: number }[];
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.filter(({ n }) => n > PAGE_CHARS_MAX)).toHaveLength(1);
    const stored = new Holdings(sql, PAGE_ITEMS);
    expect(new Map(stored.itemsOf('l', 3))).toEqual(new Map(page.items()));
    expect([stored.partsAfter('l', -1, 8), stored.partsAfter('l', -1, 9)]).toEqual([[3], []]);
  });

  it('is written by what was added, into its last row while that is short', () => {
    const { sql, database } = open();
    const holdings = new Holdings(sql, PAGE_ITEMS);
    holdings.writeItems(new Map(Array.from({ length: 7 }, (_, n) => [`itm_${n}`, n])));
    for (let index = 0; index < 2_000; index++) {
      const n = index % 7;
      const unit = `unit ${index}`;
      holdings.add('l', { item: `itm_${n}`, n, index, date: '2026-03-01', units: [unit], grants: [] });
      expect(holdings.hasUnit('l', `itm_${n}`, unit)).toBe(true);
      if (index % 20 !== 19) continue;
      const keys = holdings.unwritten;
      holdings.write(keys, index);
      holdings.markWritten(keys);
    }
    expect([holdings.unwritten, holdings.unwrittenWeight]).toEqual([[], 0]);
    const rows = database.prepare('SELECT length(text) AS chars FROM holdings').all() as { chars: number }[];
    const chars = rows.map((row) => row.chars);
    expect(Math.max(...chars)).toBeLessThan(HOLDINGS_ROW_CHARS);
    expect(Math.min(...chars.slice(0, -1))).toBeGreaterThan(HOLDINGS_ROW_CHARS / 2);
    // Read from its rows alone.
    const restarted = new Holdings(sql, PAGE_ITEMS);
    expect(new Map(restarted.items('l'))).toEqual(new Map(holdings.items('l')));
    expect([...restarted.items('l')].flatMap(([, { units }]) => [...units.keys()])).toHaveLength(2_000);
    expect(restarted.get('l', 'itm_6')).toEqual(holdings.get('l', 'itm_6'));
  });
});

describe('tiles', () => {
  it('grow upwards, and repeat harmlessly', () => {
    const { sql } = open();
    const leaves = (n: number) =>
      Buffer.concat(Array.from({ length: 256 }, (_, at) => leafHash(`${n} ${at}`)));
    for (let n = 0; n < 257; n++) writeFullTile(sql, 'l', n, { leaves: leaves(n), records: null });
    writeFullTile(sql, 'l', 3, { leaves: leaves(9), records: null });
    expect(leavesOfTile(readTile(sql, 'l', 0, 3) ?? Buffer.alloc(0))).toEqual(leaves(3));
    expect(fullTiles(sql, 'l')).toBe(257);
    const above = readTile(sql, 'l', 1, 0) ?? Buffer.alloc(0);
    expect(readTile(sql, 'l', 2, 0)).toEqual(Buffer.from(rootOfTile(above)));
    const upper = [...tilesAfter(sql, 'l', { level: 0, n: 255 })].map(({ level, n }) => `${level}/${n}`);
    expect(upper).toEqual(['0/256', '1/0', '1/1', '2/0']);
    expect(() => writeFullTile(sql, 'l', 300, { leaves: leaves(1), records: null })).toThrow('lacks a root');
  });

  it('know sequence, time and units of each leaf', () => {
    const records = [
      { seq: 2 ** 40, atMs: Date.UTC(2026, 0, 1), billable: 3 },
      { seq: 0, atMs: 1, billable: 0 },
    ];
    expect(decodeLeafRecords(encodeLeafRecords(records))).toEqual(records);
  });
});
