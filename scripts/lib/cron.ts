/** The cron trigger of wrangler.toml, which the embedded runtime does not have. */
import type { Miniflare } from 'miniflare';

const MINUTE_MS = 60_000;

/** Runs the worker's `scheduled` handler at once and then every minute. Returns a function that ends it. */
export function startCron(
  runtime: Miniflare,
  workerName: string,
  report: (line: string) => void,
): () => void {
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
