/** From names to sets of alpha-2 codes. */
import type { Result, RightsFault } from '../types.ts';
import { countryCode } from './iso3166.ts';
import { NAMED_SETS } from './sets.ts';

/** IPTC's ISO 3166-1 vocabularies (cvx.iptc.org), as RightsML policies name countries. */
const IPTC_COUNTRY =
  /^https?:\/\/cvx?\.iptc\.org\/(?:iso3166-1a[23]|newscodes\/iso3166-1a[23])\/([A-Za-z]{2,3})$/;

/**
 * The codes that one name stands for: an alpha-2 or alpha-3 code, a named set (`world`, `EEA`, `EU`, `DACH`) or an
 * IPTC country IRI, in any case. Undefined when the name is not known.
 */
export function territoryCodes(name: string): ReadonlySet<string> | undefined {
  const bare = IPTC_COUNTRY.exec(name)?.[1] ?? name;
  const set =
    NAMED_SETS.get(bare) ?? NAMED_SETS.get(bare.toUpperCase()) ?? NAMED_SETS.get(bare.toLowerCase());
  if (set) return set;
  const code = countryCode(bare);
  return code === undefined ? undefined : new Set([code]);
}

/** The union of the names. One fault per unknown name, its path the position in the list (`/3`). */
export function expandTerritories(names: string[]): Result<Set<string>, RightsFault[]> {
  const codes = new Set<string>();
  const faults: RightsFault[] = [];
  names.forEach((name, position) => {
    const found = typeof name === 'string' ? territoryCodes(name) : undefined;
    if (found) for (const code of found) codes.add(code);
    else
      faults.push({
        path: `/${position}`,
        message: `${quoted(name)} is no ISO 3166-1 code and no named set`,
      });
  });
  return faults.length > 0 ? { ok: false, reason: faults } : { ok: true, value: codes };
}

function quoted(name: unknown): string {
  return typeof name === 'string' ? `"${name.toWellFormed().slice(0, 40)}"` : 'This';
}
