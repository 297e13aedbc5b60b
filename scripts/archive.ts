/**
 * `npm run archive -- list | read | restore | release`: the log's older months, by the desk's own routes.
 * Against the gateway, and with the admin's key, of the credentials file.
 */
import { parseArgs } from 'node:util';
import { type AdminCall, adminCall } from './lib/admin-call.ts';
import { linesOf } from './lib/entry-lines.ts';
import { StartFailure, stopWith } from './lib/failure.ts';

const USAGE = 'npm run archive -- list|read|restore|release [--object NAME] [--month YYYY-MM] [--license ID]';

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
  const call = await adminCall();
  switch (what) {
    case 'list':
      for await (const part of parts(call, values))
        console.log(
          [part.month, part.object, part.part, part.entries, part.bytes, part.restored ?? '-'].join('\t'),
        );
      return;
    case 'read':
      for await (const { object, part } of parts(call, values))
        process.stdout.write(
          linesOf(await (await call(`/archive/${object}/${part}`)).text(), values.license),
        );
      return;
    case 'restore':
    case 'release':
      return repeat(call, what, values);
    default:
      throw new StartFailure(USAGE);
  }
}

function parseOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { object: { type: 'string' }, month: { type: 'string' }, license: { type: 'string' } },
    });
  } catch {
    throw new StartFailure(USAGE);
  }
}

async function* parts(call: AdminCall, filter: Record<string, string | undefined>): AsyncIterable<Part> {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  for (;;) {
    const { items, next } = (await (await call(`/archive?${query}`)).json()) as {
      items: Part[];
      next: string | null;
    };
    yield* items;
    if (next === null) return;
    query.set('cursor', next);
  }
}

async function repeat(
  call: AdminCall,
  what: 'restore' | 'release',
  named: Record<string, string | undefined>,
): Promise<void> {
  let entries = 0;
  for (;;) {
    const { done, more } = (await (await call(`/archive/${what}`, named)).json()) as {
      done: { entries: number }[];
      more: boolean;
    };
    entries += done.reduce((sum, day) => sum + day.entries, 0);
    if (!more) break;
  }
  console.log(`${entries} entries ${what}d`);
  if (entries === 0) console.log(`nothing that fits is there to ${what}: npm run archive -- list`);
}

main().catch(stopWith);
