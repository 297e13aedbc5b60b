/** SQL of COUNTER reports: customers, and catalogue data of items. */
import { ITEMS_AT_ONCE } from './limits.ts';
import type { CataloguedItem, Customer } from './report.ts';

/** A partner or one of its licenses. Null if the id is unknown. */
export async function findCustomer(
  db: D1Database,
  id: string,
): Promise<(Customer & { of: 'partner' | 'license' }) | null> {
  return db
    .prepare(
      `SELECT id, name, 'partner' AS "of" FROM partners WHERE id = ?1
       UNION ALL
       SELECT licenses.id, partners.name, 'license' FROM licenses JOIN partners ON partners.id = licenses.partner
       WHERE licenses.id = ?1`,
    )
    .bind(id)
    .first();
}

export async function cataloguedItems(db: D1Database, ids: string[]): Promise<Map<string, CataloguedItem>> {
  const items = new Map<string, CataloguedItem>();
  for (let from = 0; from < ids.length; from += ITEMS_AT_ONCE) {
    const { results } = await db
      .prepare(
        'SELECT items.id, items.type, headline FROM json_each(?) AS one CROSS JOIN items ON items.id = one.value',
      )
      .bind(JSON.stringify(ids.slice(from, from + ITEMS_AT_ONCE)))
      .all<CataloguedItem & { id: string }>();
    for (const { id, type, headline } of results) items.set(id, { type, headline });
  }
  return items;
}
