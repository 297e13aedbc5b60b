/** What is asked at the keyboard: a yes, and values that are not shown. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { StartFailure } from '../lib/failure.ts';

export async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new StartFailure('nobody is at the keyboard to say yes: --yes');
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question(question);
  asking.close();
  return answer.trim() === 'yes';
}

/** Reads the values from the named files, or from the keyboard, unseen. */
export function secretsFrom(named: readonly string[]): (name: string) => Promise<string> {
  const files = new Map(
    named.map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  );
  return async (name) => {
    const file = files.get(name);
    if (file !== undefined) return readFileSync(file, 'utf8').trim();
    if (!process.stdin.isTTY)
      throw new StartFailure(`nobody is at the keyboard to type ${name}: --secret ${name}=FILE`);
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const asking = createInterface({ input: process.stdin, output: nowhere, terminal: true });
    process.stdout.write(`${name} (not shown): `);
    const value = await asking.question('');
    asking.close();
    process.stdout.write('\n');
    return value.trim();
  };
}
