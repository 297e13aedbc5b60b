/**
 * Every route that the app registers × each thing that it depends on being out of reach, from cold and from
 * warm: what still works is in the table, and everything else is a 503 that says so. The routes are taken
 * from the app: one without a row in the table fails. Invariants 1 and 7 hold all the while: nothing leaves
 * without its entry, and nothing is entered that has not left.
 *
 * @module-tag long
 */
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { contents, listings } from '../../../src/delivery/caches.ts';
import { wholeContentBudget } from '../../../src/delivery/component-bytes.ts';
import { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { deliverAll, ledgerStub } from '../../../src/ledger/outbox.ts';
import type { UseEntry } from '../../../src/ledger/types.ts';
import type { Env } from '../../../src/platform/env.ts';
import { stampingBudget } from '../../../src/stamp/pictures/rendition.ts';
import type { Faults } from '../../support/faults/plan.ts';
import { logOf } from '../../support/newsroom.ts';
import { type Answer, askAll, breakConnections, ROUTES, settled } from './ask.ts';
import { type Fixture, freshSite, openFixture } from './newsroom.ts';
import { answerIn, COLUMNS, type Column, rowOf, rowsUnused } from './table.ts';

const CUT: Record<Column, Faults> = {
  d1: { d1: { kind: 'fail', says: 'bare' } },
  r2: { r2: { kind: 'fail', says: 'unavailable' } },
  ledger: { ledger: { kind: 'fail', says: 'lost', objects: ['ledger-0'] } },
  // Longer than anybody waits; what comes then comes too late.
  slow: { ledger: { kind: 'slow', ms: 6_000, objects: ['ledger-0'] } },
  operators: { ledger: { kind: 'fail', says: 'updated', objects: ['operators'] } },
  agency: { ledger: { kind: 'fail', says: 'queued', objects: ['agency'] } },
};

/** Milliseconds from the question to the 503, and some for the machine: see platform/timeouts/limits.ts. */
const LONGEST_MS = 12_000;
const LONGEST_OF_OPERATORS_MS = 30_000;

/** Of the others, what partners ask says enough of the healing. */
const HEALED_WHOLE: Column[] = ['d1', 'ledger', 'operators'];

/** It wants a token, which it uses up: without one it is asked. */
const DOOR = 'POST /console/session';

/** What isolates keep something of: it makes a difference whether that has been asked before. */
const OF_PARTNER = ROUTES.filter((route) => / \/v1\/(articles|decisions|changes|thumbnails)\b/.test(route));
/**
 * What they change waits for an object that is away, and others that ask whether all is known wait for that.
 */
const TOLD_TO_ALL = ['POST /v1/audit/holds'];
/**
 * Leaves a change that the ledger has not been told of. Requests that repeat an earlier change wait until it
 * has, so all of them find it.
 */
const TOLD_FIRST = ['POST /v1/admin/restrictions'];
const OTHERS = ROUTES.filter((route) => ![...OF_PARTNER, ...TOLD_FIRST, ...TOLD_TO_ALL].includes(route));

let fixture: Fixture;
let usual: Map<string, Answer>;

beforeAll(async () => {
  fixture = await openFixture();
  usual = await askTwice(fixture);
});

beforeEach(() => {
  for (const level of ['error', 'warn'] as const) vi.spyOn(console, level).mockReturnValue();
});

afterEach(async () => {
  breakConnections({});
  await settled();
  vi.restoreAllMocks();
  await deliverAll(env as unknown as Env);
});

describe('the table of what is out of reach', () => {
  it('has a row for every route, and no row without one', () => {
    expect(ROUTES.filter((route) => !rowOf(route))).toEqual([]);
    expect(rowsUnused(ROUTES)).toEqual([]);
  });

  it('is about routes that do something: each is let in, and none fails by itself', () => {
    const failing = [...usual.values()].filter(
      ({ route, status }) =>
        status >= 500 || [403, 405, 429].includes(status) || (status === 401 && route !== DOOR),
    );
    expect(failing.map(({ route, status, text }) => [route, status, text.slice(0, 200)])).toEqual([]);
  });
});

describe.each(COLUMNS)('with %s out of reach', (column) => {
  it('from cold, every route does what the table says', async () => {
    Object.assign(fixture, await freshSite(fixture.newsroom));
    // The shard's own alarm would fetch that change from D1.
    const alarms = vi.spyOn(LedgerShard.prototype, 'alarm').mockResolvedValue();
    breakConnections(CUT[column]);
    const ofPartner = await askAll(fixture, OF_PARTNER);
    const toldFirst = await askAll(fixture, TOLD_FIRST);
    const others = await askAll(fixture, OTHERS);
    const toldToAll = await askAll(fixture, TOLD_TO_ALL);
    for (const answers of [ofPartner, toldFirst, others, toldToAll]) holds(answers, column, 'cold');
    alarms.mockRestore();
    await ledgerStub(env as unknown as Env, 'ledger-0').poke();
    await nothingElseWasEntered([ofPartner], column);
  });

  it('from warm, too; and once it is back, all is as it was', async () => {
    Object.assign(fixture, await freshSite(fixture.newsroom));
    const before = await askAll(fixture, OF_PARTNER);
    breakConnections(CUT[column]);
    // As after a second.
    listings.clear();
    const during = await askAll(fixture, OF_PARTNER);
    holds(during, column, 'warm');
    breakConnections({});
    const after = await askAll(fixture, HEALED_WHOLE.includes(column) ? ROUTES : OF_PARTNER);
    expect([...after.values()].filter((answer) => !isUsual(answer)).map(summaryOf)).toEqual([]);
    await nothingElseWasEntered([before, during, after], column);
  });
});

describe('a small picture', () => {
  const picture = 'GET /v1/articles/:id/components/:component';

  it('that breaks off on its way is a 503, of which nothing is entered', async () => {
    Object.assign(fixture, await freshSite(fixture.newsroom));
    breakConnections({ r2: { kind: 'break' } });
    const during = await askAll(fixture, [picture]);
    expect([...during.values()].map(outcomeOf)).toEqual(['storage_unavailable']);
    breakConnections({});
    const after = await askAll(fixture, [picture]);
    expect([...after.values()].map(({ status }) => status)).toEqual([200]);
    await nothingElseWasEntered([during, after], 'r2');
  });

  it('is held no longer than until it is in its answer, or is not to go out', async () => {
    Object.assign(fixture, await freshSite(fixture.newsroom));
    const [taken, written] = [vi.spyOn(wholeContentBudget, 'reserve'), vi.spyOn(stampingBudget, 'reserve')];
    expect([...(await askAll(fixture, [picture])).values()].map(({ status }) => status)).toEqual([200]);
    expect(wholeContentBudget.bytes).toBe(0);
    contents.clear();
    breakConnections(CUT.ledger);
    expect([...(await askAll(fixture, [picture])).values()].map(outcomeOf)).toEqual(['ledger_unavailable']);
    expect(wholeContentBudget.bytes).toBe(0);
    expect(taken.mock.results.filter(({ value }) => value !== null)).toHaveLength(2);
    expect([written.mock.results.length, stampingBudget.bytes]).toEqual([1, 0]);
  });
});

/** What a route makes is there the second time. */
async function askTwice(of: Fixture): Promise<Map<string, Answer>> {
  await askAll(of, ROUTES);
  return askAll(of, ROUTES);
}

const summaryOf = ({ route, status, text }: Answer) => [route, status, text.slice(0, 300)];

/** What is only read is the same each time. What changes something may find it changed. */
/** Leads on from an article that can be used, and from another one as soon as its recall is made. */
const RECALL = 'GET /console/articles/:id/recall';

function isUsual({ route, status }: Answer): boolean {
  const before = usual.get(route)?.status;
  if (route === RECALL) return status === 200 || status === 303;
  return status === before || (!route.startsWith('GET ') && status < 500 && status !== 401 && status !== 403);
}

/** Every answer is as usual where the table says that it is, and the 503 that it names elsewhere. */
function holds(answers: Map<string, Answer>, column: Column, from: 'cold' | 'warm'): void {
  const wrong = [...answers.values()].flatMap((answer) => {
    const [actual, expected] = [outcomeOf(answer), answerIn(answer.route, column, from)];
    return actual === expected ? [] : [{ route: answer.route, actual, expected }];
  });
  expect(wrong).toEqual([]);
  const late = [...answers.values()].filter(({ route, waitedMs }) => waitedMs > longestFor(route));
  expect(late.map(({ route, waitedMs }) => [route, waitedMs])).toEqual([]);
}

const longestFor = (route: string) =>
  / \/(v1\/(admin|audit)|console)(\/|$)/.test(route) ? LONGEST_OF_OPERATORS_MS : LONGEST_MS;

function outcomeOf(answer: Answer): string {
  const { status, code, retryAfter, entry, contentType, text } = answer;
  if (status !== 503) return isUsual(answer) ? 'works' : `${status} ${code}`;
  if (!/^\d+$/.test(retryAfter ?? '')) return '503 without Retry-After';
  if (entry !== null || /Secret-body|Caption-secret/.test(text)) return '503 with something in it';
  if (code === null) return contentType?.startsWith('text/html') ? 'page' : '503 without a code';
  return code;
}

/**
 * The site's log has an entry for each answer that names one, and no other; and what is on the bill has been
 * delivered.
 */
async function nothingElseWasEntered(passes: Map<string, Answer>[], column: Column): Promise<void> {
  breakConnections({});
  // What was sent to the object arrives there after all.
  if (column === 'slow') await new Promise((resolve) => setTimeout(resolve, 2_000));
  const named = passes.flatMap((answers) => [...answers.values()].flatMap(({ entry }) => entry ?? []));
  const log = await logOf(fixture.site.license);
  const uses = log.filter(({ kind }) => kind === 'delivery' || kind === 'refusal');
  expect(uses.map(({ id }) => id).sort()).toEqual(named.sort());
  const delivered = uses.flatMap(({ body }) => (JSON.parse(body) as UseEntry).delivered);
  const units = uses.reduce((sum, { billable }) => sum + billable, 0);
  expect(units).toBe(new Set(delivered.map(({ component }) => component)).size);
}
