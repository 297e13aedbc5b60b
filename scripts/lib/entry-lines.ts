/** The entries of one license; a file of the archive has those of a whole shard. Pure. */
export function linesOf(entries: string, license: string | undefined): string {
  if (license === undefined) return entries;
  const own = entries
    .split('\n')
    .filter((line) => line !== '' && (JSON.parse(line) as { license: string }).license === license);
  return own.map((line) => `${line}\n`).join('');
}
