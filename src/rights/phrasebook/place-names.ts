/** Place names that CLDR does not list first, or that are ambiguous. Data. `_` stands for a space. */

/** Codes or names of sets; several for a name of several countries. */
export interface NamedPlace {
  names: readonly string[];
  /** Question to the desk if the name means several places. */
  confirm?: string;
}

export const ALIASES: Record<string, string> = {
  USA: 'US',
  UNITED_STATES_OF_AMERICA: 'US',
  ETATS_UNIS: 'US',
  EE_UU: 'US',
  EEUU: 'US',
  UK: 'GB',
  U_K: 'GB',
  GREAT_BRITAIN: 'GB',
  BRITAIN: 'GB',
  GROSSBRITANNIEN: 'GB',
  GRANDE_BRETAGNE: 'GB',
  GRAN_BRETANA: 'GB',
  GER: 'DE',
  SUI: 'CH',
  NED: 'NL',
  DEN: 'DK',
  RUSSIAN_FEDERATION: 'RU',
  HOLLAND: 'NL',
  HOLANDA: 'NL',
  CZECH_REPUBLIC: 'CZ',
  TURKEY: 'TR',
  MAINLAND_CHINA: 'CN',
  CHINA_MAINLAND: 'CN',
  HONG_KONG: 'HK',
  HONGKONG: 'HK',
  MACAU: 'MO',
  MACAO: 'MO',
  IVORY_COAST: 'CI',
  VIET_NAM: 'VN',
  BURMA: 'MM',
  BOSNIA: 'BA',
  MACEDONIA: 'MK',
  UAE: 'AE',
  EMIRATES: 'AE',
  SWAZILAND: 'SZ',
  EAST_TIMOR: 'TL',
  PALESTINE: 'PS',
  VATICAN: 'VA',
  CAPE_VERDE: 'CV',
  EUROPEAN_UNION: 'EU',
  EU: 'EU',
  UE: 'EU',
  EEA: 'EEA',
  EWR: 'EEA',
  DACH: 'DACH',
  GSA: 'DACH',
  D_A_CH: 'DACH',
  EUROPEAN_ECONOMIC_AREA: 'EEA',
  EUROPAEISCHE_UNION: 'EU',
  EUROPAISCHE_UNION: 'EU',
  UNION_EUROPEENNE: 'EU',
  UNION_EUROPEA: 'EU',
};

const NORTH = ['DK', 'FI', 'IS', 'NO', 'SE'];
const scandinavia = {
  names: NORTH,
  confirm: 'Scandinavia: with Finland and Iceland? Read as all five countries',
};

/**
 * Ambiguous names mean all their places until the desk answers, because a prohibition that is too wide does
 * no harm.
 */
export const AMBIGUOUS: Record<string, NamedPlace> = {
  GEORGIA: { names: ['GE', 'US-GA'], confirm: 'Georgia: the country, or the state of the USA? Read as both' },
  KOREA: { names: ['KP', 'KR'], confirm: 'Korea: which one? Read as both' },
  CONGO: { names: ['CD', 'CG'], confirm: 'Congo: which one? Read as both' },
  IRELAND: { names: ['GB-NIR', 'IE'], confirm: 'Ireland: the republic, or the island? Read as the island' },
  BENELUX: { names: ['BE', 'LU', 'NL'] },
  NORDICS: { names: NORTH },
  NORDIC_COUNTRIES: { names: NORTH },
  SCANDINAVIA: scandinavia,
  SKANDINAVIEN: scandinavia,
  SCANDINAVIE: scandinavia,
  ESCANDINAVIA: scandinavia,
  BALTICS: { names: ['EE', 'LT', 'LV'] },
  BALTIC_STATES: { names: ['EE', 'LT', 'LV'] },
  NEW_YORK: {
    names: ['US-NY'],
    confirm: 'New York: the state, or the papers of the city? Read as the state',
  },
  WASHINGTON: { names: ['US-DC', 'US-WA'], confirm: 'Washington: which one? Read as both' },
};

/** Alpha-3 codes that are also words of restrictions. */
export const NOT_CODES: ReadonlySet<string> = new Set(
  'AND ARE BEN CAN COD COG COM CUB DOM GIN GUM GUY LIE MAC MAR NOR PAN PER SEN SUR TON'.split(' '),
);
