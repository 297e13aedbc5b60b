/** `npm run rehearse -- release | restore | outage`: a bad day, on a state of its own. */
import { parseArgs } from 'node:util';
import { StartFailure, stopWith } from './lib/failure.ts';
import { confirmHeld } from './rehearse/confirm.ts';
import { rehearseOutage } from './rehearse/outage.ts';
import { rehearseRelease } from './rehearse/release.ts';
import type { Rehearsed } from './rehearse/report.ts';
import { rehearseRestore } from './rehearse/restore.ts';

const USAGE = `npm run rehearse -- release [--seconds 10] [--connections 8] [--seed N] [--whole]
  the release before (releases.json) serves under load; migrations; this release beside it, then under it; back, and forward again.
  --seconds: how long each stage lasts
npm run rehearse -- restore [--whole]
  D1 is set back to an older copy; the ledger objects notice and refill it; what was held is confirmed
npm run rehearse -- outage [--seconds 10] [--connections 8] [--seed N]
  D1, R2 and the ledger object, each cut off from a gateway of its own under load, and healed. --seconds: for how long

--whole: also waits until the self-check has been through everything: a quarter of an hour.`;

const FAULTS_TOLD_MAX = 20;
const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);

async function main(): Promise<void> {
  const { what, options } = read();
  const { figures, faults } = await rehearsed(what, options);
  for (const figure of figures) console.log(figure);
  for (const fault of faults.slice(0, FAULTS_TOLD_MAX)) console.error(`FAULT: ${fault}`);
  if (faults.length > FAULTS_TOLD_MAX) console.error(`… and ${faults.length - FAULTS_TOLD_MAX} more`);
  console.log(faults.length === 0 ? `${what}: as it should be` : `${what}: ${faults.length} faults`);
  process.exit(faults.length === 0 ? 0 : 1);
}

interface Options {
  seconds: number;
  connections: number;
  seed: number;
  isWhole: boolean;
}

function rehearsed(what: string, { seconds, connections, seed, isWhole }: Options): Promise<Rehearsed> {
  switch (what) {
    case 'release':
      say(`seed ${seed}`);
      return rehearseRelease(say, { phaseMs: seconds * 1_000, connections, restMs: 5, seed, isWhole });
    case 'restore':
      return rehearseRestore(say, { isWhole, confirm: confirmHeld });
    case 'outage':
      say(`seed ${seed}`);
      return rehearseOutage(say, { seconds, connections, seed });
    default:
      throw new StartFailure(USAGE);
  }
}

function read(): { what: string; options: Options } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        seconds: { type: 'string', default: '10' },
        connections: { type: 'string', default: '8' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
        whole: { type: 'boolean', default: false },
      },
    });
    const [what] = positionals;
    const { whole, ...numbers } = values;
    const [seconds, connections, seed] = [numbers.seconds, numbers.connections, numbers.seed].map(Number);
    if (positionals.length !== 1 || !what || !(Number(seconds) > 0) || !Number.isSafeInteger(seed))
      throw new Error();
    if (!Number.isSafeInteger(connections) || Number(connections) < 1) throw new Error();
    return {
      what,
      options: { seconds: seconds ?? 0, connections: connections ?? 0, seed: seed ?? 0, isWhole: whole },
    };
  } catch {
    throw new StartFailure(USAGE);
  }
}

main().catch(stopWith);
