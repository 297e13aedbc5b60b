/**
 * The gateway is killed again and again while partners fetch and the desk changes things. Afterwards,
 * whatever a client was told must be there once, and nothing that was stopped may have been let in.
 */
import { freePort } from '../../scripts/lib/free-port.ts';
import { temporaryState, tokenOf } from '../support/embedded.ts';
import { caller } from './callers.ts';
import { licenseDesk, moveDesk, newsDesk } from './desk.ts';
import { readStored } from './files.ts';
import { openFixture } from './fixture.ts';
import { type Figures, judge } from './judge.ts';
import { arrived, atRest, proofFaults, sign } from './proofs.ts';
import { Random } from './random.ts';
import { CrashReceiver, eventFaults, killsOwed } from './receivers.ts';
import { KILLS, type Kill, pause, Victim } from './victim.ts';

export interface CrashOptions {
  kills: number;
  connections: number;
  seed: number;
  /** Called after each kill. */
  print?(line: string): void;
}

export interface CrashReport extends Figures {
  kills: Record<Kill, number>;
  acknowledged: number;
  unanswered: number;
  unavailable: number;
  changes: number;
  moves: number;
  refusedInTime: number;
  receipts: number;
  proofs: number;
  /** Kills that endpoints were notified of. */
  events: number;
  faults: string[];
}

/** How long the gateway serves between two deaths. */
const SERVES_MS = { least: 150, most: 1_800 };
const STARTS_MS = { least: 100, most: 2_500 };
const LINGERS_MS = { least: 0, most: 400 };

export async function crashTest({ kills, connections, seed, print }: CrashOptions): Promise<CrashReport> {
  const random = new Random(seed);
  const state = temporaryState();
  const victim = new Victim(await freePort(), state.dir);
  const receivers: CrashReceiver[] = [];
  try {
    const operators = await victim.start();
    if (!operators) throw new Error('the state is not new');
    const fixture = await openFixture(victim.url, operators);
    const licenses = fixture.sites.map(({ license }) => license);
    const auditor = await tokenOf(victim.url, operators.auditor);
    for (const license of licenses) {
      const receiver = new CrashReceiver(license, random.fork());
      receivers.push(receiver);
      await receiver.open(victim.url, fixture.admin.token);
    }

    let over = false;
    const load = Promise.all([
      ...Array.from({ length: connections }, () => caller(fixture, random.fork(), () => over)),
      licenseDesk(fixture, random.fork(), () => over),
      newsDesk(fixture, random.fork(), () => over),
      moveDesk(fixture, random.fork(), () => over),
    ]);
    // Told at the end, with everything else; until then the rounds go on.
    load.catch(() => undefined);

    const done: Record<Kill, number> = { runtime: 0, parent: 0, both: 0, start: 0 };
    const randomBetween = ({ least, most }: { least: number; most: number }) => random.between(least, most);
    for (let round = 0; round < kills; round++) {
      const how = round < 3 ? (KILLS[round] ?? 'both') : random.pick(KILLS);
      void sign(victim.url, auditor, licenses).catch(() => undefined);
      await pause(randomBetween(SERVES_MS));
      if (how === 'start') {
        await victim.kill('both', 0);
        await victim.killWhileStarting(randomBetween(STARTS_MS));
      } else await victim.kill(how, randomBetween(LINGERS_MS));
      await victim.start();
      done[how]++;
      print?.(`kill ${round + 1} of ${kills} (${how}): ${fixture.answers.length} answers so far`);
    }
    await pause(SERVES_MS.most);
    over = true;
    await load;

    for (const receiver of receivers) receiver.isFaulty = false;
    const owed = new Map(
      licenses.map((license) => [license, killsOwed(license, fixture.answers, fixture.killedAt)]),
    );
    await notified(receivers, owed);
    // An answer to another event would be entered in the log that is judged.
    for (const receiver of receivers) receiver.close();
    await arrived(state.dir);
    await atRest(victim.url, operators.auditor);
    await sign(victim.url, await tokenOf(victim.url, operators.auditor), licenses);
    const proved = await proofFaults(victim.url, operators.auditor, readStored(state.dir));
    await victim.stop();
    const { figures, faults } = judge(fixture, readStored(state.dir));
    return {
      ...figures,
      kills: done,
      acknowledged: fixture.answers.length,
      unanswered: fixture.unanswered,
      unavailable: fixture.unavailable,
      changes: fixture.changes,
      moves: fixture.moves,
      refusedInTime: fixture.refusedInTime,
      receipts: fixture.receipts.size,
      proofs: proved.proofs,
      events: receivers.reduce((sum, { kills }) => sum + kills.size, 0),
      faults: [
        ...fixture.faults,
        ...faults,
        ...proved.faults,
        ...receivers.flatMap((receiver) =>
          eventFaults(receiver, owed.get(receiver.license) ?? new Set(), fixture.killedAt),
        ),
      ],
    };
  } finally {
    for (const receiver of receivers) receiver.close();
    await victim.stop();
    state.remove();
  }
}

/** The next tries of what failed come within minutes. */
const NOTIFIED_MS = 300_000;

/** Until every endpoint has been notified. Gives up after a while: the judge sees it. */
async function notified(receivers: CrashReceiver[], owed: Map<string, Set<string>>): Promise<void> {
  const isDone = ({ license, kills }: CrashReceiver) =>
    [...(owed.get(license) ?? [])].every((article) => kills.has(article));
  for (const end = Date.now() + NOTIFIED_MS; Date.now() < end && !receivers.every(isDone); ) await pause(500);
}
