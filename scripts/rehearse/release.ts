/**
 * A release, rehearsed on one machine while partners fetch and the desk changes things: the release before
 * serves; D1 is brought to the new schema; isolates of both serve at once; the ledger objects move on; all
 * goes back to the release before, objects too; and on again. Afterwards whatever was answered must be there
 * once, in the object and in D1, and the bills must be right.
 *
 * On an account isolates go on while others come. Here one process runs all of them, so nobody answers while
 * it is exchanged: what a partner misses then, it asks for again, and nothing else may be missed.
 */
import { readFileSync } from 'node:fs';
import { readStored } from '../../test/crash/files.ts';
import { type Fixture, openFixture } from '../../test/crash/fixture.ts';
import { judge } from '../../test/crash/judge.ts';
import { atRest, proofFaults, sign } from '../../test/crash/proofs.ts';
import { Random } from '../../test/crash/random.ts';
import { pause } from '../../test/crash/victim.ts';
import { temporaryState, tokenOf } from '../../test/support/embedded.ts';
import type { Operators } from '../gateway.ts';
import { buildWorker, PRODUCT, scriptOf } from '../lib/build.ts';
import { freePort } from '../lib/free-port.ts';
import { applyMigrations } from '../lib/migrations.ts';
import { buildRelease, migrationsOf, previousRelease, workerOf } from '../lib/releases.ts';
import { notWell, uncovered } from './after.ts';
import { openPictureSite, startLoad } from './pictures.ts';
import { type Rehearsed, type Say, seconds } from './report.ts';
import { type Span, SwitchedGateway } from './switched.ts';

export interface ReleaseRehearsal {
  /** How long it serves between two changes. */
  phaseMs: number;
  connections: number;
  /** What a connection waits between two requests. */
  restMs: number;
  seed: number;
  /** Also waits until the self-check has been through everything: minutes. */
  isWhole: boolean;
}

/** Receipts of the first phase that are verified in the end. */
const RECEIPTS_KEPT = 20;

export async function rehearseRelease(say: Say, options: ReleaseRehearsal): Promise<Rehearsed> {
  const before = previousRelease();
  const was = workerOf(before);
  buildRelease(was.root);
  buildWorker(PRODUCT);
  const state = temporaryState();
  const gateway = new SwitchedGateway(
    [await freePort(), await freePort()],
    state.dir,
    // Until the rehearsal applies the others itself.
    migrationsOf(before),
  );
  const [OLD, NEW] = [was, PRODUCT];
  try {
    const operators = await gateway.start({ objects: OLD, isolate: OLD });
    if (!operators) throw new Error('the state is not new');
    const fixture = await worldBehind(gateway, operators);
    const pictures = await openPictureSite(fixture, 'passau-flood.jpg');
    say(`release ${before.version} serves ${fixture.sites.length} licenses, objects and isolates`);
    if (readFileSync(scriptOf(OLD)).equals(readFileSync(scriptOf(NEW))))
      say('this release is the same bundle: what is rehearsed is the exchange alone');

    const load = startLoad(fixture, pictures, new Random(options.seed), options);
    const serve = () => pause(options.phaseMs);
    const licenses = () => fixture.sites.map(({ license }) => license);
    const signed = async () =>
      sign(gateway.urls[0] ?? '', await tokenOf(gateway.urls[0] ?? '', operators.auditor), licenses());

    await serve();
    const receipts = [...fixture.receipts].slice(-RECEIPTS_KEPT);
    await signed();
    const began = performance.now();
    const applied = await applyMigrations(await gateway.running.runtime.getD1Database('DB'));
    say(
      `${applied.length} migrations applied under load in ${seconds(performance.now() - began)}: ${applied.join(', ') || 'none is new'}`,
    );
    await serve();
    for (const [name, code] of [
      ['a second isolate of this release', { objects: OLD, isolate: NEW }],
      ['the ledger objects of this release, an isolate of the one before', { objects: NEW, isolate: OLD }],
      ['back to the release before, objects too', { objects: OLD, isolate: OLD }],
      ['forward again, all of it', { objects: NEW, isolate: NEW }],
    ] as const) {
      const answers = fixture.answers.length;
      const span = await gateway.switchTo(name, code);
      await serve();
      await signed();
      say(`${name}: ${summaryOf(span, fixture)}; ${fixture.answers.length - answers} answers since`);
    }
    const gaveUp: string[] = [];
    await load.end().catch((error: Error) => gaveUp.push(`somebody could not go on: ${error.message}`));

    const url = gateway.urls[0] ?? '';
    await atRest(url, operators.auditor);
    const proved = await proofFaults(url, operators.auditor, readStored(state.dir));
    const faults = [
      ...gaveUp,
      ...missedOtherwise(fixture, gateway.spans),
      ...(await uncovered(url, operators.auditor, licenses(), receipts)),
      ...(await notWell(url, operators.auditor, options.isWhole)),
      ...proved.faults,
    ];
    await gateway.stop();
    const judged = judge(fixture, readStored(state.dir));
    return {
      figures: figuresOf(fixture, gateway.spans, judged.figures, proved.proofs),
      faults: [...faults, ...fixture.faults, ...judged.faults],
    };
  } finally {
    await gateway.stop();
    state.remove();
  }
}

async function worldBehind({ urls }: SwitchedGateway, operators: Operators): Promise<Fixture> {
  const fixture = await openFixture(urls[0] ?? '', operators);
  let turn = 0;
  return {
    ...fixture,
    get url() {
      return urls[turn++ % urls.length] ?? '';
    },
  };
}

const within = (at: number, { from, until }: Span) => at >= from && at <= until;

function summaryOf(span: Span, fixture: Fixture): string {
  const missed = fixture.missed.filter((at) => within(at, span));
  const last = Math.max(span.from, ...missed);
  return `${missed.length} requests missed, the last ${seconds(last - span.from)} after the switch began`;
}

function missedOtherwise(fixture: Fixture, spans: Span[]): string[] {
  const others = fixture.missed.filter((at) => !spans.some((span) => within(at, span)));
  return others.length === 0 ? [] : [`${others.length} requests were missed while nothing was exchanged`];
}

function figuresOf(
  fixture: Fixture,
  spans: Span[],
  { entries, checkpoints }: { entries: number; checkpoints: number },
  proofs: number,
): string[] {
  const switched = spans.map(({ from, until }) => until - from);
  return [
    `${fixture.answers.length} answers with an entry, ${entries} entries, ${fixture.receipts.size} receipts`,
    `${fixture.changes} changes by the desk, ${fixture.refusedInTime} requests for what was stopped refused`,
    `${checkpoints} checkpoints, ${proofs} proofs`,
    `${fixture.unanswered} requests that nothing came back for, ${fixture.unavailable} × 503, all within ${spans.length} switches of at most ${seconds(Math.max(...switched))}`,
  ];
}
