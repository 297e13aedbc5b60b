/** `npm run fill`: writes a newsroom with a long log into the D1 of a stopped gateway. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/build.ts';
import { StartFailure, stopWith } from './lib/failure.ts';
import { writePrivate } from './lib/private-file.ts';
import type { FillOptions } from './newsroom/fill/fill.ts';
import { articlesFor, fillState } from './newsroom/fill/state.ts';

const USAGE = `npm run fill -- [--entries 1000000] [--licenses 200] [--articles N] [--months 12] [--shards 1] [--until YYYY-MM-DD] [--seed TEXT] [--state DIR]
  a newsroom with a log of that many entries, up to the day before --until (today), in the D1 of a stopped gateway
  (STATE_DIR, as for npm start, unless --state names another folder)

The entries are in D1 alone: the ledger objects do not have them. Lists, counts, reports and exports read D1 and show them;
proofs and receipts of them there are none, and the self-check calls the logs of these licenses unknown. Deliver nothing under
these licenses: their logs would begin again at 0. Never fill a gateway that is in use.`;

async function main(): Promise<void> {
  const { stateDir, options } = read();
  const partners = await fillState(stateDir, options, (line) => console.log(line));
  const file = join(stateDir, 'filled.json');
  writePrivate(file, `${JSON.stringify({ partners }, null, 2)}\n`);
  console.log(`${options.entries} entries are in D1; keys of the licenses in ${file}`);
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
    throw new StartFailure(USAGE);
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
