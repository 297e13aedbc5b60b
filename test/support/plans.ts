/**
 * How D1 goes about what is asked of it: the query plan of each statement that is prepared and bound, with
 * the same values.
 */
import { env } from 'cloudflare:workers';

export interface Plan {
  sql: string;
  /** As `EXPLAIN QUERY PLAN` tells them, in order. */
  steps: string[];
}

export interface Statement {
  sql: string;
  values: unknown[];
}

type Act = (db: D1Database) => Promise<unknown>;

export async function statementsOf(act: Act): Promise<Statement[]> {
  const recorded: Statement[] = [];
  const db = new Proxy(env.DB, {
    get(of, name) {
      if (name !== 'prepare') return Reflect.get(of, name).bind(of);
      return (sql: string) => {
        const one: Statement = { sql, values: [] };
        recorded.push(one);
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
  return recorded;
}

export async function planOf({ sql, values }: Statement): Promise<Plan> {
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...values)
    .all<{ detail: string }>();
  return { sql, steps: results.map(({ detail }) => detail) };
}

/** Of each statement, as often as it is asked. */
export async function plansOf(act: Act): Promise<Plan[]> {
  return Promise.all((await statementsOf(act)).map(planOf));
}

/** How many rows D1 reads for it. */
export async function rowsRead(act: Act): Promise<number> {
  const run = ({ sql, values }: Statement) =>
    env.DB.prepare(sql)
      .bind(...values)
      .run();
  const answers = await Promise.all((await statementsOf(act)).map(run));
  return answers.reduce((sum, { meta }) => sum + meta.rows_read, 0);
}

/** Steps that read a whole table, but for the small ones that a statement makes for itself. */
export function scansOf(plans: Plan[], tables: string[]): string[] {
  return plans.flatMap(({ steps }) =>
    steps.filter((step) => tables.some((table) => new RegExp(`^SCAN ${table}\\b`).test(step))),
  );
}
