/** What the console's pages cost with a long log, through the built gateway. */
import type { Miniflare } from 'miniflare';
import { startGateway } from '../../scripts/gateway.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { Random } from '../../scripts/newsroom/plan/random.ts';
import { ROLES } from '../../src/access/roles.ts';
import type { Entry } from '../../src/ledger/types.ts';
import { agent, quantile, timed } from '../lib/answers.ts';
import { PAGES, type Page, type Role, type Subject } from '../lib/console-pages.ts';
import { withFilledState } from '../lib/filled-state.ts';
import { type Figure, figureOf } from '../lib/interleave.ts';
import { label } from '../lib/label.ts';
import { sampleOf } from '../lib/log-sample.ts';
import { signIn } from '../lib/operators.ts';
import { newRuntime, runtimePids } from '../lib/runtime-process.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

/**
 * Requests of one page in a round, one after the other: enough that hundredths of a second of the processor
 * say something.
 */
const TURN = 4;
/** Entries that ids and words are taken from. */
const SAMPLE = 200;
/** Fewer while the suite itself is worked on; its aim is for all of them. */
const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const LICENSES = 200;
/** Of an agency as large as the month-end grid allows for. */
const LICENSES_MANY = 10_000;
const DAY_MS = 86_400_000;
const MS_MAX = 300;

const processor = (name: string) => `processor ms: ${name}`;
const withMany = ({ name }: Page) => `${name}; ${label(LICENSES_MANY)} licenses`;

export const consolePages: Suite = {
  name: 'console',
  unit: `milliseconds a page of the console, with ${label(ENTRIES)} entries and ${LICENSES} licenses`,
  roundsDefault: 5,
  worse: 'more',
  targets: [...PAGES.map(({ name }) => name), ...PAGES.filter(({ many }) => many).map(withMany)].map(
    (name) => ({
      figure: processor(name),
      most: MS_MAX,
    }),
  ),
  onlyFull: true,
  run,
};

async function run({ rounds }: RunOptions): Promise<SuiteResult> {
  const untilMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const size = { entries: ENTRIES, untilMs };
  const few = await withFilledState({ ...size, licenses: LICENSES }, (stateDir) =>
    measurePages(stateDir, PAGES, rounds),
  );
  const many = await withFilledState({ ...size, licenses: LICENSES_MANY }, (stateDir) =>
    measurePages(
      stateDir,
      PAGES.filter((page) => page.many).map((page) => ({ ...page, name: withMany(page) })),
      rounds,
    ),
  );
  return { figures: [...few.figures, ...many.figures], ratios: {}, facts: { ...few.facts, ...many.facts } };
}

async function measurePages(
  stateDir: string,
  pages: Page[],
  rounds: number,
): Promise<Pick<SuiteResult, 'figures' | 'facts'>> {
  const before = runtimePids();
  const gateway = await startGateway({ port: await freePort(), stateDir, isLimited: false });
  try {
    const runtime = newRuntime(before);
    const subjects = await subjectsIn(gateway.runtime);
    const random = new Random('bench');
    const cookies = new Map<Role, string>();
    for (const role of ROLES) cookies.set(role, await signIn(gateway, role));
    const ask = ({ path, role }: Page) =>
      timed(`${gateway.url}/console${path(random.pick(subjects))}`, { Cookie: cookies.get(role) ?? '' });
    const results = pages.map((page) => ({ page, first: 0, times: [] as number[], processorMs: 0 }));
    for (const result of results) result.first = await ask(result.page);
    for (let round = 0; round < rounds; round++)
      for (const result of results) {
        const used = runtime.cpuMs();
        for (let turn = 0; turn < TURN; turn++) result.times.push(await ask(result.page));
        result.processorMs += runtime.cpuMs() - used;
      }
    const figures: Figure[] = [];
    const facts: Record<string, number> = {};
    for (const {
      page: { name },
      first,
      times,
      processorMs,
    } of results) {
      figures.push(figureOf(name, times));
      facts[`p95 ms: ${name}`] = Math.round(quantile(times, 0.95));
      facts[`first ms: ${name}`] = Math.round(first);
      facts[processor(name)] = Math.round(processorMs / times.length);
    }
    return { figures, facts };
  } finally {
    agent.destroy();
    await gateway.stop();
  }
}

/** Of months that have ended: a COUNTER report is refused for another one. */
async function subjectsIn(runtime: Miniflare): Promise<Subject[]> {
  const db = await runtime.getD1Database('DB');
  const random = new Random('subjects');
  const lines = await sampleOf(runtime, random, SAMPLE);
  const { results } = await db
    .prepare(
      `SELECT line.value AS body, items.headline, partners.name, licenses.terms ->> '$.products[0]' AS product
       FROM json_each(?) AS line JOIN items ON items.id = line.value ->> '$.article'
       JOIN licenses ON licenses.id = line.value ->> '$.license' JOIN partners ON partners.id = licenses.partner
       WHERE line.value ->> '$.kind' IN ('delivery', 'refusal') AND line.value ->> '$.at' < ?`,
    )
    .bind(`[${lines.join(',')}]`, new Date().toISOString().slice(0, 7))
    .all<{ body: string; headline: string; name: string; product: string }>();
  return results.map(({ body, ...names }) => {
    const { id, license, partner, key, article, at } = JSON.parse(body) as Entry & Record<string, string>;
    const subject = { entry: id, license, partner, key: key ?? '', article: article ?? '' };
    return { ...subject, ...names, month: at.slice(0, 7) };
  });
}
