/** Finds schema steps that take something away from the previous release, by applying them to SQLite. */
import { constants, DatabaseSync } from 'node:sqlite';
import { unstable_splitSqlQuery as splitSqlQuery } from 'wrangler';

export interface SchemaStep {
  name: string;
  sql: string;
}

/** What makes a step a contraction, a sentence each; none: the step only expands. */
export interface Classified extends SchemaStep {
  contracts: string[];
}

/** First line of a step that contracts: `-- contract since 0.2.0: nothing reads items.language any more`. */
const MARK = /^-- contract since (\d+\.\d+\.\d+): \S.+$/;

function classify(steps: SchemaStep[]): Classified[] {
  const db = new DatabaseSync(':memory:');
  try {
    return steps.map((step) => ({ ...step, contracts: contractsOf(db, step) }));
  } finally {
    db.close();
  }
}

/** `released`: steps that are history. A contraction names a past release since which nothing needs it. */
export function lint(steps: SchemaStep[], releases: { versions: string[]; released: number }): string[] {
  return classify(steps)
    .slice(releases.released)
    .flatMap(({ name, sql, contracts }) => {
      const since = MARK.exec(sql.trimStart().split('\n', 1)[0] ?? '')?.[1];
      if (contracts.length === 0)
        return since === undefined ? [] : [`${name} says that it contracts, and it does not`];
      const what = contracts.join('; ');
      if (since === undefined)
        return [`${name} contracts (${what}): its first line must be "-- contract since VERSION: why"`];
      if (releases.versions.includes(since)) return [];
      return [
        `${name} contracts (${what}) since ${since}, which has not been released: wait for the next one`,
      ];
    });
}

function contractsOf(db: DatabaseSync, { name, sql }: SchemaStep): string[] {
  const before = shapeOf(db);
  const found = new Set<string>();
  for (const statement of splitSqlQuery(sql)) {
    if (/^\s*(REPLACE|INSERT\s+OR\s+REPLACE)\b/i.test(withoutComments(statement)))
      found.add('it replaces rows');
    for (const contract of applied(db, statement, before, name)) found.add(contract);
  }
  for (const contract of differences(before, shapeOf(db))) found.add(contract);
  return [...found];
}

/** Applies a statement; what the database says it does to what was there before the step. */
function applied(db: DatabaseSync, statement: string, before: Shape, step: string): string[] {
  const found: string[] = [];
  db.setAuthorizer((action, first, second) => {
    const table = before.tables.get(first ?? '');
    // A check is SQLite's own, when a column with a CHECK is added.
    if (
      action === constants.SQLITE_PRAGMA &&
      !/^(defer_foreign_keys|foreign_keys|quick_check)$/i.test(first ?? '')
    )
      found.push(`it sets PRAGMA ${first}`);
    if (!table) return constants.SQLITE_OK;
    if (action === constants.SQLITE_DROP_TABLE || action === constants.SQLITE_DROP_VTABLE)
      found.push(`the table ${first} is dropped`);
    if (action === constants.SQLITE_DELETE) found.push(`rows of ${first} are deleted`);
    if (action === constants.SQLITE_UPDATE && table.has(second ?? ''))
      found.push(`${first}.${second} is rewritten`);
    return constants.SQLITE_OK;
  });
  try {
    db.exec(statement);
  } catch (error) {
    throw new Error(`${step} cannot be applied: ${(error as Error).message}`);
  } finally {
    db.setAuthorizer(null);
  }
  return found;
}

interface Shape {
  /** Of each table and view its columns, as `type notnull default key`. */
  tables: Map<string, Map<string, string>>;
  indexes: Map<string, { table: string; isUnique: boolean; columns: (string | null)[] }>;
  triggers: Map<string, string>;
}

function shapeOf(db: DatabaseSync): Shape {
  const all = <T>(sql: string, ...values: string[]) => db.prepare(sql).all(...values) as T[];
  const objects = all<{ type: string; name: string; tbl_name: string }>(
    `SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  );
  const of = (...types: string[]) => objects.filter(({ type }) => types.includes(type));
  const columns = (table: string) =>
    all<{ name: string; type: string; notnull: number; dflt_value: string | null; pk: number }>(
      'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?)',
      table,
    ).map(
      ({ name, type, notnull, dflt_value, pk }) =>
        [name, [type, notnull, dflt_value ?? 'none', pk].join(' ')] as const,
    );
  return {
    tables: new Map(of('table', 'view').map(({ name }) => [name, new Map(columns(name))])),
    indexes: new Map(
      of('index').map(({ name, tbl_name: table }) => [
        name,
        {
          table,
          isUnique:
            all<{ unique: number }>(
              'SELECT "unique" FROM pragma_index_list(?) WHERE name = ?',
              table,
              name,
            )[0]?.unique === 1,
          columns: all<{ name: string | null }>('SELECT name FROM pragma_index_info(?)', name).map(
            (column) => column.name,
          ),
        },
      ]),
    ),
    triggers: new Map(of('trigger').map(({ name, tbl_name }) => [name, tbl_name])),
  };
}

function differences(before: Shape, after: Shape): string[] {
  const found: string[] = [];
  for (const [table, columns] of before.tables) {
    const now = after.tables.get(table);
    if (!now) found.push(`the table ${table} is gone`);
    for (const [column, was] of now ? columns : [])
      if (!now?.has(column)) found.push(`${table}.${column} is gone`);
      else if (now.get(column) !== was) found.push(`${table}.${column} is another`);
  }
  for (const [table, columns] of after.tables) {
    const known = before.tables.get(table);
    // `notnull` 1, and no default: SQLite takes it as long as the table is empty.
    for (const [column, is] of known ? columns : [])
      if (!known?.has(column) && / 1 none \d+$/.test(is))
        found.push(`${table}.${column} must be given, and the release before does not give it`);
  }
  for (const [index, { table }] of before.indexes)
    if (!after.indexes.has(index)) found.push(`the index ${index} of ${table} is gone`);
  for (const trigger of before.triggers.keys())
    if (!after.triggers.has(trigger)) found.push(`the trigger ${trigger} is gone`);
  for (const [index, { table, isUnique, columns }] of after.indexes) {
    const known = before.tables.get(table);
    // Of a new column the release before writes none, or its default; an expression may be about any.
    if (
      isUnique &&
      known &&
      !before.indexes.has(index) &&
      columns.every((column) => column === null || known.has(column))
    )
      found.push(`the unique index ${index} refuses rows that ${table} took`);
  }
  for (const [trigger, table] of after.triggers)
    if (before.tables.has(table) && !before.triggers.has(trigger))
      found.push(`the trigger ${trigger} acts on what is written to ${table}`);
  return found;
}

function withoutComments(sql: string): string {
  return sql.replace(/^(\s*--[^\n]*\n|\s*\/\*[\s\S]*?\*\/)+/, '');
}
