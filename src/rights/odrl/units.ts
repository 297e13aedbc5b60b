/**
 * Units of constraints (ODRL IM 2.2, section 2.5.1) in news policies. Data: name → quantity, and factor to
 * its base unit. A constraint with an unknown unit cannot be evaluated.
 */

export interface Unit {
  /** The measured quantity: only amounts of the same quantity compare. */
  measures: string;
  /** In base units: milliseconds, bytes, pixels, metres, dots per inch, percent, the currency itself. */
  factor: number;
}

const KNOWN: Record<string, [number, string]> = {
  time: [1, 'millisecond millisec ms'],
  'time:1000': [1_000, 's sec second secondtime'],
  'time:60000': [60_000, 'min minute minutetime'],
  'time:3600000': [3_600_000, 'h hr hour hourtime'],
  'time:86400000': [86_400_000, 'd day daytime'],
  'time:604800000': [604_800_000, 'wk week'],
  size: [1, 'b byte bytes'],
  'size:1000': [1_000, 'kb kilobyte kilobyt'],
  'size:1000000': [1_000_000, 'mb megabyte megabyt'],
  'size:1000000000': [1_000_000_000, 'gb gigabyte gigabyt'],
  pixels: [1, 'px pixel pixels'],
  length: [1, 'm metre meter'],
  'length:0.01': [0.01, 'cm centimetre centimeter centim'],
  'length:0.001': [0.001, 'mm millimetre millimeter millim'],
  'length:0.0254': [0.0254, 'in inch'],
  density: [1, 'dpi ppi dots_per_inch pixels_per_inch'],
  percent: [1, '% percent percentage'],
  pages: [1, 'page'],
  columns: [1, 'column'],
  characters: [1, 'character characters'],
  words: [1, 'word words'],
  money: [
    1,
    'euro:eur united_states_dollar:usd us_dollar:usd pound_sterling:gbp japanese_yen:jpy swiss_franc:chf',
  ],
};

const UNITS = new Map<string, Unit>();
for (const [kind, [factor, names]] of Object.entries(KNOWN))
  for (const written of names.split(' ')) {
    const [name = '', currency] = written.split(':');
    const measures = currency === undefined ? kind.replace(/:.*/, '') : `money:${currency}`;
    UNITS.set(name, { measures, factor });
  }
for (const code of Intl.supportedValuesOf('currency'))
  UNITS.set(code.toLowerCase(), { measures: `money:${code.toLowerCase()}`, factor: 1 });

/** Vocabularies with these local names. Other namespaces may mean anything by them. */
const VOCABULARY =
  /^https?:\/\/(?:(?:www\.)?dbpedia\.org\/resource|qudt\.org\/1\.\d\/vocab\/unit|(?:www\.)?qudt\.org\/vocab\/(?:unit|currency)|cvx?\.iptc\.org\/newscodes\/(?:iso4217a|dimensionunit))[/#]([\w%-]+)$/;

/** Undefined: unknown unit. */
export function unitOf(name: string): Unit | undefined {
  const local = VOCABULARY.exec(name)?.[1] ?? name;
  return UNITS.get(local.toLowerCase());
}
