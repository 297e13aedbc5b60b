/** `npm run move -- PARTNER OBJECT`: moves a partner to another ledger shard, and waits for it. */
import { StartFailure, stopWith } from './lib/failure.ts';
import { localOwner } from './newsroom/party.ts';

const POLL_MS = 1_000;

interface Move {
  source: string;
  target: string;
  ended: string | null;
}

async function main(): Promise<void> {
  const [partner, object] = process.argv.slice(2);
  if (!partner || !object) throw new StartFailure('npm run move -- PARTNER OBJECT');
  const owner = localOwner();
  const path = `/v1/admin/partners/${partner}/move`;
  let move = (await owner.call('POST', path, { json: { object } })).json as Move;
  console.log(`${partner} moves from ${move.source} to ${move.target}; ending this command does not stop it`);
  while (move.ended === null) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    move = (await owner.call('GET', path)).json as Move;
  }
  console.log(`${partner} lives in ${move.target} since ${move.ended}`);
}

main().catch(stopWith);
