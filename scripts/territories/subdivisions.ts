/**
 * Writes src/rights/territories/subdivisions.generated.ts from the published lists: CLDR (codes, containment,
 * English names) and iso-3166 (the names that ISO lists, in the local language).
 *
 *     node scripts/territories/subdivisions.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../src/rights/territories/subdivisions.generated.ts');

/**
 * Countries whose parts wires restrict by name: where the languages of the phrasebook are spoken, and
 * neighbors.
 */
const NAMED_IN = new Set('AT AU BE CA CH DE ES FR GB IE IT NL US'.split(' '));

/**
 * Parts that ISO 3166-2 lists under a country and ISO 3166-1 by a code of their own ("see also separate
 * country code entry"). To us they are the latter: a use in `PR` and a restriction of `US-PR` mean one place.
 */
const DOUBLES: Record<string, string> = {
  CN: 'HK MO TW',
  FI: '01:AX',
  FR: '971:GP 972:MQ 973:GF 974:RE 976:YT BL MF NC PF PM TF WF',
  NL: 'AW BQ1:BQ BQ2:BQ BQ3:BQ CW SX',
  NO: '21:SJ 22:SJ',
  US: 'AS GU MP PR UM VI',
};

/**
 * Parents that CLDR skips: Alsace stands between its departments and the Grand Est (ISO 3166-2:FR,
 * 2020-11-24).
 */
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
 * Names of the largest parts, English and local, of countries whose parts wires restrict: \`code=name/name\`.
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

/**
 * The parts named in `NAMED_IN`, and any part elsewhere that shares a name with one: a name that means two
 * must not mean one.
 */
function names(codes: readonly string[], lists: Lists): string {
  const named = codes.filter(
    (code) => NAMED_IN.has(country(code)) && lists.parents.get(code) === country(code),
  );
  const taken = new Set(named.flatMap((code) => namesOf(code, lists)));
  const line = (code: string, own: string[]) => (own.length > 0 ? [`${code}=${own.join('/')}`] : []);
  return codes
    .flatMap((code) => {
      const own = namesOf(code, lists);
      return line(code, named.includes(code) ? own : own.filter((name) => taken.has(name)));
    })
    .join('\n');
}

/** "Asturias, Principado de" is Asturias; "Aragón [Aragó]" has two names. */
function namesOf(code: string, { english, local }: Lists): string[] {
  const both = [
    english[code.toLowerCase().replace('-', '')] ?? '',
    ...(local.get(code) ?? '').split(/[[\]/,]/),
  ];
  const clean = both.map((name) => name.replace(/[^\p{L}\p{M} .'’–-]|\(.*/gu, '').trim());
  return [...new Set(clean)].filter((name) => name !== '' && !/^Comunidad$| (de|del|of)$/.test(name));
}

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, generated());
