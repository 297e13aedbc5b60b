/** `npm run archive -- list | read | restore | release`: older months of the log, as their owner. */
import { parseArgs } from 'node:util';
import { linesOf } from './lib/entry-lines.ts';
import { stopWith, UsageFailure } from './lib/failure.ts';
import { localOwner, type Party } from './newsroom/party.ts';

const USAGE = `Usage: npm run archive -- list|read|restore|release [OPTIONS]

  list              list the archived parts of the log
  read              print their entries, without restoring them
  restore           copy the bodies of their entries back into the database
  release           delete restored bodies from the database again; the archive keeps them

  --object NAME     only this ledger shard
  --month YYYY-MM   only this month
  --license ID      only this license
  --help            print this help`;

const ARCHIVE = '/v1/admin/archive';

interface Part {
  object: string;
  part: number;
  month: string;
  entries: number;
  bytes: number;
  restored: string | null;
}

async function main(): Promise<void> {
  const { values, positionals } = parseOptions();
  const [what] = positionals;
  const owner = localOwner();
  switch (what) {
    case 'list':
      for await (const part of parts(owner, values))
        console.log(
          [part.month, part.object, part.part, part.entries, part.bytes, part.restored ?? '-'].join('\t'),
        );
      return;
    case 'read':
      for await (const { object, part } of parts(owner, values))
        process.stdout.write(
          linesOf((await owner.call('GET', `${ARCHIVE}/${object}/${part}`)).text, values.license),
        );
      return;
    case 'restore':
    case 'release':
      return repeat(owner, what, values);
    default:
      throw new UsageFailure(USAGE);
  }
}

function parseOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { object: { type: 'string' }, month: { type: 'string' }, license: { type: 'string' } },
    });
  } catch {
    throw new UsageFailure(USAGE);
  }
}

async function* parts(owner: Party, filter: Record<string, string | undefined>): AsyncIterable<Part> {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  for (;;) {
    const { json } = await owner.call('GET', `${ARCHIVE}?${query}`);
    const { items, next } = json as { items: Part[]; next: string | null };
    yield* items;
    if (next === null) return;
    query.set('cursor', next);
  }
}

async function repeat(
  owner: Party,
  what: 'restore' | 'release',
  named: Record<string, string | undefined>,
): Promise<void> {
  let entries = 0;
  for (;;) {
    const { json } = await owner.call('POST', `${ARCHIVE}/${what}`, { json: named });
    const { done, more } = json as { done: { entries: number }[]; more: boolean };
    entries += done.reduce((sum, day) => sum + day.entries, 0);
    if (!more) break;
  }
  console.log(`${entries} entries ${what}d`);
  if (entries === 0) console.log(`there is nothing to ${what}; see npm run archive -- list`);
}

main().catch(stopWith);
