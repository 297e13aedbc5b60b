/** Where a title is taken to be published, on channels that have no territory of their own. */
import { extentIn } from '../territories/within.ts';
import type { Bench } from './bench.ts';
import type { Parts } from './case.ts';

const TERRITORIAL: ReadonlySet<string> = new Set(['print', 'broadcast']);

export function hasTerritory(channel: string): boolean {
  return TERRITORIAL.has(channel);
}

/**
 * The home market, where it counts: always on a channel without territory. In print and broadcast a stated territory
 * counts alone; where none is stated, a title is taken to be published at home, if the license covers its home at all.
 */
export function homeMarket(
  { docket, territoryStated }: Bench,
  { title, channel }: Pick<Parts, 'title' | 'channel'>,
): string | undefined {
  const { record } = docket.license;
  const market = record.market && title !== undefined ? record.titles.get(title)?.market : undefined;
  if (market === undefined || channel === undefined) return undefined;
  if (!hasTerritory(channel)) return market;
  return !territoryStated && extentIn(record.universe.territories, market) === 'within' ? market : undefined;
}
