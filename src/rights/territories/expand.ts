/** Converts names of territories to sets of codes. */
import type { Message } from '../message.ts';
import { message, quoted, toFaultMessage } from '../policy-templates.ts';
import type { Result, RightsFault } from '../types.ts';
import { ALPHA_2 } from './iso3166.ts';
import { NAMED_SETS } from './sets.ts';
import { partsByName, placeCode, widerPlaces } from './subdivisions.ts';
import { takeOut } from './within.ts';

/** IPTC's ISO 3166-1 vocabularies (cvx.iptc.org), which RightsML policies use for countries. */
const IPTC_COUNTRY =
  /^https?:\/\/cvx?\.iptc\.org\/(?:iso3166-1a[23]|newscodes\/iso3166-1a[23])\/([A-Za-z]{2,3})$/;

/** ISO's own URN (RFC 5141): the only IRI form for parts of countries. */
const ISO_PART = /^urn:iso:std:iso:3166:-2:([A-Za-z]{2}-[A-Za-z0-9]{1,3})$/;

/**
 * Returns the codes of one name: an alpha-2 or alpha-3 code, a part of a country (`DE-BY`), a named set
 * (`world`, `EEA`, `EU`, `DACH`), an IPTC country IRI or an ISO URN of a part, in any case. Undefined:
 * unknown name.
 */
export function territoryCodes(name: string): ReadonlySet<string> | undefined {
  const bare = IPTC_COUNTRY.exec(name)?.[1] ?? ISO_PART.exec(name)?.[1] ?? name;
  const set =
    NAMED_SETS.get(bare) ?? NAMED_SETS.get(bare.toUpperCase()) ?? NAMED_SETS.get(bare.toLowerCase());
  if (set) return set;
  const code = placeCode(bare);
  return code === undefined ? undefined : new Set([code]);
}

/** Prefix of exclusions: `["world", "-JP"]` is the world without Japan. */
const OUT = '-';

/**
 * Returns the union of the names without those that begin with `-`. The more specific name wins, whatever the
 * order: `["world", "-DE", "DE-BY"]` includes Bavaria. Faults: one per unknown name, with its index as path
 * (`/3`).
 */
export function expandTerritories(names: readonly string[]): Result<Set<string>, RightsFault[]> {
  const faults: RightsFault[] = [];
  const codes = new Set<string>();
  const excluded = new Set<string>();
  names.forEach((name, position) => {
    const namedCodes = codesOf(name);
    if (!namedCodes) faults.push({ path: `/${position}`, ...toFaultMessage(unknownPlace(name)) });
    else for (const code of namedCodes) (name.startsWith(OUT) ? excluded : codes).add(code);
  });
  if (codes.size === 0 && excluded.size > 0 && faults.length === 0)
    faults.push({ path: '/0', ...toFaultMessage(message('broken.nothing_to_take_out_of')) });
  if (faults.length > 0) return { ok: false, reason: faults };
  const reincluded = [...codes].filter(
    (code) => !excluded.has(code) && widerPlaces(code).some((wider) => excluded.has(wider)),
  );
  for (const code of excluded) takeOut(codes, code);
  for (const code of reincluded) codes.add(code);
  return { ok: true, value: codes };
}

/** Name of a country (English, German) or part of one, in lower case → its code. Built at the first unknown name. */
let codeByName: ReadonlyMap<string, string> | undefined;

function unknownPlace(name: unknown): Message {
  if (typeof name !== 'string') return message('broken.no_place');
  const why = message('broken.place', { name: quoted(name, 40) });
  const suggestion = codeOfPlace(name);
  return suggestion === undefined ? why : message('broken.meant', { why, meant: quoted(suggestion) });
}

/** Code that a name was typed instead of, with its sign. Undefined: no name, or one of several parts. */
export function codeOfPlace(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  codeByName ??= new Map([...partsByName(), ...countriesByName()]);
  const prefix = name.startsWith(OUT) ? OUT : '';
  const code = codeByName.get(name.slice(prefix.length).toLowerCase());
  return code === undefined ? undefined : `${prefix}${code}`;
}

function countriesByName(): [string, string][] {
  return ['en', 'de'].flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return ALPHA_2.map((code): [string, string] => [(names.of(code) ?? code).toLowerCase(), code]);
  });
}

function codesOf(name: unknown): ReadonlySet<string> | undefined {
  if (typeof name !== 'string') return undefined;
  return territoryCodes(name.startsWith(OUT) ? name.slice(OUT.length) : name);
}
