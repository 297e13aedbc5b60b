/** `npm run rehearse -- release | restore | outage`: a bad day, on a state of its own. */
import { parseArgs } from 'node:util';
import { call } from '../test/support/calls.ts';
import { stopWith, UsageFailure } from './lib/failure.ts';
import type { Health } from './rehearse/after.ts';
import { rehearseOutage } from './rehearse/outage.ts';
import { rehearseRelease } from './rehearse/release.ts';
import type { Rehearsed } from './rehearse/report.ts';
import { rehearseRestore } from './rehearse/restore.ts';

const USAGE = `Usage: npm run rehearse -- release|restore|outage [OPTIONS]

Rehearses an incident on a gateway with state of its own.

  release           runs the previous release (releases.json) under load, applies the migrations, rolls this release
                    out, back, and out again
  restore           sets the database back to an older copy, lets the ledger shards refill it, and confirms the
                    suspended licenses
  outage            cuts the database, R2 and a ledger shard off from a gateway under load, one after the other, and
                    reconnects them

  --seconds N       length of each stage of release, or of each outage (default: 10)
  --connections N   concurrent connections of release and outage (default: 8)
  --seed N          repeats the requests of another run, which prints its seed (default: random)
  --whole           release, restore: also wait for a full pass of the self-check, about 15 minutes
  --help            print this help`;

const FAULTS_PRINTED_MAX = 20;
const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`);

async function main(): Promise<void> {
  const { what, options } = read();
  const { figures, faults } = await rehearsed(what, options);
  for (const figure of figures) console.log(figure);
  for (const fault of faults.slice(0, FAULTS_PRINTED_MAX)) console.error(`FAULT: ${fault}`);
  if (faults.length > FAULTS_PRINTED_MAX) console.error(`… and ${faults.length - FAULTS_PRINTED_MAX} more`);
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
      throw new UsageFailure(USAGE);
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
    throw new UsageFailure(USAGE);
  }
}

/** The last step after a restore of D1: licenses in force are set active (docs/operations.md). */
async function confirmHeld(url: string, token: string): Promise<void> {
  for (;;) {
    const { findings } = await call<Health>(`${url}/v1/admin/health`, token, 'GET');
    const held = findings.flatMap(({ kind, license }) =>
      kind === 'license_unconfirmed' && license !== null ? [license] : [],
    );
    if (held.length === 0) return;
    for (const license of held)
      await call(`${url}/v1/admin/licenses/${license}`, token, 'PATCH', { status: 'active' });
  }
}

main().catch(stopWith);
