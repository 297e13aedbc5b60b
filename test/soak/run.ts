/**
 * 8 writers and 8 readers of changes at work on the built worker, in two isolates; then the readers are
 * judged.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../../scripts/gateway.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { Random } from '../crash/random.ts';
import { call, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { type Desk, post, SITE, webTerms } from '../support/small-site.ts';
import { Follower, type Manner } from './follower.ts';
import { disagreement, faultsOf, repeatedIn } from './judge.ts';
import type { Story } from './story.ts';
import { Writer } from './writer.ts';

const WRITERS = 8;
const READERS: Manner[] = [
  { name: 'all, asking', license: 'all', limit: 100 },
  { name: 'all, waiting', license: 'all', limit: 7, waitS: 2 },
  { name: 'all, beginning later', license: 'all', limit: 40, from: 0.5 },
  { name: 'sport, asking', license: 'sport', limit: 5 },
  { name: 'sport, waiting', license: 'sport', limit: 50, waitS: 30 },
  { name: 'advance, asking', license: 'advance', limit: 20 },
  { name: 'advance, waiting', license: 'advance', limit: 100, waitS: 1 },
  { name: 'advance, beginning later', license: 'advance', limit: 100, waitS: 5, from: 0.3 },
];
/** How often the desk changes the licenses meanwhile. */
const LICENSE_CHANGES = 3;
/** Milliseconds after the last change until every embargo is over. */
const SETTLE_MS = 6_000;

export interface SoakReport {
  /** Changes by their type. */
  changes: Record<string, number>;
  items: number;
  ambiguous: number;
  readers: { name: string; observed: number; pages: number; woken: number }[];
  faults: string[];
}

interface License {
  id: string;
  token: string;
  versions: number;
}

/**
 * For so long, and until `least` changes have been made: a machine that is busy with something else makes
 * few.
 */
export async function soak({
  seconds,
  seed,
  least = 0,
}: {
  seconds: number;
  seed: number;
  least?: number;
}): Promise<SoakReport> {
  const state = temporaryState();
  const secondPort = await freePort();
  const gateway = await startEmbedded(state.dir, { isLimited: false, morePorts: [secondPort] });
  try {
    const urls = [gateway.url, `http://127.0.0.1:${secondPort}`];
    const token = await tokenOf(gateway.url, gateway.admin);
    const random = new Random(seed);
    const licenses = await openLicenses({ url: gateway.url, token });
    const isLate = after(seconds * 1_000);
    let isQuiet = false;
    const at = (index: number) => urls[index % urls.length] ?? '';
    const writers = Array.from(
      { length: WRITERS },
      (_, index) => new Writer({ url: at(index), token }, `w${index}`, random.fork()),
    );
    const createdCount = () =>
      writers.reduce(
        (sum, { stories }) => sum + stories.reduce((n, { happened }) => n + happened.length, 0),
        0,
      );
    const isOver = () => isLate() && createdCount() >= least;
    const readers = READERS.map(
      (manner, index) =>
        new Follower(manner, { url: at(index), token: licenses[manner.license].token }, random.fork()),
    );
    const work = Promise.all([
      ...writers.map((writer) => writer.work(isOver)),
      changeLicenses({ url: gateway.url, token }, licenses, seconds),
    ]).then(() => pause(SETTLE_MS));
    await Promise.all([
      work.finally(() => {
        isQuiet = true;
      }),
      ...readers.map(async (reader) => {
        await pause((reader.manner.from ?? 0) * seconds * 1_000);
        await reader.follow(() => isQuiet);
      }),
    ]);
    const stories = writers.flatMap((writer) => writer.stories);
    for (const story of stories) story.settle(Date.now());
    return report(stories, readers, licenses);
  } finally {
    await gateway.stop();
    state.remove();
  }
}

function after(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
}

type Licenses = Record<Manner['license'], License>;

async function openLicenses(desk: Desk): Promise<Licenses> {
  const all = await post(desk, 'products', { name: 'All' });
  const sport = await post(desk, 'products', { name: 'Sport', sections: ['sport'] });
  const partner = await post(desk, 'partners', { name: 'Site', titles: [SITE] });
  const license = async (product: string, change: Record<string, unknown> = {}): Promise<License> => {
    const { id } = await post(desk, 'licenses', webTerms(partner.id, product, change));
    const key = await post<Client>(desk, 'keys', { license: id, name: 'site' });
    return { id, token: await tokenOf(desk.url, key), versions: 1 };
  };
  return {
    all: await license(all.id),
    sport: await license(sport.id),
    advance: await license(all.id, { advance: true }),
  };
}

/** Of those of all items, what matters to none of them: that it is another version is what has to be told. */
async function changeLicenses(
  { url, token }: Desk,
  { all, advance }: Licenses,
  seconds: number,
): Promise<void> {
  for (let change = 1; change <= LICENSE_CHANGES; change++) {
    await pause((seconds * 1_000) / (LICENSE_CHANGES + 1));
    for (const license of [all, advance]) {
      await call(`${url}/v1/admin/licenses/${license.id}`, token, 'PATCH', { retentionDays: 30 + change });
      license.versions += 1;
    }
  }
}

function report(stories: Story[], readers: Follower[], licenses: Licenses): SoakReport {
  const changes: Record<string, number> = {};
  for (const { changeType } of stories.flatMap(({ happened }) => happened))
    changes[changeType] = (changes[changeType] ?? 0) + 1;
  const faults = readers.flatMap((reader) => {
    const { name, license } = reader.manner;
    return faultsOf(name, reader.observed, {
      stories: stories.filter(({ section }) => license !== 'sport' || section === 'sport'),
      kind: license === 'advance' ? 'advance' : 'plain',
      license: licenses[license],
    });
  });
  const repeated = repeatedIn(stories);
  const disagreements = readers.flatMap((reader, index) =>
    readers
      .slice(index + 1)
      .flatMap((other) =>
        disagreement(
          { name: reader.manner.name, observed: reader.observed },
          { name: other.manner.name, observed: other.observed },
          repeated,
        ),
      ),
  );
  return {
    changes,
    items: stories.length,
    ambiguous: stories.filter(({ isAmbiguous }) => isAmbiguous).length,
    readers: readers.map(({ manner, observed, pages, woken }) => ({
      name: manner.name,
      observed: observed.length,
      pages,
      woken,
    })),
    faults: [...faults, ...disagreements],
  };
}
