/** Chapter 7: everything above is in the log, with the rule that decided it, and the bill adds up. */
import { checkClosure, readTrusted } from '../check-evidence.mjs';
import { until } from '../lib/until.ts';
import { listAt, valueAt } from '../newsroom/client.ts';
import { unitsOwed } from './bill.ts';
import { type Cast, type LoggedRequest, signInAgain } from './cast.ts';
import { isOk, short } from './checks.ts';
import { expect, type Story, same, voices } from './step.ts';

/** What the story reads of an entry; see the design, "The ledger". */
interface Logged {
  id: string;
  kind: string;
  license: string;
  index: number;
  outcome: string;
  code: string | null;
  decidedBy: string;
  title: string | null;
  article: string;
  delivered: { component: string }[];
  billable: number;
  leaf: string;
}

/** The other kinds of entries are notes: notices of events, reports of partners, readings of pages. */
const USES = ['delivery', 'refusal'];

/** The gateway promises a permit in the log within 5 seconds; a little more for a busy machine. */
const VISIBLE_WITHIN_MS = 7_000;
const SIGNED_WITHIN_MS = 90_000;

export async function audit(story: Story, cast: Cast): Promise<void> {
  const { auditor, brennsteinMedien } = voices(story);
  const licenses = [...new Set(cast.requests.map(({ license }) => license))];
  const started = performance.now();

  const entries = await auditor('finds every delivery and refusal of this run in the log', async (saw) => {
    const found = await entriesOf(cast, licenses);
    for (const request of cast.requests) isLogged(request, found.get(request.entry));
    const denials = cast.requests.filter(({ code }) => code !== null).length;
    saw(
      `${cast.requests.length} of ${cast.requests.length} entries: ${cast.requests.length - denials} deliveries, ${denials} refusals, after ${Math.round(performance.now() - started)} ms`,
    );
    return found;
  });
  const ours = [...entries.values()].filter(({ license }) => license !== cast.suspendedSince.license);
  const uses = ours.filter(({ kind }) => USES.includes(kind));

  await auditor('finds nothing else there, and no gap in any license’s numbering', async (saw) => {
    const known = new Set(cast.requests.map(({ entry }) => entry));
    same(uses.filter(({ id }) => !known.has(id)).length, 0, 'the number of entries that nobody asked for');
    for (const license of new Set(ours.map((entry) => entry.license))) {
      const indexes = ours
        .filter((entry) => entry.license === license)
        .map(({ index }) => index)
        .sort((a, b) => a - b);
      expect(
        indexes.every((index, place) => index === place),
        `indexes 0, 1, 2… of ${license}`,
      );
    }
    saw(`${new Set(ours.map(({ license }) => license)).size} licenses, each numbered from 0 without a gap`);
    saw(`${ours.length - uses.length} notes: events, what the partners report, what their pages show`);
  });

  await auditor('reads which rule decided each refusal', async (saw) => {
    const refusals = uses.filter(({ outcome }) => outcome === 'deny');
    const rules = new Map(
      refusals.map(({ code, decidedBy }) => [`${code} by ${readableRule(decidedBy)}`, decidedBy]),
    );
    for (const rule of rules.keys()) saw(rule);
  });

  await auditor('adds up the bill: once per license, title, item and part', async (saw) => {
    const owed = unitsOwed(uses);
    const billed = uses.reduce((sum, { billable }) => sum + billable, 0);
    same(billed, owed, 'the sum of billable units');
    for (const entry of cast.free) same(entries.get(entry)?.billable, 0, `the price of ${short(entry)}`);
    const handedOut = uses.reduce((sum, { delivered }) => sum + delivered.length, 0);
    saw(
      `${handedOut} parts handed out, ${owed} different units, ${billed} billed; 304s, refetches and the correction: 0`,
    );
  });

  await brennsteinMedien('reads its own entries, and nobody else’s', async (saw) => {
    const { group, portal } = cast.parties;
    const client = await signInAgain(cast, group);
    const own = await client.send('GET', `/v1/audit/deliveries?limit=100`);
    isOk(own);
    same(
      listAt(own.json, 'items').filter((item) => valueAt(item, 'license') !== group.license).length,
      0,
      'the number of entries of others',
    );
    const others = await client.send('GET', `/v1/audit/deliveries?license=${portal.license}`);
    same(listAt(others.json, 'items').length, 0, 'the number of entries of Querblick that it sees');
    saw(`${listAt(own.json, 'items').length} of its own, 0 of others`);
  });

  for (const recall of cast.closedRecalls)
    await auditor('checks the closure of the recall, with Node alone', async (saw) => {
      const text = await closureOf(cast, recall);
      const keys = await cast.reader.send('GET', '/.well-known/jwks.json');
      isOk(keys);
      for (const line of checkClosure(text, readTrusted(keys.text))) saw(line);
    });
}

/** The signed closure. Its logs are signed once a minute. */
async function closureOf(cast: Cast, recall: string): Promise<string> {
  const answer = await until(
    () => cast.auditor.send('GET', `/v1/audit/recalls/${recall}/closure`),
    ({ status }) => status !== 503,
    { withinMs: SIGNED_WITHIN_MS, everyMs: 1_000 },
  );
  isOk(answer);
  return answer.text;
}

/** Reads the log until all requests are in it, or time is up. */
async function entriesOf(cast: Cast, licenses: string[]): Promise<Map<string, Logged>> {
  const read = async () => {
    const pages = await Promise.all(licenses.map((license) => allPages(cast, license)));
    return new Map(pages.flat().map((entry) => [entry.id, entry]));
  };
  const isWhole = (found: Map<string, Logged>) => cast.requests.every(({ entry }) => found.has(entry));
  return until(read, isWhole, { withinMs: VISIBLE_WITHIN_MS });
}

async function allPages(cast: Cast, license: string): Promise<Logged[]> {
  const entries: Logged[] = [];
  let cursor = '';
  do {
    const answer = await cast.auditor.send(
      'GET',
      `/v1/audit/deliveries?license=${license}&limit=100${cursor && `&cursor=${cursor}`}`,
    );
    isOk(answer);
    entries.push(...(listAt(answer.json, 'items') as Logged[]));
    const next = valueAt(answer.json, 'next');
    cursor = typeof next === 'string' ? encodeURIComponent(next) : '';
  } while (cursor);
  return entries;
}

function isLogged(request: LoggedRequest, entry: Logged | undefined): void {
  expect(entry !== undefined, `entry ${request.entry} (${request.status} ${request.code ?? ''}) in the log`);
  same(entry.license, request.license, `the license of ${request.entry}`);
  same(entry.outcome, request.code === null ? 'permit' : 'deny', `the outcome of ${request.entry}`);
  same(entry.code, request.code, `the code of ${request.entry}`);
  expect(entry.decidedBy.length > 0, `the rule that decided ${request.entry}`);
  expect(Buffer.from(entry.leaf, 'base64').length === 32, `the leaf of ${request.entry}`);
}

/** Ids of licenses differ from run to run; the reader wants to know the rule. */
function readableRule(decidedBy: string): string {
  return decidedBy.replace(/\b(lic|rst)_[0-9a-f]{26}([0-9a-f]{6})\b/g, '$1_…$2');
}
