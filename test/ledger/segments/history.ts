/**
 * Histories of D1's log: two objects, three partners and four licenses, and all that can happen to them. What an object does is cut off or
 * disturbed at any of its calls; the clock is years ahead, so that no alarm comes by itself.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, vi } from 'vitest';
import { Archiver } from '../../../src/ledger/archive/archiver.ts';
import { firstKeptMonth, type Manifest } from '../../../src/ledger/archive/part.ts';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { CHECK_EVERY_MS } from '../../../src/ledger/limits.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { Mover } from '../../../src/ledger/move/mover.ts';
import { dropNote, ledgerOf, noteMove } from '../../../src/ledger/move/store.ts';
import { targetAt } from '../../../src/ledger/move/target.ts';
import { allHolds, raiseHold } from '../../../src/ledger/object-store/holds.ts';
import { readMeta } from '../../../src/ledger/object-store/meta.ts';
import { allMoves, isAnyoneMoving } from '../../../src/ledger/object-store/moving.ts';
import { heldBy } from '../../../src/ledger/retention/held.ts';
import { Retention } from '../../../src/ledger/retention/retention.ts';
import { sealLog } from '../../../src/ledger/segments/seal.ts';
import { shardSelfCheck } from '../../../src/ledger/self-check/shard-check.ts';
import { shardDrain } from '../../../src/ledger/shard-drain.ts';
import type { Hold, LicenseState, UseEntry } from '../../../src/ledger/types.ts';
import { linesOf } from '../../support/entry-log.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { requestOf } from '../support.ts';
import { type Interruption, Reach } from './interrupted.ts';
import { emptyLog, expectHoursToBeRight, expectPlacesToBeRight, recounted, reported } from './log.ts';

const DAY = 86_400_000;
/** Whole months that D1 has of the log, and that texts are kept. */
const MONTHS = 1;
const TEXT_MONTHS = 2;

/** What goes back with D1, and of partners where they live; nothing else of the catalogue changes. */
const RESTORED = [
  ...['entries', 'sqlite_sequence', 'log_segments', 'log_places', 'usage_cells', 'log_hours'],
  ...['drains', 'archive_parts', 'archived_holders', 'deleted_entries', 'partner_moves'],
];

/** What an object does at one time. */
export const PARTS = ['drain', 'archive', 'retain', 'move', 'check'] as const;
export type Part = (typeof PARTS)[number];

type Meanwhile =
  | { do: 'deliver'; license: number; count: number; days: number }
  | { do: 'seal'; object: number; interruption?: Interruption | undefined }
  | { do: 'put back' | 'take out again'; object: number }
  | { do: 'begin to move'; partner: number };

export type Step =
  /** `partner` and `object` are numbers of theirs. */
  | Meanwhile
  | { do: Part; object: number; interruption?: Interruption | undefined }
  /** Two objects at once, each one after the other, and what comes to them meanwhile. */
  | { do: 'together'; parts: [Part[], Part[]]; meanwhile: Meanwhile[] }
  | { do: 'seal at once' | 'keep a point' }
  | { do: 'restore D1'; point: number }
  | { do: 'evict' | 'alarm'; object: number }
  | { do: 'hold' | 'release'; license: number }
  | { do: 'mend'; license: number; nth: number };

interface Home {
  name: string;
  object: DurableObjectStub<LedgerShard>;
}

interface Point {
  homes: Record<string, unknown>[];
  rows: Map<string, Record<string, unknown>[]>;
}

/** What has been written, of whatever object. */
interface Written extends UseEntry {
  index: number;
}

const place = ({ license, index }: { license: string; index: number }) => `${license} ${index}`;

const placesIn = ({ licenses }: Manifest): string[] =>
  licenses.flatMap(({ license, first, last }) =>
    Array.from({ length: last - first + 1 }, (_, n) => place({ license, index: first + n })),
  );

let histories = 0;

export class History {
  readonly #number = ++histories;
  readonly homes: Home[] = ['a', 'b'].map((letter) => this.#home(`history-${this.#number}-${letter}`));
  readonly partners = [1, 2, 3].map((n) => `par_${this.#number}_${n}`);
  readonly licenses: LicenseState[] = [0, 0, 1, 2].map((partner, n) => ({
    id: `lic_${this.#number}_${n}`,
    partner: this.partners[partner] ?? '',
    version: 1,
    status: 'active',
    startsMs: Date.UTC(2045, 0, 1),
    endsMs: Date.UTC(2056, 0, 1),
  }));
  readonly written = new Map<string, string>();
  readonly #points: Point[] = [];
  #clockMs = Date.UTC(2046, 0, 20);
  #asked = 0;
  #hasRestored = false;

  #home(name: string): Home {
    return { name, object: env.LEDGER.get(env.LEDGER.idFromName(name)) };
  }

  async begin(): Promise<void> {
    await emptyLog();
    await env.DB.batch(
      ['findings', 'drains', 'archive_parts', 'archived_holders', 'deleted_entries', 'partner_moves'].map(
        (table) => env.DB.prepare(`DELETE FROM ${table}`),
      ),
    );
    vi.spyOn(Date, 'now').mockImplementation(() => this.#clockMs);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    for (const [n, id] of this.partners.entries()) {
      const home = this.#at(n < 2 ? 0 : 1);
      const own = this.licenses.filter(({ partner }) => partner === id);
      await env.DB.batch([
        env.DB.prepare(
          `INSERT INTO partners (id, name, status, ledger, titles, version, created, updated)
           VALUES (?, '', 'active', ?, '[]', 1, '', '')`,
        ).bind(id, home.name),
        ...own.map((license) =>
          env.DB.prepare(
            `INSERT INTO licenses (id, partner, version, status, terms, created, updated)
             VALUES (?, ?, 1, 'active', '{}', '', '')`,
          ).bind(license.id, id),
        ),
      ]);
      await home.object.apply([
        { kind: 'partner', partner: { id, status: 'active', version: 1 } },
        ...own.flatMap((license) => [
          { kind: 'license' as const, license },
          {
            kind: 'key' as const,
            key: {
              id: `key_${license.id}`,
              license: license.id,
              status: 'active' as const,
              secrets: [{ generation: 0 }],
              version: 1,
            },
          },
        ]),
      ]);
    }
    for (const n of this.licenses.keys()) await this.#deliver(n, 1);
    // That they were told of their licenses is in D1 before the first point: nothing of the catalogue is lost.
    for (const { object } of this.homes) await runDurableObjectAlarm(object);
    await this.#keepPoint();
  }

  #at(n: number): Home {
    const home = this.homes[n % this.homes.length];
    if (!home) throw new Error('there is no such object');
    return home;
  }

  async take(step: Step): Promise<void> {
    await this.#do(step);
    await expectPlacesToBeRight();
  }

  async #do(step: Step): Promise<void> {
    switch (step.do) {
      case 'deliver':
        // Alarms come every few seconds: nothing is left lying for weeks.
        if (step.days > 2) await this.#rest();
        this.#clockMs += step.days * DAY;
        await this.#deliver(step.license, step.count);
        break;
      case 'seal':
        await sealLog(this.#reach(step.interruption).db(env.DB), { force: true }).catch(() => undefined);
        break;
      case 'seal at once':
        await Promise.all([sealLog(env.DB, { force: true }), sealLog(env.DB, { force: true })]);
        break;
      case 'together':
        await Promise.all([
          ...step.parts.map(async (parts, object) => {
            for (const part of parts) await this.#run(part, this.#at(object));
          }),
          ...step.meanwhile.map((one) => this.#do(one)),
        ]);
        break;
      case 'keep a point':
        await this.#keepPoint();
        break;
      case 'restore D1':
        await this.#restore(step.point);
        break;
      case 'put back':
      case 'take out again':
        await this.#putBack(this.#at(step.object), step.do === 'put back');
        break;
      case 'evict':
        await evict(this.#at(step.object));
        break;
      case 'alarm':
        await this.#at(step.object).object.poke();
        await runDurableObjectAlarm(this.#at(step.object).object);
        break;
      case 'begin to move':
        await this.#beginMove(this.partners[step.partner % this.partners.length] ?? '');
        break;
      case 'hold':
      case 'release':
        await this.#hold(this.#license(step.license), step.do === 'hold');
        break;
      case 'mend':
        await this.#mend(this.#license(step.license), step.nth);
        break;
      default:
        await this.#run(step.do, this.#at(step.object), step.interruption);
    }
  }

  #license(n: number): LicenseState {
    const license = this.licenses[n % this.licenses.length];
    if (!license) throw new Error('there is no such license');
    return license;
  }

  #reach(interruption?: Interruption): Reach {
    return new Reach(interruption, async (event) => {
      if (event === 'seal') await sealLog(env.DB, { force: true });
      else await this.#restore(0);
    });
  }

  async #deliver(n: number, count: number): Promise<void> {
    const license = this.#license(n);
    const name = await ledgerOf(env.DB, license.partner);
    const home = this.homes.find((one) => one.name === name);
    if (!home) throw new Error(`${license.partner} lives nowhere`);
    const epoch = await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first<number>(
      'value',
    );
    for (let asked = 0; asked < count; asked++) {
      const article = `itm_${this.#asked++ % 7}`;
      const title = this.#asked % 3 === 0 ? 'abend' : 'morgen';
      const kind = this.#asked % 5 === 0 ? 'test' : 'live';
      const key = `key_${license.id}`;
      const grant = `${license.id} ${article} ${title} ${kind}`;
      // Of a partner that D1 says to live where it does not, nothing is served.
      await home.object.record(requestOf(license, epoch ?? 0, { article, title, env: kind, key, grant }));
    }
    await this.#remember();
  }

  /** All that the objects have by themselves. */
  async #remember(): Promise<void> {
    for (const { object } of this.homes) {
      for (const { license, index, line } of await linesOf(object))
        this.written.set(place({ license, index }), line);
    }
  }

  /** One run of what an object does with an alarm. */
  async #run(part: Part, { name, object }: Home, interruption?: Interruption): Promise<boolean> {
    const reach = this.#reach(interruption);
    if (part === 'retain' && !(await this.#mayDelete(name))) return false;
    const more = await runInDurableObject(object, async ({ entries }: LedgerShard, { storage }) => {
      const { sql } = storage;
      const [db, bucket] = [reach.db(env.DB), reach.bucket(env.BUCKET)];
      const between = {
        ...{ sql, entries, db, bucket, object: name },
        transaction: (body: () => void) => storage.transactionSync(body),
        sync: () => storage.sync(),
        now: () => Date.now(),
      };
      const archiver = new Archiver({ ...between, months: MONTHS });
      switch (part) {
        case 'drain':
          return shardDrain({ ...between, drained: () => undefined }).run();
        case 'archive':
          // What comes or goes is not this object's to archive.
          return !isAnyoneMoving(sql) && archiver.run();
        case 'retain':
          return new Retention({ ...between, archiver, texts: TEXT_MONTHS, rules: {} }).run();
        case 'move': {
          const target = (to: string) => reach.target(targetAt(env, to));
          return new Mover({ ...between, target, forget: () => undefined }).run();
        }
        case 'check': {
          // A slice each, whatever the clock says.
          const having = { ...between, env: { ...env, DB: db, BUCKET: bucket } };
          for (let slices = 0; slices < 4; slices++) await shardSelfCheck(having).run();
          return false;
        }
      }
    });
    // Its memory knows nothing of what was done behind its back.
    if (part === 'move') await evict({ name, object });
    return more;
  }

  /** Texts go after months: by then D1 has had of them what D1 is to have. */
  async #mayDelete(name: string): Promise<boolean> {
    const month = firstKeptMonth(this.#clockMs, TEXT_MONTHS);
    const gone = (await this.#manifests(name)).filter((one) => one.month < month).flatMap(placesIn);
    const there = placesOf(await this.#pointNow());
    return gone.every((one) => there.has(one));
  }

  /** Of the parts as the object has them. */
  #manifests(name: string): Promise<Manifest[]> {
    return runInDurableObject(this.#home(name).object, (_: LedgerShard, { storage }) =>
      storage.sql
        .exec<{ manifest: string }>('SELECT manifest FROM archive_parts')
        .toArray()
        .map(({ manifest }) => JSON.parse(manifest) as Manifest),
    );
  }

  async #pointNow(): Promise<Point> {
    const [homes, ...read] = await env.DB.batch<Record<string, unknown>>([
      env.DB.prepare('SELECT id, ledger FROM partners WHERE id IN (SELECT value FROM json_each(?))').bind(
        JSON.stringify(this.partners),
      ),
      ...RESTORED.map((table) => env.DB.prepare(`SELECT * FROM ${table}`)),
    ]);
    return {
      homes: homes?.results ?? [],
      rows: new Map(RESTORED.map((table, n) => [table, read[n]?.results ?? []])),
    };
  }

  async #keepPoint(): Promise<void> {
    this.#points.unshift(await this.#pointNow());
  }

  /** D1 is what it was at one of the points, the newest being 0. One that lacks what has no text any more is months old. */
  async #restore(which: number): Promise<void> {
    const point = this.#points[which % this.#points.length];
    if (!point) return;
    const there = placesOf(point);
    for (const { name } of this.homes)
      for (const manifest of await this.#manifests(name))
        if (manifest.shortened && !placesIn(manifest).every((one) => there.has(one))) return;
    this.#hasRestored = true;
    await env.DB.batch([
      ...[...point.rows].flatMap(([table, rows]) => [
        env.DB.prepare(`DELETE FROM ${table}`),
        ...rowsStatements(table, rows),
      ]),
      env.DB.prepare(
        `UPDATE partners SET ledger = old.value ->> 'ledger' FROM json_each(?) AS old WHERE partners.id = old.value ->> 'id'`,
      ).bind(JSON.stringify(point.homes)),
    ]);
  }

  async #putBack(home: Home, back: boolean): Promise<void> {
    const part = await env.DB.prepare(
      'SELECT part FROM archive_parts WHERE object = ? AND (restored IS NULL) = ? AND entries > 0 ORDER BY part LIMIT 1',
    )
      .bind(home.name, Number(back))
      .first<number>('part');
    if (part !== null) await home.object.archivePart(back ? 'restore' : 'release', part);
  }

  async #beginMove(partner: string): Promise<void> {
    const source = await ledgerOf(env.DB, partner);
    const [from, to] = source === this.#at(0).name ? [this.#at(0), this.#at(1)] : [this.#at(1), this.#at(0)];
    const began = new Date(this.#clockMs + this.#asked++).toISOString();
    if (!(await from.object.mayMove(partner, to.name))) return;
    const noted = await noteMove(env.DB, { partner, source: from.name, target: to.name, began });
    const move = await from.object.beginMove(partner, to.name);
    if (!move && noted) await dropNote(env.DB, { partner, began });
  }

  async #hold({ id: target }: LicenseState, open: boolean): Promise<void> {
    const about = {
      id: `hld_${target}`,
      kind: 'license' as const,
      target,
      reason: '',
      operator: '',
      since: '',
    };
    const released = { at: '', operator: '', reason: '' };
    for (const { object } of this.homes)
      await runInDurableObject(object, (_: LedgerShard, { storage: { sql } }) => {
        const known = allHolds(sql).find(({ id }) => id === about.id);
        // Not again: a released hold stays released.
        if (open ? known : !known || known.released) return;
        raiseHold(sql, { ...about, version: open ? 1 : 2, ...(!open && { released }) } as Hold);
      });
  }

  /** As the manual says: a row of the log that is to be written once more. Of a license's last, sealed, it has another way. */
  async #mend({ id, partner }: LicenseState, nth: number): Promise<void> {
    const home = await ledgerOf(env.DB, partner);
    const { results } = await env.DB.prepare(
      `SELECT n, idx FROM entries WHERE license = ?1 AND EXISTS (SELECT 1 FROM entries AS later WHERE later.license = ?1
         AND later.idx > entries.idx AND later.n <= coalesce((SELECT max(last) FROM log_segments), 0)) ORDER BY idx`,
    )
      .bind(id)
      .all<{ n: number; idx: number }>();
    const own = await linesOf(this.#home(home ?? '').object, id);
    const rows = results.filter(({ idx }) => own.some(({ index }) => index === idx));
    const row = rows[nth % Math.max(1, rows.length)];
    if (!row) return;
    await env.DB.batch([
      env.DB.prepare('UPDATE log_segments SET gone = gone + 1 WHERE ? BETWEEN first AND last').bind(row.n),
      env.DB.prepare('DELETE FROM entries WHERE n = ?').bind(row.n),
      env.DB.prepare('UPDATE drains SET drained = 0 WHERE object = ?').bind(home),
    ]);
  }

  /** Alarms, until nothing is left to do. */
  async #rest({ deletes = false } = {}): Promise<void> {
    for (const home of this.homes) {
      for (let runs = 0; runs < 6 && (await this.#run('drain', home)); runs++);
      await this.#run('archive', home);
      if (deletes) await this.#run('retain', home);
    }
  }

  /** By and by D1 gets what it lacks, partners arrive, and everything is looked at. */
  async end(): Promise<void> {
    await this.#remember();
    for (let rounds = 0; rounds < 2; rounds++) {
      // Of a D1 that was put back to before a move, the manual has it repeated.
      for (const partner of this.partners) {
        const source = await ledgerOf(env.DB, partner);
        const home = this.homes.find(({ name }) => name === source);
        const moves = await runInDurableObject(
          home?.object ?? this.#at(0).object,
          (_: LedgerShard, { storage }) => allMoves(storage.sql),
        );
        if (moves.some((one) => one.partner === partner)) await this.#beginMove(partner);
      }
      for (const home of this.homes) for (let runs = 0; runs < 9 && (await this.#run('move', home)); runs++);
      await this.#rest({ deletes: true });
      for (const home of this.homes) await this.#checkAll(home, 1);
    }
    await this.#rest();
    for (const home of this.homes) await this.#checkAll(home, 2);
    await this.#expectAllToBeRight();
    while (await sealLog(env.DB, { force: true }));
    await this.#expectAllToBeRight();
  }

  async #checkAll({ name, object }: Home, times: number): Promise<void> {
    await runInDurableObject(object, async ({ entries }: LedgerShard, { storage }) => {
      const transaction = (body: () => void) => storage.transactionSync(body);
      const check = shardSelfCheck({
        sql: storage.sql,
        entries,
        env,
        object: name,
        transaction,
        now: () => Date.now(),
      });
      for (let walks = 0, runs = 0; walks < times; runs++) {
        expect(runs).toBeLessThan(200);
        const before = readMeta(storage.sql, 'walked_ms');
        this.#clockMs += CHECK_EVERY_MS;
        await check.run();
        if (readMeta(storage.sql, 'walked_ms') > before) walks++;
      }
    });
  }

  async #expectAllToBeRight(): Promise<void> {
    const all = [...this.written.values()].map((body) => JSON.parse(body) as Written);
    await expectPlacesToBeRight();
    expect(await reported()).toEqual(await recounted(all));
    await expectHoursToBeRight(all);
    await this.#expectTrees();
    const parts = (await Promise.all(this.homes.map(({ name }) => this.#manifests(name)))).flat();
    await this.#expectRows(parts);
    await this.#expectHolders();
    const { results: findings } = await env.DB.prepare('SELECT * FROM findings').all<{
      kind: string;
      settled: string | null;
    }>();
    // D1 lacked the part, as it was said to.
    const isTrue = ({ kind, settled }: { kind: string; settled: string | null }) =>
      this.#hasRestored && settled !== null && kind === 'archive_damaged';
    expect(findings.filter((one) => !isTrue(one))).toEqual([]);
    for (const { object } of this.homes)
      expect(await object.health()).toMatchObject({ backlog: 0, drainFailures: 0, logFindings: [] });
  }

  /** Each license has one home, where its tree is that of all that was ever written for it. */
  async #expectTrees(): Promise<void> {
    for (const { id, partner } of this.licenses) {
      const bodies = [...this.written].flatMap(([key, body]) => (key.startsWith(`${id} `) ? [body] : []));
      const inOrder = bodies.toSorted(
        (a, b) => (JSON.parse(a) as Written).index - (JSON.parse(b) as Written).index,
      );
      const name = await ledgerOf(env.DB, partner);
      const tree = await this.homes.find((one) => one.name === name)?.object.tree(id);
      expect(tree).toEqual({
        size: inOrder.length,
        root: naiveRoot(inOrder.map((body) => leafHash(body))).toString('hex'),
      });
    }
  }

  /** D1 has every entry that is not in the archive, as it was written, and none that is; nor any whose time is over. */
  async #expectRows(parts: Manifest[]): Promise<void> {
    const { results: told } = await env.DB.prepare('SELECT manifest, restored FROM archive_parts').all<{
      manifest: string;
      restored: string | null;
    }>();
    expect(told.map(({ manifest }) => manifest).sort()).toEqual(
      parts.map((one) => JSON.stringify(one)).sort(),
    );
    const away = new Set(
      told.flatMap(({ manifest, restored }) => (restored ? [] : placesIn(JSON.parse(manifest) as Manifest))),
    );
    const deleted = new Set(parts.filter(({ entries }) => entries === 0).flatMap(placesIn));
    const wanted = [...this.written].filter(([key]) => !away.has(key) && !deleted.has(key));
    const { results: rows } = await env.DB.prepare('SELECT license, idx, body FROM entries').all<{
      license: string;
      idx: number;
      body: string;
    }>();
    const found = new Map(rows.map(({ license, idx: index, body }) => [place({ license, index }), body]));
    const holds = await runInDurableObject(this.#at(0).object, (_: LedgerShard, { storage }) =>
      allHolds(storage.sql),
    );
    const isHeld = heldBy(holds);
    const kept = firstKeptMonth(this.#clockMs, TEXT_MONTHS);
    const over = rows.filter(({ body }) => (JSON.parse(body) as Written).at < kept && !isHeld(body));
    // The newest entry of an object stays.
    expect(over.length).toBeLessThanOrEqual(this.homes.length);
    const partly = new Set(parts.filter(({ shortened }) => shortened).flatMap(placesIn));
    expect([...found.keys()].filter((key) => !partly.has(key)).sort()).toEqual(
      wanted
        .map(([key]) => key)
        .filter((key) => !partly.has(key))
        .sort(),
    );
    for (const [key, body] of found) expect(body).toBe(this.written.get(key));
  }

  /** Who holds what by entries that are not in D1. */
  async #expectHolders(): Promise<void> {
    const { results: rows } = await env.DB.prepare('SELECT license, idx FROM entries').all<{
      license: string;
      idx: number;
    }>();
    const there = new Set(rows.map(({ license, idx: index }) => place({ license, index })));
    const { results } = await env.DB.prepare('SELECT * FROM archived_holders').all<{
      article: string;
      license: string;
      title: string;
      component: string;
      at: string;
    }>();
    const held = new Map(
      results.map((one) => [[one.article, one.license, one.title, one.component].join(' '), one.at]),
    );
    for (const [key, body] of this.written) {
      if (there.has(key)) continue;
      const { article, license, title, delivered, at } = JSON.parse(body) as Written;
      for (const { component } of delivered) {
        const last = held.get([article, license, title ?? '', component].join(' ')) ?? 'nothing';
        expect([key, last >= at && last !== 'nothing']).toEqual([key, true]);
      }
    }
  }
}

/** One that does not run is out of memory already. */
const evict = ({ object }: Home) => evictDurableObject(object).catch(() => undefined);

/** Entries that D1 has had at a point, whether their rows are there or in the archive. */
function placesOf({ rows }: Point): Set<string> {
  const entries = (rows.get('entries') ?? []) as unknown as { license: string; idx: number }[];
  const parts = (rows.get('archive_parts') ?? []) as unknown as { manifest: string }[];
  return new Set([
    ...entries.map(({ license, idx: index }) => place({ license, index })),
    ...parts.flatMap(({ manifest }) => placesIn(JSON.parse(manifest) as Manifest)),
  ]);
}

function rowsStatements(table: string, rows: Record<string, unknown>[]): D1PreparedStatement[] {
  const [first] = rows;
  if (!first) return [];
  const names = Object.keys(first);
  const values = names.map((_, n) => `value ->> ${n}`);
  return [
    env.DB.prepare(
      `INSERT INTO ${table} (${names.map((name) => `"${name}"`)}) SELECT ${values} FROM json_each(?) ORDER BY key`,
    ).bind(JSON.stringify(rows.map((row) => names.map((name) => row[name])))),
  ];
}

/** A history from its beginning to its end. */
export async function live(steps: Step[]): Promise<void> {
  const history = new History();
  try {
    await history.begin();
    for (const step of steps) await history.take(step);
    await history.end();
  } finally {
    vi.restoreAllMocks();
  }
}
