/** The WHERE and ORDER BY of a list that may be narrowed and sorted in several ways. Pure. */

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

/** Words of one search. More than anybody types; each is looked for in every row. */
const SEARCH_WORDS_MAX = 8;

const ID = /^[a-z]{3}_[0-9a-f]+$/;

/**
 * Rows of `table` whose `text`, an SQL expression, contains every word of `q`; a word may also be the beginning of
 * an id. Reads all rows that meet the other conditions.
 */
export function searchConditions(table: string, text: string, q = ''): Condition[] {
  const words = q.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, SEARCH_WORDS_MAX);
  return words.map((word) => {
    const spellings = spellingsOf(word);
    const tried = spellings.map(() => `instr(lower(${text}), ?) > 0`);
    if (!ID.test(word)) return { sql: `(${tried.join(' OR ')})`, values: spellings };
    return { sql: `(${tried.join(' OR ')} OR instr(${table}.id, ?) = 1)`, values: [...spellings, word] };
  });
}

/**
 * What to look for in text that SQLite's `lower()` has folded, which folds ASCII alone: other letters are tried in
 * lower case, in upper case, and with the first one in upper case.
 */
export function spellingsOf(word: string): string[] {
  const [first = '', ...rest] = word.toLowerCase();
  const spellings = [word, word.toLowerCase(), word.toUpperCase(), first.toUpperCase() + rest.join('')];
  return [...new Set(spellings.map((one) => one.replace(/[A-Z]/g, (letter) => letter.toLowerCase())))];
}

export interface Order {
  /** Its key is a column `id`. */
  table: string;
  /** What each value of `sort` sorts by, as SQL. `created` is the id, whose UUIDv7 begins with the time. */
  columns: Record<string, string>;
  /** `name`, or `-name` for descending. */
  sort: string | undefined;
  /** Id of the last row of the page before; '' for the first page. */
  after: string;
}

/** Rows behind `after`, in order. If that row has changed since, the page begins behind its present position. */
export function sortedBy({ table, columns, sort = 'created', after }: Order): {
  conditions: Condition[];
  order: string;
} {
  const isDescending = sort.startsWith('-');
  const column = columns[sort.replace(/^-/, '')];
  const [than, direction] = isDescending ? ['<', 'DESC'] : ['>', 'ASC'];
  const id = `${table}.id`;
  const bound = after || undefined;
  if (column === undefined)
    return {
      conditions: [{ sql: `${id} ${than} ?`, values: [bound] }],
      order: `ORDER BY ${id} ${direction}`,
    };
  const value = `(SELECT ${column} FROM ${table} WHERE ${id} = ?)`;
  return {
    conditions: [
      // Implied by the next one, which alone SQLite does not look up in an index.
      { sql: `${column} ${than}= ${value}`, values: [bound] },
      { sql: `(${column}, ${id}) ${than} (${value}, ?)`, values: [bound, bound] },
    ],
    order: `ORDER BY ${column} ${direction}, ${id} ${direction}`,
  };
}
