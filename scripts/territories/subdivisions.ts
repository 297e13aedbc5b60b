/** Writes src/rights/territories/subdivisions.generated.ts from CLDR, iso-3166 and the names below. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../src/rights/territories/subdivisions.generated.ts');

/** Where the languages of the phrasebook are spoken, and neighbors. */
const NAMED_IN = new Set('AT AU BE CA CH DE ES FR GB IE IT NL US'.split(' '));

/** Smaller parts, and parts of other countries, that have names of their own: autonomous ones, and Alsace. */
const NAMED_TOO = new Set(
  'AZ-NX CN-NM CN-XJ CN-XZ FR-6AE GE-AB GE-AJ IT-BZ IT-TN MD-GA PT-20 PT-30 RS-VO UA-43'.split(' '),
);

/** Names that the lists lack, without ambiguous ones (Marken, Freiburg, Seeland). `*`: German, to display. */
const MORE_NAMES: Record<string, string> = {
  'AU-NSW': '*Neusüdwales',
  'AU-NT': '*Nordterritorium',
  'AU-SA': '*Südaustralien',
  'AU-TAS': '*Tasmanien',
  'AU-WA': '*Westaustralien',
  'AZ-NX': 'Nakhchivan/*Nachitschewan',
  'BE-BRU': '*Brüssel/Bruxelles/Brussel',
  'BE-VLG': '*Flandern/Vlaanderen/Flandre/Flandes',
  'BE-WAL': '*Wallonien/Wallonie/Wallonië/Valonia',
  'CA-BC': '*Britisch-Kolumbien',
  'CA-NB': '*Neubraunschweig',
  'CA-NL': '*Neufundland und Labrador/Newfoundland/Neufundland',
  'CA-NS': '*Neuschottland',
  'CH-BE': 'Berne',
  'CH-GE': '*Genf',
  'CH-GR': 'Grisons/Grigioni',
  'CH-LU': '*Luzern',
  'CH-NE': '*Neuenburg',
  'CH-TI': '*Tessin',
  'CH-VD': '*Waadt/Waadtland',
  'CH-VS': '*Wallis',
  'CN-NM': 'Inner Mongolia/*Innere Mongolei',
  'DE-BY': 'Bavière/Baviera',
  'DE-MV': 'Mecklenburg-Western Pomerania',
  'DE-NW': 'NRW',
  'ES-AN': '*Andalusien/Andalousie',
  'ES-AR': '*Aragonien',
  'ES-AS': '*Asturien',
  'ES-CB': '*Kantabrien',
  'ES-CL': '*Kastilien und León',
  'ES-CM': '*Kastilien-La Mancha',
  'ES-CN': '*Kanarische Inseln/Kanaren/Islas Canarias',
  'ES-CT': '*Katalonien/Cataluña/Catalogne',
  'ES-GA': '*Galicien',
  'ES-IB': '*Balearische Inseln/Balearen/Balearics/Islas Baleares',
  'ES-MC': '*Murcia',
  'ES-MD': '*Madrid',
  'ES-NC': 'Navarre/*Navarra',
  'ES-PV': '*Baskenland/Euskadi',
  'ES-VC': '*Valencia',
  'FR-20R': 'Corsica/*Korsika',
  'FR-6AE': '*Elsass',
  'FR-BFC': '*Bourgogne-Franche-Comté',
  'FR-BRE': '*Bretagne',
  'FR-NOR': 'Normandy',
  'FR-OCC': 'Occitania/*Okzitanien',
  'GB-ENG': 'Angleterre/Inglaterra',
  'GB-NIR': '*Nordirland/Irlande du Nord/Irlanda del Norte',
  'GB-SCT': '*Schottland/Écosse/Escocia',
  'GE-AB': '*Abchasien',
  'GE-AJ': '*Adscharien',
  'IT-21': '*Piemont',
  'IT-23': '*Aostatal',
  'IT-25': '*Lombardei',
  'IT-32': '*Trentino-Südtirol',
  'IT-34': '*Venetien',
  'IT-36': '*Friaul-Julisch Venetien',
  'IT-42': '*Ligurien',
  'IT-52': '*Toskana',
  'IT-55': '*Umbrien',
  'IT-62': '*Latium',
  'IT-65': '*Abruzzen',
  'IT-72': '*Kampanien',
  'IT-75': '*Apulien',
  'IT-77': '*Basilikata',
  'IT-78': '*Kalabrien',
  'IT-82': '*Sizilien',
  'IT-88': '*Sardinien',
  'IT-BZ': '*Südtirol/Alto Adige',
  'MD-GA': '*Gagausien',
  'NL-NB': '*Nordbrabant',
  'NL-NH': '*Nordholland',
  'NL-ZH': '*Südholland',
  'PT-20': 'Açores/*Azoren',
  'RS-VO': '*Wojwodina',
  'UA-43': '*Krim',
  'US-CA': '*Kalifornien',
  'US-NY': 'New York State',
  'US-PA': '*Pennsylvanien',
  'US-WA': 'Washington State',
};

/** Parts that ISO 3166-1 lists as countries. `PR` and `US-PR` mean one place: the former. */
const DOUBLES: Record<string, string> = {
  CN: 'HK MO TW',
  FI: '01:AX',
  FR: '971:GP 972:MQ 973:GF 974:RE 976:YT BL MF NC PF PM TF WF',
  NL: 'AW BQ1:BQ BQ2:BQ BQ3:BQ CW SX',
  NO: '21:SJ 22:SJ',
  US: 'AS GU MP PR UM VI',
};

/** CLDR skips Alsace between its departments and the Grand Est (ISO 3166-2:FR, 2020-11-24). */
const PARENTS: Record<string, string> = { 'FR-67': 'FR-6AE', 'FR-68': 'FR-6AE' };

interface Lists {
  /** Code → parent. */
  parents: Map<string, string>;
  english: Record<string, string>;
  local: Map<string, string>;
}

function readLists(): Lists {
  const require = createRequire(import.meta.url);
  const json = (name: string): unknown => JSON.parse(readFileSync(require.resolve(name), 'utf8'));
  const { supplemental } = json('cldr-core/supplemental/subdivisionContainment.json') as {
    supplemental: { subdivisionContainment: Record<string, { _contains: string[] }> };
  };
  const { subdivisions } = json('cldr-subdivisions-full/subdivisions/en/en.json') as {
    subdivisions: { localeDisplayNames: { subdivisions: Record<string, string> } };
  };
  const { iso31662 } = require('iso-3166') as { iso31662: { code: string; name: string }[] };
  const parents = new Map<string, string>();
  for (const [parent, { _contains }] of Object.entries(supplemental.subdivisionContainment))
    for (const child of _contains) parents.set(isoCode(child), isoCode(parent));
  for (const [code, parent] of Object.entries(PARENTS)) parents.set(code, parent);
  return {
    parents,
    english: subdivisions.localeDisplayNames.subdivisions,
    local: new Map(iso31662.map(({ code, name }) => [code, name])),
  };
}

/** CLDR writes `deby`. */
function isoCode(cldr: string): string {
  const upper = cldr.toUpperCase();
  return upper.length > 2 && !upper.includes('-') ? `${upper.slice(0, 2)}-${upper.slice(2)}` : upper;
}

const bare = (code: string) => code.slice(3);
const country = (code: string) => code.slice(0, 2);

/** The text of the generated file. */
export function generated(): string {
  const lists = readLists();
  const codes = [...lists.parents.keys()].sort();
  const doubles = doublesOf(codes);
  const own = codes.filter((code) => !doubles.has(code));
  return `/**
 * ISO 3166-2, written by scripts/territories/subdivisions.ts from cldr-core, cldr-subdivisions-full (Unicode
 * CLDR 48.2, Unicode-3.0) and iso-3166 4.4.0 (MIT). Do not edit.
 */

/** A line per country: its code, then its parts; \`A<B\` is a part of the part B. */
export const PARTS = \`
${lines(own, lists)}
\`;

/** Parts of a country that ISO lists under a country code of their own too. */
export const DOUBLES =
  '${[...doubles].map((pair) => pair.join(':')).join(' ')}';

/**
 * Names of the largest parts of countries whose parts wires restrict, and of autonomous ones: \`code=name/name\`.
 * The first is English, and \`*\` marks the German one if it differs.
 */
export const NAMES = \`
${names(own, lists)}
\`;
`;
}

function lines(codes: readonly string[], { parents }: Lists): string {
  const byCountry = new Map<string, string[]>();
  for (const code of codes) {
    const parent = parents.get(code) ?? '';
    const word = parent.includes('-') ? `${bare(code)}<${bare(parent)}` : bare(code);
    byCountry.set(country(code), [...(byCountry.get(country(code)) ?? []), word]);
  }
  return [...byCountry].map(([name, parts]) => `${name} ${parts.join(' ')}`).join('\n');
}

function doublesOf(codes: readonly string[]): Map<string, string> {
  const doubles = new Map(
    Object.entries(DOUBLES).flatMap(([parent, list]) =>
      list.split(' ').map((pair): [string, string] => {
        const [part = '', territory = part] = pair.split(':');
        return [`${parent}-${part}`, territory];
      }),
    ),
  );
  for (const code of doubles.keys()) if (!codes.includes(code)) throw new Error(`there is no ${code}`);
  return doubles;
}

/** A part elsewhere that shares a name with a named one is listed, too: the name must not mean one only. */
function names(codes: readonly string[], lists: Lists): string {
  for (const code of [...NAMED_TOO, ...Object.keys(MORE_NAMES)])
    if (!codes.includes(code)) throw new Error(`there is no ${code}`);
  const named = codes.filter(
    (code) =>
      NAMED_TOO.has(code) || (NAMED_IN.has(country(code)) && lists.parents.get(code) === country(code)),
  );
  const taken = new Set(named.flatMap((code) => namesOf(code, lists)));
  const line = (code: string, own: string[]) => (own.length > 0 ? [`${code}=${own.join('/')}`] : []);
  return codes
    .flatMap((code) => {
      const own = namesOf(code, lists);
      return line(
        code,
        named.includes(code) ? withGerman(code, own, lists) : own.filter((name) => taken.has(name)),
      );
    })
    .join('\n');
}

/** "Asturias, Principado de" is Asturias; "Aragón [Aragó]" has two names. */
function namesOf(code: string, { english, local }: Lists): string[] {
  const more = (MORE_NAMES[code] ?? '').split('/');
  const own = (local.get(code) ?? '').split(/[[\]/,]/);
  const all = [english[code.toLowerCase().replace('-', '')] ?? '', ...own, ...more];
  return [...new Set(all.map(clean))].filter(
    (name) => name !== '' && !/^Comunidad$| (de|del|of)$/.test(name),
  );
}

const clean = (name: string) => name.replace(/[^\p{L}\p{M} .'’–-]|\(.*/gu, '').trim();

/** Marks the German name, unless it is the English one, which is first. */
function withGerman(code: string, names: string[], { local }: Lists): string[] {
  const marked = (MORE_NAMES[code] ?? '').split('/').find((name) => name.startsWith('*'));
  const german = clean(marked ?? (/^(AT|DE)/.test(code) ? (local.get(code) ?? '') : ''));
  return names.map((name, index) => (index > 0 && name === german ? `*${name}` : name));
}

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, generated());
