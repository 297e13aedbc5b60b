/** `npm run move -- PARTNER OBJECT`: moves a partner to another ledger shard, and waits for it. */
import { stopWith, UsageFailure } from './lib/failure.ts';
import { localOwner } from './newsroom/party.ts';

const USAGE = `Usage: npm run move -- PARTNER OBJECT

Moves the partner with this id to the ledger shard OBJECT, and waits until the move is complete.

  --help    print this help`;

const POLL_MS = 1_000;

interface Move {
  source: string;
  target: string;
  ended: string | null;
}

async function main(): Promise<void> {
  const [partner, object] = process.argv.slice(2);
  if (!partner || !object || process.argv.includes('--help')) throw new UsageFailure(USAGE);
  const owner = localOwner();
  const path = `/v1/admin/partners/${partner}/move`;
  let move = (await owner.call('POST', path, { json: { object } })).json as Move;
  console.log(
    `${partner} moves from ${move.source} to ${move.target}; stopping this command does not stop the move`,
  );
  while (move.ended === null) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    move = (await owner.call('GET', path)).json as Move;
  }
  console.log(`${partner} has been on ${move.target} since ${move.ended}`);
}

main().catch(stopWith);
