/** `npm run fill`: writes a newsroom with a long log into the D1 of a stopped gateway. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/build.ts';
import { stopWith, UsageFailure } from './lib/failure.ts';
import { writePrivate } from './lib/private-file.ts';
import type { FillOptions } from './newsroom/fill/fill.ts';
import { articlesFor, fillState } from './newsroom/fill/state.ts';

const USAGE = `Usage: npm run fill -- [OPTIONS]

Writes a newsroom with a long log directly into the database of a stopped gateway.

  --entries N          number of log entries (default: 1000000)
  --licenses N         number of licenses (default: 200)
  --articles N         number of articles (default: depends on --entries)
  --months N           how many months the log covers (default: 12)
  --shards N           number of ledger shards that the entries belong to (default: 1)
  --until YYYY-MM-DD   the log ends the day before (default: today)
  --seed TEXT          the same text creates the same newsroom (default: imprimatur)
  --state DIR          state folder of the gateway (default: STATE_DIR, as for npm start)
  --help               print this help

Only the database gets the entries; the ledger shards do not. Lists, counts, reports and exports show them, but they
have no proofs or receipts, and the self-check reports their logs as unknown. Do not deliver anything under these
licenses: their logs would start again at 0. Never fill a gateway that is in use.`;

async function main(): Promise<void> {
  const { stateDir, options } = read();
  const partners = await fillState(stateDir, options, (line) => console.log(line));
  const file = join(stateDir, 'filled.json');
  writePrivate(file, `${JSON.stringify({ partners }, null, 2)}\n`);
  console.log(`${options.entries} entries written; the keys of the licenses are in ${file}`);
}

function read(): { stateDir: string; options: FillOptions } {
  try {
    const { values } = parseArgs({
      options: {
        entries: { type: 'string', default: '1000000' },
        licenses: { type: 'string', default: '200' },
        articles: { type: 'string' },
        months: { type: 'string', default: '12' },
        shards: { type: 'string', default: '1' },
        until: { type: 'string', default: new Date().toISOString().slice(0, 10) },
        seed: { type: 'string', default: 'imprimatur' },
        state: { type: 'string', default: process.env.STATE_DIR ?? join(ROOT, '.local', 'state') },
      },
    });
    const { articles, seed } = values;
    const entries = count(values.entries);
    return {
      stateDir: values.state,
      options: {
        entries,
        licenses: count(values.licenses),
        articles: articles === undefined ? articlesFor(entries) : count(articles),
        months: count(values.months),
        shards: count(values.shards),
        untilMs: day(values.until),
        seed,
      },
    };
  } catch {
    throw new UsageFailure(USAGE);
  }
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error();
  return number;
}

function day(text: string): number {
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(ms)) throw new Error();
  return ms;
}

main().catch(stopWith);
