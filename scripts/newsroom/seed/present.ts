/** What a gateway has already, by the names that a plan gives to its parts. */
import { atOnce } from '../../lib/at-once.ts';
import { StartFailure } from '../../lib/failure.ts';
import { isMadeBefore, type Party } from '../party.ts';

/** The desk's calls under way at a time: far from what an operator may in a minute. */
export const CALLS_AT_ONCE = 6;

/** Undefined: the row is of no plan. */
type NameOf<T> = (row: T) => string | undefined;

export async function rowsBy<T>(desk: Party, path: string, nameOf: NameOf<T>): Promise<Map<string, T>> {
  const rows = new Map<string, T>();
  let cursor: string | null = null;
  do {
    const { json } = await desk.call('GET', cursor === null ? path : `${path}&cursor=${cursor}`);
    const page = json as { items: T[]; next: string | null };
    for (const row of page.items) {
      const name = nameOf(row);
      if (name !== undefined) rows.set(name, row);
    }
    cursor = page.next && encodeURIComponent(page.next);
  } while (cursor !== null);
  return rows;
}

/** The rows of a list by name, after those of `bodies` that were missing have been created. */
export async function createMissing<T>(
  desk: Party,
  path: string,
  nameOf: NameOf<T>,
  bodies: Map<string, unknown>,
): Promise<Map<string, T>> {
  const present = () => rowsBy(desk, `${path}?limit=200`, nameOf);
  const rows = await present();
  const missing = [...bodies].filter(([name]) => !rows.has(name));
  await atOnce(missing, CALLS_AT_ONCE, async ([name, json]) => {
    const answer = await desk.call('POST', path, { json });
    const row = isMadeBefore(answer) ? (await present()).get(name) : (answer.json as T);
    if (!row) throw new StartFailure(`POST ${path}: ${name} was created, and is not listed; run it again`);
    rows.set(name, row);
  });
  return rows;
}
