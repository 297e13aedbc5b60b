/** The WHERE of a list that may be narrowed in several ways. Pure. */

export interface Condition {
  sql: string;
  /** What it binds, in order. */
  values: unknown[];
}

/** The conditions that hold together; one that binds something undefined was not asked for. `where` is empty when none is left. */
export function whereOf(conditions: Condition[]): { where: string; values: unknown[] } {
  const asked = conditions.filter(({ values }) => values.every((value) => value !== undefined));
  const where = asked.length > 0 ? `WHERE ${asked.map(({ sql }) => sql).join(' AND ')}` : '';
  return { where, values: asked.flatMap(({ values }) => values) };
}
