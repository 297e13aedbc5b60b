/**
 * Warns about titles that cannot publish online: on channels without a territory a title publishes in its
 * home market. Print and broadcast have territories of their own, so they need none there.
 */
import { hasTerritory } from '../decide/market.ts';
import { term } from '../decide/words.ts';
import type { Universe } from '../license/record.ts';
import { listed } from '../message.ts';
import { placeCode } from '../territories/subdivisions.ts';
import { extentIn } from '../territories/within.ts';
import type { Finding, LicenseSource } from '../types.ts';

export function marketWarnings(
  { terms, titles }: LicenseSource,
  { territories, channels }: Universe,
): Finding[] {
  const online = channels.filter((channel) => !hasTerritory(channel));
  if (terms.territoryBasis === 'audience' || online.length === 0) return [];
  const licensedTitles = terms.titles ?? titles.map(({ id }) => id);
  const unlicensedTitles = titles.filter(
    ({ id, market }) =>
      licensedTitles.includes(id) && extentIn(territories, placeCode(market) ?? market) !== 'within',
  );
  // A partner may have titles that the license does not cover.
  if (terms.titles === undefined && unlicensedTitles.length < titles.length) return [];
  return unlicensedTitles.map(({ id, name, market }) => ({
    path: terms.titles ? `/titles/${terms.titles.indexOf(id)}` : '/territoryBasis',
    code: 'terms',
    message: `${name} can use nothing on ${listed(online)}: its home market ${market} is not licensed, and these channels have no territory of their own. License ${market}, or let the partner geo-block ("territoryBasis": "audience")`,
    key: 'market_not_licensed',
    parameters: {
      name,
      channels: { list: online.map((channel) => term('channel', channel)) },
      market: term('place', placeCode(market) ?? market),
    },
  }));
}
