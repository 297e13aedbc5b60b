/** A D1 that remembers what it was asked: each statement with its values, and how many calls that took. */

export interface Overheard {
  db: D1Database;
  statements: { sql: string; values: unknown[] }[];
  calls: number;
}

export function overheard(real: D1Database): Overheard {
  const originals = new WeakMap<object, { sql: string; values: unknown[]; real: D1PreparedStatement }>();
  const prepared = (sql: string, values: unknown[], statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get: (target, name) => {
        if (name === 'bind') return (...bound: unknown[]) => prepared(sql, bound, target.bind(...bound));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          heard.calls++;
          heard.statements.push({ sql, values });
          return member.apply(target, given) as unknown;
        };
      },
    });
    originals.set(proxy, { sql, values, real: statement });
    return proxy;
  };
  const heard: Overheard = {
    statements: [],
    calls: 0,
    db: new Proxy(real, {
      get: (db, name) => {
        if (name === 'prepare') return (sql: string) => prepared(sql, [], db.prepare(sql));
        if (name !== 'batch') return Reflect.get(db, name) as unknown;
        return (list: D1PreparedStatement[]) => {
          const known = list.flatMap((one) => originals.get(one) ?? []);
          heard.calls++;
          heard.statements.push(...known.map(({ sql, values }) => ({ sql, values })));
          return db.batch(known.map((one) => one.real));
        };
      },
    }),
  };
  return heard;
}

/** How SQLite goes about each statement that was overheard. */
export async function plansOf({ statements }: Overheard, db: D1Database): Promise<Map<string, string[]>> {
  const plans = new Map<string, string[]>();
  for (const { sql, values } of statements) {
    const { results } = await db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...values)
      .all<{ detail: string }>();
    plans.set(
      sql,
      results.map(({ detail }) => detail),
    );
  }
  return plans;
}
