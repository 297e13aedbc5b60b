/** SQL of partners. Every version is in partner_versions. */
import { storePartnerVersions } from '../../ledger/store.ts';
import { searchConditions, sortedBy, whereOf } from '../../platform/conditions.ts';
import { countRows, type PageRequest } from '../../platform/paging.ts';
import type { Title } from '../../rights/terms.ts';

export interface PartnerRow {
  id: string;
  name: string;
  status: 'active' | 'suspended';
  /** Name of the pool object with its licenses and keys. Only a partner migration changes it. */
  ledger: string;
  titles: Title[];
  contact: string | null;
  /** Second contact, for recalls that are overdue. */
  recall_contact: string | null;
  version: number;
  created: string;
  updated: string;
}

const COLUMNS = 'id, name, status, ledger, titles, contact, recall_contact, version, created, updated';

type Columns = Omit<PartnerRow, 'titles'> & { titles: string };
const rowOf = (columns: Columns): PartnerRow => ({
  ...columns,
  titles: JSON.parse(columns.titles) as Title[],
});

export async function findPartner(db: D1Database, id: string): Promise<PartnerRow | null> {
  const columns = await db.prepare(`SELECT ${COLUMNS} FROM partners WHERE id = ?`).bind(id).first<Columns>();
  return columns && rowOf(columns);
}

/** All partners: SQL compares only ASCII letters without case. */
export async function partnerNames(db: D1Database): Promise<Pick<PartnerRow, 'id' | 'name'>[]> {
  const { results } = await db
    .prepare('SELECT id, name FROM partners ORDER BY created')
    .all<Pick<PartnerRow, 'id' | 'name'>>();
  return results;
}

/** Partners with titles on any of the domains, oldest first. */
export async function partnersOnDomains(
  db: D1Database,
  domains: string[],
): Promise<{ id: string; name: string; domain: string }[]> {
  if (domains.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT partners.id, partners.name, domain.value AS domain
       FROM partners CROSS JOIN json_each(titles) AS title CROSS JOIN json_each(title.value, '$.domains') AS domain
       WHERE domain.value IN (SELECT value FROM json_each(?)) ORDER BY created`,
    )
    .bind(JSON.stringify(domains))
    .all<{ id: string; name: string; domain: string }>();
  return results;
}

const SORTED = { name: 'name COLLATE NOCASE', updated: 'updated' };
const SEARCHED = `partners.name || ' ' || coalesce(contact, '') || ' ' ||
  coalesce((SELECT group_concat((value ->> 'id') || ' ' || (value ->> 'name') || ' ' || (value ->> 'domains'), ' ')
    FROM json_each(titles)), '')`;

export async function listPartners(
  db: D1Database,
  { q, sort, after, limit }: PageRequest,
): Promise<PartnerRow[]> {
  const { conditions, order } = sortedBy({ table: 'partners', columns: SORTED, sort, after });
  const { where, values } = whereOf([...conditions, ...searchConditions('partners', SEARCHED, q)]);
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM partners ${where} ${order} LIMIT ?`)
    .bind(...values, limit)
    .all<Columns>();
  return results.map(rowOf);
}

export const countPartners = (db: D1Database, { q }: Pick<PageRequest, 'q'>): Promise<number> =>
  countRows(db, 'partners', searchConditions('partners', SEARCHED, q));

export async function partnersByLedger(db: D1Database): Promise<Map<string, number>> {
  const { results } = await db
    .prepare('SELECT ledger, count(*) AS partners FROM partners GROUP BY ledger')
    .all<{ ledger: string; partners: number }>();
  return new Map(results.map((row) => [row.ledger, row.partners]));
}

export function insertPartner(db: D1Database, row: PartnerRow): D1PreparedStatement[] {
  const { id, name, status, ledger, titles, contact, recall_contact, version, created, updated } = row;
  return [
    db
      .prepare(`INSERT INTO partners (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
      .bind(
        id,
        name,
        status,
        ledger,
        JSON.stringify(titles),
        contact,
        recall_contact,
        version,
        created,
        updated,
      ),
    storePartnerVersions(db, [id]),
  ];
}

/** Writes `row` over its previous version, or fails the batch (see platform/failure.ts `unlessChanged`). */
export function updatePartner(db: D1Database, row: PartnerRow): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE partners SET version = CASE WHEN version = ? THEN ? END, name = ?, status = ?, titles = ?, contact = ?,
           recall_contact = ?, updated = ? WHERE id = ?`,
      )
      .bind(
        row.version - 1,
        row.version,
        row.name,
        row.status,
        JSON.stringify(row.titles),
        row.contact,
        row.recall_contact,
        row.updated,
        row.id,
      ),
    storePartnerVersions(db, [row.id]),
  ];
}
