/**
 * Named sets of territories. Each is dated: a changed set becomes a new table, because old licenses mean the
 * old one.
 */
import { ALPHA_2 } from './iso3166.ts';

const codes = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Art. 52 TEU and Art. 355 TFEU, since the withdrawal of the United Kingdom on 2020-02-01: 27 states. */
const EU = codes('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK');

/**
 * EEA Agreement, Art. 2 (as of 2020-02-01): the EU with the three EFTA states Iceland, Liechtenstein and
 * Norway.
 */
const EEA: ReadonlySet<string> = new Set([...EU, 'IS', 'LI', 'NO']);

/** The trade's own set: Deutschland, Austria, Confoederatio Helvetica. No treaty; without Liechtenstein. */
const DACH = codes('AT CH DE');

/** Every code that ISO 3166-1 has assigned. */
const WORLD: ReadonlySet<string> = new Set(ALPHA_2);

/** By spelling in terms and answers. Widest first: compression tries them in this order. */
export const NAMED_SETS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['world', WORLD],
  ['EEA', EEA],
  ['EU', EU],
  ['DACH', DACH],
]);
