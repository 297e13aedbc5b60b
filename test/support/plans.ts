/** How D1 goes about what is asked of it: the query plan of each statement that `act` prepares and binds, with the same values. */
import { env } from 'cloudflare:workers';

export interface Plan {
  sql: string;
  /** As `EXPLAIN QUERY PLAN` tells them, in order. */
  steps: string[];
}

export async function plansOf(act: (db: D1Database) => Promise<unknown>): Promise<Plan[]> {
  const asked: { sql: string; values: unknown[] }[] = [];
  const db = new Proxy(env.DB, {
    get(of, name) {
      if (name !== 'prepare') return Reflect.get(of, name).bind(of);
      return (sql: string) => {
        const one = { sql, values: [] as unknown[] };
        asked.push(one);
        return new Proxy(of.prepare(sql), {
          get(statement, member) {
            const value = Reflect.get(statement, member);
            if (member === 'bind')
              return (...values: unknown[]) => {
                one.values = values;
                return statement.bind(...values);
              };
            return typeof value === 'function' ? value.bind(statement) : value;
          },
        });
      };
    },
  });
  await act(db);
  return Promise.all(
    asked.map(async ({ sql, values }) => {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>();
      return { sql, steps: results.map(({ detail }) => detail) };
    }),
  );
}

/** Steps that read a whole table, but for the small ones that a statement makes for itself. */
export function scansOf(plans: Plan[], tables: string[]): string[] {
  return plans.flatMap(({ steps }) =>
    steps.filter((step) => tables.some((table) => new RegExp(`^SCAN ${table}\\b`).test(step))),
  );
}
