/** Small edits of wrangler.toml that leave every other line, comments too, as it is. Pure. */
import { StartFailure } from '../lib/failure.ts';

export interface Edit {
  /** As in the header: `env.preview.vars`. Of a list of tables, its first. */
  table: string;
  key: string;
  /** As it is to stand there: a TOML value. */
  value: string;
}

/** A TOML basic string: JSON's escapes are TOML's. */
export const text = (value: string) => JSON.stringify(value);

/** Adds or replaces values. Throws a `StartFailure`, which names the `file`, when there is no such table. */
export function edited(toml: string, edits: readonly Edit[], file = 'wrangler.toml'): string {
  return edits.reduce((text, edit) => editedOnce(text, edit, file), toml);
}

function editedOnce(toml: string, { table, key, value }: Edit, file: string): string {
  const lines = toml.split('\n');
  const header = lines.findIndex((line) => headerOf(line) === table);
  if (header < 0) throw new StartFailure(`${file} has no table [${table}]`);
  const next = lines.findIndex((line, index) => index > header && headerOf(line) !== null);
  const end = next < 0 ? lines.length : next;
  const place = lines.findIndex((line, index) => index > header && index < end && keyOf(line) === key);
  if (place < 0) lines.splice(lastKey(lines, header, end) + 1, 0, `${key} = ${value}`);
  else lines[place] = `${key} = ${value}`;
  return lines.join('\n');
}

function headerOf(line: string): string | null {
  return /^\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}\s*(#.*)?$/.exec(line)?.[1] ?? null;
}

function keyOf(line: string): string | null {
  return /^\s*([\w-]+)\s*=/.exec(line)?.[1] ?? null;
}

function lastKey(lines: string[], header: number, end: number): number {
  for (let index = end - 1; index > header; index--) if (keyOf(lines[index] ?? '') !== null) return index;
  return header;
}

/** The lines that differ, as `diff` would show them. Edits replace and add lines, and take none away. */
export function difference(before: string, after: string): string[] {
  const old = before.split('\n');
  const shown: string[] = [];
  let at = 0;
  for (const line of after.split('\n')) {
    if (line === old[at]) at++;
    else if (keyOf(line) !== null && keyOf(line) === keyOf(old[at] ?? ''))
      shown.push(`- ${old[at++]}`, `+ ${line}`);
    else shown.push(`+ ${line}`);
  }
  return shown;
}
