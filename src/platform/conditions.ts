/** WHERE and ORDER BY clauses of filtered and sorted lists. Pure. */

export interface Condition {
  sql: string;
  values: unknown[];
}

/**
 * Joins conditions with AND, without those that bind an undefined value. `where` is empty if none remains.
 */
export function whereOf(conditions: Condition[]): { where: string; values: unknown[] } {
  const active = conditions.filter(({ values }) => values.every((value) => value !== undefined));
  const where = active.length > 0 ? `WHERE ${active.map(({ sql }) => sql).join(' AND ')}` : '';
  return { where, values: active.flatMap(({ values }) => values) };
}

/** Words of one search, each of which is matched against every row. */
const SEARCH_WORDS_MAX = 8;

const ID = /^[a-z]{3}_[0-9a-f]+$/;

/**
 * Matches rows of `table` whose `text`, an SQL expression, contains every word of `q`. A word may also be the
 * beginning of an id. Scans all rows that meet the other conditions.
 */
export function searchConditions(table: string, text: string, q = ''): Condition[] {
  const words = q.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, SEARCH_WORDS_MAX);
  return words.map((word) => {
    const spellings = spellingsOf(word);
    const matches = spellings.map(() => `instr(lower(${text}), ?) > 0`);
    if (!ID.test(word)) return { sql: `(${matches.join(' OR ')})`, values: spellings };
    return { sql: `(${matches.join(' OR ')} OR instr(${table}.id, ?) = 1)`, values: [...spellings, word] };
  });
}

/**
 * Spellings to search for in text that SQLite's `lower()` has folded. It only folds ASCII, so other letters
 * are searched in lower case, in upper case and capitalized.
 */
export function spellingsOf(word: string): string[] {
  const [first = '', ...rest] = word.toLowerCase();
  const spellings = [word, word.toLowerCase(), word.toUpperCase(), first.toUpperCase() + rest.join('')];
  return [
    ...new Set(spellings.map((spelling) => spelling.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))),
  ];
}

export interface Order {
  /** Its primary key is a column `id`. */
  table: string;
  /**
   * SQL expression for each value of `sort`. `created` sorts by id, because a UUIDv7 begins with the time.
   */
  columns: Record<string, string>;
  sort: string | undefined;
  /** Id of the previous page's last row; '' for the first page. */
  after: string;
}

/**
 * Rows after `after`, in order. If that row has changed since, the page begins after its present position.
 */
export function sortedBy({ table, columns, sort = 'created', after }: Order): {
  conditions: Condition[];
  order: string;
} {
  const isDescending = sort.startsWith('-');
  const column = columns[sort.replace(/^-/, '')];
  const [comparison, direction] = isDescending ? ['<', 'DESC'] : ['>', 'ASC'];
  const id = `${table}.id`;
  const bound = after || undefined;
  if (column === undefined)
    return {
      conditions: [{ sql: `${id} ${comparison} ?`, values: [bound] }],
      order: `ORDER BY ${id} ${direction}`,
    };
  const value = `(SELECT ${column} FROM ${table} WHERE ${id} = ?)`;
  return {
    conditions: [
      // Implied by the next condition, but only this one lets SQLite use the index.
      { sql: `${column} ${comparison}= ${value}`, values: [bound] },
      { sql: `(${column}, ${id}) ${comparison} (${value}, ?)`, values: [bound, bound] },
    ],
    order: `ORDER BY ${column} ${direction}, ${id} ${direction}`,
  };
}
