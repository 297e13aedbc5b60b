/** SQL of what readers of the log may know of licenses: whose they are, and when they hold. */
import { whereOf } from '../../platform/conditions.ts';

export interface NamedLicense {
  id: string;
  partner: string;
  /** The partner's. */
  name: string;
  /** Those that the license is for. */
  titles: { id: string; name: string }[];
  status: 'active' | 'suspended' | 'terminated';
  /** IANA name: whose days its periods have. */
  timeZone: string;
  starts: string;
  ends: string;
}

export interface Asked {
  ids?: string[] | undefined;
  partner?: string | undefined;
  /** Id of the last one of the page before; '' for the first page. */
  after: string;
  limit: number;
}

/** By id, so by creation. */
export async function namedLicenses(
  db: D1Database,
  { ids, partner, after, limit }: Asked,
): Promise<NamedLicense[]> {
  const { where, values } = whereOf([
    { sql: 'licenses.id > ?', values: [after] },
    { sql: 'licenses.id IN (SELECT value FROM json_each(?))', values: [ids && JSON.stringify(ids)] },
    { sql: 'partner = ?', values: [partner] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT licenses.id, partner, name, partners.titles, terms -> '$.titles' AS own, licenses.status,
         coalesce(terms ->> '$.timeZone', 'UTC') AS timeZone, terms ->> '$.starts' AS starts, terms ->> '$.ends' AS ends
       FROM licenses CROSS JOIN partners ON partners.id = partner ${where} ORDER BY licenses.id LIMIT ?`,
    )
    .bind(...values, limit)
    .all<Omit<NamedLicense, 'titles'> & { titles: string; own: string | null }>();
  return results.map(({ own, titles, ...row }) => ({ ...row, titles: titlesOf(titles, own) }));
}

/** A license that names none is for all of its partner's. */
function titlesOf(titles: string, own: string | null): NamedLicense['titles'] {
  const all = JSON.parse(titles) as NamedLicense['titles'];
  const named = own === null ? null : new Set(JSON.parse(own) as string[]);
  return all.filter(({ id }) => named === null || named.has(id)).map(({ id, name }) => ({ id, name }));
}
