/** SQL that finds resources by words of their name, or by the beginning of an id or URI. */
import { SEARCH_TERMS_MAX } from '../../articles/limits.ts';
import { findRows } from '../../articles/search/find.ts';
import { fold, wordsOf } from '../../articles/search/words.ts';
import { listForDesk, rowsForDesk } from '../../articles/store.ts';
import { spellingsOf } from '../../platform/conditions.ts';
import { type EntityKind, entityKindOf } from './kinds.ts';
import { entityOf, SELECTS } from './names-store.ts';
import { nearPatterns, nearWords } from './near-words.ts';
import type { Entity } from './schemas.ts';

export interface EntityQuery {
  q: string;
  kinds: EntityKind[];
  /** Searches article texts as well as headlines. */
  inTexts: boolean;
  /** Limit for each kind. */
  limit: number;
  /** Milliseconds, UTC. */
  now: number;
}

/** `isNear`: words may differ by a letter. */
type NameQuery = EntityQuery & { isNear?: boolean };

type Rows = Parameters<typeof entityOf>[1];

/** Components are found only for this many articles; the article's own page lists them all. */
const ARTICLES_SEARCHED = 20;
/**
 * Rows read from the word index: a page of articles with some pictures each. Also the held and killed
 * articles whose headlines are compared with a misspelled one; newest first.
 */
const INDEX_ROWS = 300;

/** Hits that are sorted for a frequent word; more words narrow the search. */
const HITS_MAX = 500;

/** Searched text of each kind, as SQL. Scans the table: some thousand rows. */
const SEARCHED: Partial<Record<EntityKind, string>> = {
  partner: `name || ' ' || coalesce(contact, '')`,
  product: 'name',
  license: `partners.name || ' ' || (terms ->> '$.consent.reference') || ' ' ||
    coalesce((SELECT group_concat(value ->> 'name', ' ') FROM json_each(partners.titles)), '')`,
  key: `api_keys.name || ' ' || partners.name || ' ' || (terms ->> '$.consent.reference')`,
  restriction: 'text',
  phrase: 'phrase',
  operator: 'name',
};

/**
 * Best matches of each kind, names that begin with `q` first. Returns one more than `limit` if there are
 * more.
 */
export async function searchNames(db: D1Database, query: EntityQuery): Promise<Entity[]> {
  const q = query.q.normalize('NFC').trim();
  const beginning = beginningOf(q);
  const found = beginning ? await byBeginning(db, beginning, query) : [];
  if (found.length > 0 || beginning?.column === 'id') return found;
  const words = q.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return [];
  const exact = await byNames(db, words, { ...query, q });
  if (exact.length > 0) return exact;
  const near = await byNames(db, words, { ...query, q, isNear: true });
  return near.map((entity) => ({ ...entity, near: true }));
}

async function byNames(db: D1Database, words: string[], query: NameQuery): Promise<Entity[]> {
  const [rows, articles] = await Promise.all([
    byWords(db, words.slice(0, query.isNear ? NEAR_WORDS : SEARCH_TERMS_MAX), query),
    query.kinds.some((kind) => kind === 'article' || kind === 'component') ? articlesBy(db, query) : [],
  ]);
  return [...rows, ...articles];
}

/** Kinds with names that people misspell. Texts of restrictions and phrases are too long to be near. */
const NEAR_KINDS: EntityKind[] = ['partner', 'title', 'license', 'product', 'key', 'operator'];
/** Newest rows of each kind that are compared with the patterns of a misspelled name. */
const NEAR_ROWS = 5_000;
/** Words of a search that are looked for in other spellings, of which each has hundreds. Others are ignored. */
const NEAR_WORDS = 8;

interface Beginning {
  column: 'id' | 'uri';
  kind: EntityKind;
  text: string;
}

/** A prefix of an id (`lic_01a…`) or of a URI. */
function beginningOf(q: string): Beginning | undefined {
  const kind = /^[a-z]{3}_[0-9a-f]*$/.test(q) ? entityKindOf(`${q}0`) : undefined;
  if (kind) return { column: 'id', kind, text: q };
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(q) ? { column: 'uri', kind: 'article', text: q } : undefined;
}

/** Uses the index of the column. */
async function byBeginning(
  db: D1Database,
  { column, kind, text }: Beginning,
  { kinds, limit }: EntityQuery,
): Promise<Entity[]> {
  if (!kinds.includes(kind) || kind === 'title') return [];
  const { select, from, id } = SELECTS[kind];
  const by = column === 'id' ? id : 'items.uri';
  const { results } = await db
    .prepare(
      `SELECT ${select} FROM ${from} WHERE ${by} >= ?1 AND ${by} < ?1 || char(1114111) ORDER BY ${by} LIMIT ?2`,
    )
    .bind(text, limit + 1)
    .all<Rows>();
  return results.map((row) => entityOf(kind, row));
}

async function byWords(
  db: D1Database,
  words: string[],
  { kinds, limit, q, isNear = false }: NameQuery,
): Promise<Entity[]> {
  const searched = kinds.filter((kind) =>
    isNear ? NEAR_KINDS.includes(kind) : SEARCHED[kind] !== undefined || kind === 'title',
  );
  if (searched.length === 0) return [];
  const values: (string | number)[] = [limit + 1];
  const spelled = (text: string) => spellingsOf(text).map((spelling) => `?${values.push(spelling)}`);
  const start = spelled(q.trim());
  const positionIs = (test: string, text: string, spellings: string[]) =>
    spellings.map((spelling) => `instr(${text}, ${spelling}) ${test}`).join(' OR ');
  const bound = words.map((word) =>
    isNear ? [`?${values.push(JSON.stringify(nearPatterns(word)))}`] : spelled(word),
  );
  const wordIs = (text: string, parameters: string[]) =>
    isNear
      ? `EXISTS (SELECT 1 FROM json_each(${parameters[0]}) WHERE ${text} LIKE value)`
      : `(${positionIs('> 0', text, parameters)})`;
  const has = (text: string) => bound.map((parameters) => wordIs(text, parameters)).join(' AND ');
  const begins = (text: string) => positionIs('= 1', text, start);
  const newest = (id: string) => (isNear ? `ORDER BY ${id} DESC LIMIT ${NEAR_ROWS}` : '');
  const statements = searched.map((kind) => {
    const sql =
      kind === 'title'
        ? `SELECT ${TITLE_SELECT} FROM (SELECT * FROM partners ${newest('id')}) AS partners
           CROSS JOIN json_each(partners.titles) AS title
           WHERE ${has(`lower(${TITLE_NAME} || ' ' || ${TITLE_ID})`)}`
        : // Builds each text once; only matches are read further.
          `WITH searched AS MATERIALIZED (
             SELECT ${SELECTS[kind].id} AS id, lower(${SEARCHED[kind]}) AS text FROM ${SELECTS[kind].from}
             ${newest(SELECTS[kind].id)}),
           hits AS MATERIALIZED (
             SELECT id FROM searched WHERE ${has('text')} ORDER BY ${begins('text')} DESC LIMIT ${HITS_MAX})
           SELECT ${SELECTS[kind].select} FROM ${SELECTS[kind].from}
           WHERE ${SELECTS[kind].id} IN (SELECT id FROM hits)`;
    return db
      .prepare(
        `SELECT * FROM (${sql}) AS found
         ORDER BY found.id IN (${start}) DESC, ${begins('lower(found.name)')} DESC, found.name LIMIT ?1`,
      )
      .bind(...values);
  });
  const answers = await db.batch<Rows>(statements);
  return answers.flatMap(({ results }, index) =>
    results.map((row) => entityOf(searched[index] ?? 'partner', row)),
  );
}

const TITLE_NAME = `(title.value ->> 'name')`;
/** Unlike other ids, partners choose it, and several may have the same. */
const TITLE_ID = `(title.value ->> 'id')`;
const TITLE_SELECT = `${TITLE_ID} AS id, ${TITLE_NAME} AS name, partners.name AS detail, partners.id AS partner,
  partners.name AS partner_name`;

const beginningsOf = (word: string) =>
  [...word].map((_, index, letters) => letters.slice(0, index + 1).join(''));

/**
 * Finds usable articles in the word index, newest first, and held and killed ones, which are few, by
 * headline.
 */
async function articlesBy(DB: D1Database, query: NameQuery): Promise<Entity[]> {
  const { q, kinds, inTexts, limit, now, isNear = false } = query;
  const words = wordsOf(q)
    .map(({ text }) => text)
    .slice(0, isNear ? NEAR_WORDS : SEARCH_TERMS_MAX);
  if (words.length === 0) return [];
  // The last word may be a prefix, as in a truncated name.
  const isOpen = /[\p{L}\p{N}]…?$/u.test(q);
  const all = words.map((word, index) => ({
    words: [word],
    isPrefix: isOpen && index === words.length - 1,
    spellings: isNear ? nearWords(word) : [word],
  }));
  const stoppedWords = isNear ? [] : q.split(/\s+/).slice(0, SEARCH_TERMS_MAX);
  const [found, stopped] = await Promise.all([
    findRows(
      DB,
      { words: { all, none: [] } },
      { selections: [{}], advance: true, now },
      { limit: INDEX_ROWS },
    ),
    listForDesk(
      DB,
      { of: 'stopped', words: stoppedWords },
      { below: Number.MAX_SAFE_INTEGER, limit: isNear ? INDEX_ROWS : limit + 1, now },
    ),
  ]);
  const usable = await rowsForDesk(DB, [...new Set(found.rows.map(({ id }) => id))]);
  // A word has thousands of spellings, a headline few words.
  const sought = all.map(({ spellings, isPrefix }) => ({ spellings: new Set(spellings), isPrefix }));
  const isNamed = (headline: string | null) => {
    const headlineWords = wordsOf(headline ?? '').map(({ text }) => text);
    return sought.every(({ spellings, isPrefix }) =>
      headlineWords.some((word) =>
        (isPrefix ? beginningsOf(word) : [word]).some((text) => spellings.has(text)),
      ),
    );
  };
  const rows = [...usable, ...stopped]
    .map((row) => ({ ...row, named: isNamed(row.headline), exact: fold(row.headline ?? '') === fold(q) }))
    .filter(({ named }) => named || !isNear)
    .sort(
      (a, b) =>
        Number(b.exact) - Number(a.exact) ||
        Number(b.named) - Number(a.named) ||
        b.version_created_ms - a.version_created_ms,
    );
  const articles = rows.filter(({ named }) => inTexts || named).slice(0, limit + 1);
  const articleOf = (row: (typeof rows)[number]) =>
    entityOf('article', {
      id: row.id,
      name: row.headline ?? row.uri,
      detail: row.uri,
      type: row.type,
      status: row.pub_status,
      at: new Date(row.version_created_ms).toISOString(),
    });
  return [
    ...(kinds.includes('article') ? articles.map(articleOf) : []),
    ...(kinds.includes('component') ? await componentsOf(DB, rows.slice(0, ARTICLES_SEARCHED), limit) : []),
  ];
}

/** Components other than texts; a text has the name of its article. */
async function componentsOf(db: D1Database, articles: { id: string }[], limit: number): Promise<Entity[]> {
  if (articles.length === 0) return [];
  const { select, from } = SELECTS.component;
  const { results } = await db
    .prepare(
      `SELECT ${select} FROM ${from} WHERE components.item IN (SELECT value FROM json_each(?1))
         AND part.value ->> 'type' <> 'dispatch' LIMIT ?2`,
    )
    .bind(JSON.stringify(articles.map(({ id }) => id)), limit + 1)
    .all<Rows>();
  return results.map((row) => entityOf('component', row));
}
