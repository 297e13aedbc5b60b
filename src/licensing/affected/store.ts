/**
 * For each list of products (null: all) counts the licenses in force that name one. Reads the terms of each
 * license once. The row with list -1 has the number of licenses read, of `max` at most.
 */
export async function countLicensesOf(
  db: D1Database,
  lists: readonly (readonly string[] | null)[],
  { now, max }: { now: number; max: number },
): Promise<{ counts: number[]; examined: number }> {
  const { results } = await db
    .prepare(
      `WITH active AS MATERIALIZED (
         SELECT licenses.id, terms FROM licenses JOIN partners ON partners.id = licenses.partner
         WHERE licenses.status = 'active' AND partners.status = 'active'
           AND unixepoch(terms ->> '$.starts') <= ?2 AND unixepoch(terms ->> '$.ends') > ?2 LIMIT ?3),
       named AS MATERIALIZED (
         SELECT active.id, product.value AS product FROM active, json_each(terms, '$.products') AS product),
       lists AS MATERIALIZED (SELECT key AS list, value AS products, type FROM json_each(?1))
       SELECT list, count(DISTINCT named.id) AS licenses FROM lists, named
       WHERE lists.type = 'null' OR named.product IN (SELECT value FROM json_each(lists.products))
       GROUP BY list
       UNION ALL SELECT -1, count(*) FROM active`,
    )
    .bind(JSON.stringify(lists), Math.floor(now / 1000), max)
    .all<{ list: number; licenses: number }>();
  const byList = new Map(results.map(({ list, licenses }) => [list, licenses]));
  return { counts: lists.map((_, list) => byList.get(list) ?? 0), examined: byList.get(-1) ?? 0 };
}
