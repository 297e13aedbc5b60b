/** Licenses of the object that have used most of their quota, by the window that they are in. */
import { dateIn } from '../time-zone.ts';
import type { LicenseState, NearQuota } from '../types.ts';

interface Asked {
  /** Milliseconds, UTC. */
  atMs: number;
  /** Of the quota, from 0 to 1. */
  share: number;
  limit: number;
}

const ZONE = `coalesce(state ->> '$.timeZone', 'UTC')`;
/** As `windowsOf` of meter.ts names the windows. */
const TERM = `coalesce(state ->> '$.termMs', state ->> '$.startsMs')`;
const WINDOW = `CASE state ->> '$.quota.per' WHEN 'term' THEN 'term:' || ${TERM}
  WHEN 'month' THEN 'month:' || substr(zones.date, 1, 7) || '@' || ${TERM} ELSE 'day:' || zones.date || '@' || ${TERM} END`;

/**
 * Those most used first, and how many there are. It looks at every license of the object, each with one seek: not to be asked for each
 * request.
 */
export function nearQuota(
  sql: SqlStorage,
  { atMs, share, limit }: Asked,
): { items: NearQuota[]; count: number } {
  const zones = sql
    .exec<{ zone: string }>(
      `SELECT DISTINCT ${ZONE} AS zone FROM licenses WHERE state -> '$.quota' IS NOT NULL`,
    )
    .toArray()
    .map(({ zone }) => ({ zone, date: dateIn(zone, atMs) }));
  const rows = sql
    .exec<{ state: string; used: number; count: number }>(
      `WITH zones AS MATERIALIZED (SELECT value ->> 'zone' AS zone, value ->> 'date' AS date FROM json_each(?1))
       SELECT state, used, count(*) OVER () AS count
       FROM licenses CROSS JOIN zones ON zones.zone = ${ZONE}
         CROSS JOIN usage ON usage.license = licenses.id AND usage.period = ${WINDOW}
       WHERE state -> '$.quota' IS NOT NULL AND state ->> '$.status' = 'active' AND state ->> '$.endsMs' > ?2
         AND used > 0 AND used >= ?3 * (state ->> '$.quota.limit')
       ORDER BY used * 1.0 / max(1, state ->> '$.quota.limit') DESC, licenses.id LIMIT ?4`,
      JSON.stringify(zones),
      atMs,
      share,
      limit,
    )
    .toArray();
  return {
    items: rows.flatMap(({ state, used }) => itemOf(JSON.parse(state) as LicenseState, used)),
    count: rows[0]?.count ?? 0,
  };
}

function itemOf({ id, partner, quota, timeZone = 'UTC', endsMs }: LicenseState, used: number): NearQuota[] {
  return quota ? [{ license: id, partner, quota, used, timeZone, endsMs }] : [];
}
