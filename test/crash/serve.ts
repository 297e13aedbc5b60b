/** A gateway in a process of its own, to be killed: prints one line of JSON when it serves. */
import { startGateway } from '../../scripts/gateway.ts';
import { stopWith } from '../../scripts/lib/failure.ts';

import { POOL } from './desk.ts';

const [port, stateDir] = process.argv.slice(2);

async function main(): Promise<void> {
  const gateway = await startGateway({
    port: Number(port),
    stateDir: stateDir ?? '',
    // Partners move between two.
    vars: { LEDGER_POOL_SIZE: String(POOL.length), WEBHOOK_NETWORK: 'local' },
  });
  // The runtime library's own handler exits at once, before its workerd has ended and the lock is released.
  process.removeAllListeners('SIGTERM');
  process.on('SIGTERM', () => void gateway.stop().then(() => process.exit(0)));
  if (gateway.operators) gateway.finished();
  process.stdout.write(`${JSON.stringify({ operators: gateway.operators })}\n`);
}

main().catch(stopWith);
