/** `npm start`: the gateway on this machine, with a sample newsroom in an empty database. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { type Gateway, type Operators, startGateway, WORKER_NAME } from './gateway.ts';
import { ROOT } from './lib/build.ts';
import { CREDENTIALS_FILE } from './lib/credentials-file.ts';
import { fullDiskOr } from './lib/disk-space.ts';
import { refuseArguments, StartFailure, stopWith } from './lib/failure.ts';
import { writePrivate } from './lib/private-file.ts';
import { loadSample } from './newsroom/load.ts';

function portOf(text: string | undefined): number {
  const port = Number(text ?? 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartFailure(`PORT=${text} is not a port number`);
  return port;
}

async function main(): Promise<void> {
  refuseArguments('npm start', 'set PORT, STATE_DIR or CREDENTIALS_FILE, as in PORT=8790 npm start');
  const stateDir = process.env.STATE_DIR ?? join(ROOT, '.local', 'state');
  const gateway = await startGateway({
    port: portOf(process.env.PORT),
    stateDir,
    vars: {
      // One machine has few licenses: whoever tries the gateway sees a delivery proved within minutes.
      CHECKPOINT_MINUTES: process.env.CHECKPOINT_MINUTES ?? '1',
      // Whoever tries webhooks has the receiver on this machine.
      WEBHOOK_NETWORK: process.env.WEBHOOK_NETWORK ?? 'local',
      ...(process.env.PAGE_WATCH_DAYS && { PAGE_WATCH_DAYS: process.env.PAGE_WATCH_DAYS }),
    },
  });
  let stopping = false;
  let stopCron = () => {};
  const end = async () => {
    if (stopping) return;
    stopping = true;
    stopCron();
    await gateway.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // The runtime library's own handler exits at once, before its workerd has ended and the lock is released.
    process.removeAllListeners(signal);
    process.on(signal, end);
  }

  const hasCredentials = await writeCredentials(gateway, stateDir).catch(async (error: unknown) => {
    const cause = fullDiskOr(error, stateDir);
    await gateway.stop().catch(() => undefined);
    throw cause;
  });
  stopCron = startCron(gateway.runtime, WORKER_NAME, (line) => console.error(`imprimatur: ${line}`));
  if (hasCredentials) console.log(`credentials in ${CREDENTIALS_FILE}`);
  console.log(`ready on ${gateway.url}\n\n${whereToGo(gateway.url, hasCredentials)}`);
}

/** Names the keys and does not print them. */
function whereToGo(url: string, hasCredentials: boolean): string {
  if (!hasCredentials)
    return `  Start page     ${url}/
  Console        ${url}/console
                 Sign in with the client_secret of an operator. If there is none yet,
                 stop this and run: npm run operator -- create --name NAME
  Partner guide  ${url}/docs/guide`;
  return `  Start page     ${url}/
  Console        ${url}/console
                 Sign in with a client_secret of the credentials file:
                 "admin" is the owner, "auditor" the auditor.
  Partner guide  ${url}/docs/guide
                 Partners' keys are under "partners".
  Demo           npm run demo, in another terminal`;
}

/** Written on every start. False: the state has no credentials. */
async function writeCredentials(gateway: Gateway, stateDir: string): Promise<boolean> {
  const credentialsFile = join(stateDir, 'credentials.json');
  let credentials: Record<string, unknown> | null = null;
  if (gateway.operators) {
    const { operators } = gateway;
    const partners = gateway.empty ? await seedSample(gateway, operators) : [];
    credentials = { gateway: gateway.url, ...operators, partners };
  } else if (existsSync(credentialsFile)) {
    credentials = { ...JSON.parse(readFileSync(credentialsFile, 'utf8')), gateway: gateway.url };
  }
  if (!credentials) return false;
  const text = `${JSON.stringify(credentials, null, 2)}\n`;
  for (const path of [credentialsFile, CREDENTIALS_FILE]) writePrivate(path, text);
  gateway.finished();
  return true;
}

async function seedSample(gateway: Gateway, operators: Operators) {
  console.log('loading the sample newsroom…');
  return loadSample(gateway.url, operators.admin);
}

const MINUTE_MS = 60_000;

/**
 * Runs the worker's `scheduled` handler at once and then every minute: the embedded runtime does not have the
 * cron trigger of wrangler.toml. Returns a function that ends it.
 */
function startCron(runtime: Miniflare, workerName: string, report: (line: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const run = async () => {
    const startedAt = Date.now();
    try {
      const worker = await runtime.getWorker(workerName);
      const { outcome } = await worker.scheduled({ cron: '* * * * *' });
      if (outcome !== 'ok' && !stopped) report(`the scheduled run ended with ${outcome}`);
    } catch (error) {
      if (!stopped) report(`the scheduled run failed: ${(error as Error).message.split('\n')[0]}`);
    }
    if (!stopped) timer = setTimeout(run, Math.max(0, startedAt + MINUTE_MS - Date.now()));
  };
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

main().catch(stopWith);
