/** Time zones of entries: that of the entry's license version, or of the nearest version before it. */
import { inParameters } from '../../platform/d1.ts';
import { isTimeZone } from '../time-zone.ts';
import type { Entry } from '../types.ts';
import type { ZoneOf } from './calendar.ts';

/** `known`: zones that were read, by license and version. It is added to, and the answer follows it. */
export async function zonesOf(
  db: D1Database,
  entries: Iterable<Pick<Entry, 'license' | 'licenseVersion'>>,
  known: Map<string, string> = new Map(),
): Promise<ZoneOf> {
  const missing = new Map<string, { license: string; version: number }>();
  for (const { license, licenseVersion: version } of entries)
    if (!known.has(`${license} ${version}`)) missing.set(`${license} ${version}`, { license, version });
  for (const json of inParameters([...missing.values()])) {
    const { results } = await db
      .prepare(
        `SELECT value ->> 'license' AS license, value ->> 'version' AS version,
           (SELECT terms ->> 'timeZone' FROM license_versions
            WHERE license_versions.license = value ->> 'license' AND license_versions.version <= value ->> 'version'
            ORDER BY license_versions.version DESC LIMIT 1) AS zone FROM json_each(?)`,
      )
      .bind(json)
      .all<{ license: string; version: number; zone: string | null }>();
    for (const { license, version, zone } of results)
      known.set(`${license} ${version}`, zone !== null && isTimeZone(zone) ? zone : 'UTC');
  }
  return (license, version) => known.get(`${license} ${version}`) ?? 'UTC';
}
