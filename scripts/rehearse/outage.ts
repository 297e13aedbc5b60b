/**
 * D1, R2 and the ledger object, each cut off for a while and healed, while partners fetch and the desk
 * changes things: three gateways side by side, each with one cut. What is cut fails at once for the first
 * half, and answers nothing for the second. Afterwards whatever was answered must be there once, in the
 * object and in D1, and nothing else; the bills must be right, and the gateway well.
 */
import { perform } from '../../test/crash/callers.ts';
import { readStored, type Stored } from '../../test/crash/files.ts';
import { type Fixture, newArticle, openFixture } from '../../test/crash/fixture.ts';
import { judge } from '../../test/crash/judge.ts';
import { atRest, proofFaults, sign } from '../../test/crash/proofs.ts';
import { Random } from '../../test/crash/random.ts';
import { pause } from '../../test/crash/victim.ts';
import { type Embedded, startEmbedded, temporaryState, tokenOf } from '../../test/support/embedded.ts';
import { FAULTY, faultsMet, setFaults } from '../../test/support/faults/build.ts';
import type { Plan } from '../../test/support/faults/plan.ts';
import { buildWorker } from '../lib/build.ts';
import { notWell } from './after.ts';
import { openPictureSite, type PictureSite, startLoad } from './pictures.ts';
import { type Rehearsed, type Say, seconds, soon } from './report.ts';

export interface OutageRehearsal {
  seconds: number;
  connections: number;
  seed: number;
}

type Cut = 'D1' | 'R2' | 'ledger object';

/** Failing, then hanging. The objects' alarms back off from what fails, and would wait for what hangs. */
const PLANS: Record<Cut, [Plan, Plan]> = {
  D1: [
    { worker: { d1: { kind: 'fail', says: 'bare' } }, objects: { d1: { kind: 'fail', says: 'queued' } } },
    { worker: { d1: { kind: 'hang' } }, objects: { d1: { kind: 'fail', says: 'lost' } } },
  ],
  R2: [
    { worker: { r2: { kind: 'fail' } }, objects: { r2: { kind: 'fail' } } },
    { worker: { r2: { kind: 'hang' } }, objects: { r2: { kind: 'fail', says: 'unavailable' } } },
  ],
  'ledger object': [
    { worker: { ledger: { kind: 'fail', says: 'lost', objects: ['ledger-0'] } } },
    { worker: { ledger: { kind: 'hang', objects: ['ledger-0'] } } },
  ],
};

/** What goes on being delivered while it is cut off. */
const SERVES: Record<Cut, boolean> = { D1: true, R2: true, 'ledger object': false };

/** A machine that has others to serve has some time to get used to it. */
const BEFORE_MS = 3_000;
const AFTER_MS = 3_000;
const HEALED_MS = 15_000;
/** Answers that were on their way when it was cut. */
const ON_THE_WAY_MS = 1_000;
const REST_MS = 30;

export async function rehearseOutage(say: Say, options: OutageRehearsal): Promise<Rehearsed> {
  buildWorker(FAULTY);
  const random = new Random(options.seed);
  const cuts = Object.keys(PLANS) as Cut[];
  const rehearsed = await Promise.all(
    cuts.map((cut) =>
      cutOff(cut, { ...options, random: random.fork(), say: (line) => say(`${cut}: ${line}`) }),
    ),
  );
  return {
    figures: rehearsed.flatMap(({ figures }) => figures),
    faults: rehearsed.flatMap(({ faults }) => faults),
  };
}

interface CutOptions extends OutageRehearsal {
  random: Random;
  say: Say;
}

async function cutOff(cut: Cut, options: CutOptions): Promise<Rehearsed> {
  const { say, random } = options;
  const state = temporaryState();
  let gateway: Embedded | undefined;
  try {
    gateway = await startEmbedded(state.dir, { worker: FAULTY, isLimited: false });
    const { url, admin, auditor } = gateway;
    const fixture = await openFixture(url, { admin, auditor });
    // Too large for the cache of small files.
    const pictures = await openPictureSite(fixture, 'osaka-keirin.jpg');
    const load = startLoad(fixture, pictures, random, { connections: options.connections, restMs: REST_MS });
    await pause(BEFORE_MS);
    const during = await outage(cut, fixture, options);
    const healed = await working(fixture, pictures, say);
    await pause(AFTER_MS);
    await load.end();

    const began = performance.now();
    await atRest(url, auditor);
    const rest = performance.now() - began;
    say(`the log is whole in D1 ${seconds(rest)} after the last request`);
    await sign(
      url,
      await tokenOf(url, auditor),
      fixture.sites.map(({ license }) => license),
    );
    const proved = await proofFaults(url, auditor, readStored(state.dir));
    const unwell = await notWell(url, auditor, false);
    await gateway.stop();
    const stored = readStored(state.dir);
    const judged = judge(fixture, stored);
    const faults = [
      ...during.faults,
      ...healed.faults,
      ...unwell,
      ...proved.faults,
      ...fixture.faults,
      ...judged.faults,
      ...unheardOf(fixture, stored),
      ...(fixture.unanswered > 0 ? [`${fixture.unanswered} requests were not answered at all`] : []),
    ];
    return {
      figures: [
        `${cut}: cut for ${options.seconds} s: ${during.figures[0]}; ${healed.figures[0]}; log whole after ${seconds(rest)}`,
        `${cut}: ${fixture.answers.length} answers with an entry, ${judged.figures.entries} entries, ${fixture.receipts.size} receipts, ${proved.proofs} proofs, ${fixture.changes} changes`,
      ],
      faults: faults.map((fault) => `${cut}: ${fault}`),
    };
  } finally {
    await gateway?.stop();
    state.remove();
  }
}

async function outage(cut: Cut, fixture: Fixture, { seconds: length, say }: CutOptions): Promise<Rehearsed> {
  const [failing, hanging] = PLANS[cut];
  const [before, from] = [fixture.unavailable, performance.now()];
  await setFaults(fixture.url, failing);
  say('cut off: it fails at once');
  await pause(length * 500);
  const met = Object.values(await faultsMet(fixture.url)).reduce((sum, count) => sum + count, 0);
  await setFaults(fixture.url, hanging);
  say('cut off: it answers nothing');
  await pause(length * 500);
  await setFaults(fixture.url, {});
  const until = performance.now();
  const within = fixture.answers.filter(({ began, ended }) => began > from + ON_THE_WAY_MS && ended < until);
  const served = within.filter(({ status }) => status === 200 || status === 304).length;
  const away = fixture.unavailable - before;
  say(`healed: meanwhile ${served} deliveries, ${away} × 503`);
  return {
    figures: [`${served} deliveries, ${away} × 503`],
    faults: [
      ...(met === 0 || away === 0
        ? [`it was cut off, and nobody has noticed: ${met} calls, ${away} × 503`]
        : []),
      ...(SERVES[cut] === served > 0 ? [] : [`${served} deliveries while it was cut off`]),
    ],
  };
}

/** Until a new article, a known one, a picture and a change of the desk all work. */
async function working(fixture: Fixture, { site, path, article }: PictureSite, say: Say): Promise<Rehearsed> {
  const began = performance.now();
  let n = 0;
  const key = site.keys.at(-1);
  if (!key) throw new Error('the site has no key');
  const gets = async (article: string, path = `/v1/articles/${article}`) => {
    const status = await perform(fixture, { site, key, article, method: 'GET', path });
    // A key may have been revoked, and the license suspended, just now: that is an answer, too.
    return [200, 401, 403].includes(status);
  };
  const well = await soon(async () => {
    try {
      const fresh = await newArticle(fixture, 1_000_000 + n++);
      fixture.articles.push(fresh);
      const all = [await gets(fresh), await gets(article), await gets(article, path)];
      return all.every(Boolean) ? true : null;
    } catch {
      return null;
    }
  }, HEALED_MS);
  const took = seconds(performance.now() - began);
  say(well ? `everything works ${took} later` : `not everything works ${took} later`);
  return {
    figures: [`all working ${took} after`],
    faults: well ? [] : [`not everything works ${took} after it was healed`],
  };
}

/** Entries of uses that no client was told of: with nothing lost on the way, there are none. */
function unheardOf({ answers, sites }: Fixture, { object }: Stored): string[] {
  const entryIds = new Set(answers.map(({ entry }) => entry));
  const licenses = new Set(sites.map(({ license }) => license));
  const others = object
    .filter(({ license }) => licenses.has(license))
    .map(({ body }) => JSON.parse(body) as { id: string; kind: string; billable: number })
    .filter(({ id, kind }) => (kind === 'delivery' || kind === 'refusal') && !entryIds.has(id));
  const billed = others.reduce((sum, { billable }) => sum + billable, 0);
  return others.length === 0
    ? []
    : [`${others.length} entries of which nobody was told, with ${billed} units on the bill`];
}
