/** Named sets of territories. Each is dated: a set that changes becomes a new table, since old licenses meant the old one. */
import { ALPHA_2 } from './iso3166.ts';

const codes = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Art. 52 TEU and Art. 355 TFEU, since the withdrawal of the United Kingdom on 2020-02-01: 27 states. */
const EU = codes('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK');

/** EEA Agreement, Art. 2 (as of 2020-02-01): the EU with the three EFTA states Iceland, Liechtenstein and Norway. */
const EEA: ReadonlySet<string> = new Set([...EU, 'IS', 'LI', 'NO']);

/** The trade's own set: Deutschland, Austria, Confoederatio Helvetica. No treaty; Liechtenstein is not in it. */
const DACH = codes('AT CH DE');

/** Every code that ISO 3166-1 has assigned. */
const WORLD: ReadonlySet<string> = new Set(ALPHA_2);

/** By the spelling used in terms and answers. Widest first: that is the order in which they are offered as a name. */
export const NAMED_SETS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['world', WORLD],
  ['EEA', EEA],
  ['EU', EU],
  ['DACH', DACH],
]);
