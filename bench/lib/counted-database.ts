/** A D1 database that counts: statements and, as D1 itself tells them, rows read and written. */
import { add } from './counts.ts';

/** `side` begins the names of the counts: who asks. */
export function countedDatabase(db: D1Database, side: string): D1Database {
  const noteResult = <T extends D1Result>(result: T): T => {
    add(`${side}: D1 statements`);
    add(`${side}: D1 rows read`, result.meta.rows_read);
    add(`${side}: D1 rows written`, result.meta.rows_written);
    return result;
  };
  return {
    prepare: (sql: string) => counted(db.prepare(sql), noteResult),
    async batch(statements: D1PreparedStatement[]) {
      add(`${side}: D1 round trips`);
      const inner = statements.map((statement) => (statement as unknown as Counted).inner);
      return (await db.batch(inner)).map(noteResult);
    },
  } as unknown as D1Database;
}

interface Counted {
  inner: D1PreparedStatement;
}

function counted(
  inner: D1PreparedStatement,
  noteResult: (result: D1Result) => D1Result,
): D1PreparedStatement {
  const all = async () => noteResult(await inner.all());
  return {
    inner,
    bind: (...values: unknown[]) => counted(inner.bind(...values), noteResult),
    all,
    run: all,
    // Without `meta` nothing could be counted: the rows are the same.
    async first(column?: string) {
      const [row] = (await all()).results as Record<string, unknown>[];
      return row === undefined ? null : column === undefined ? row : row[column];
    },
  } as unknown as D1PreparedStatement;
}
