/** SQL of finding things by words of their names, or by how an id or a URI begins. */
import { SEARCH_TERMS_MAX } from '../../articles/limits.ts';
import { findRows } from '../../articles/search/find.ts';
import { fold, wordsOf } from '../../articles/search/words.ts';
import { listForDesk, rowsForDesk } from '../../articles/store.ts';
import { spellingsOf } from '../../platform/conditions.ts';
import { type EntityKind, entityKindOf } from './kinds.ts';
import { type Entity, entityOf, SELECTS } from './names-store.ts';

export interface EntityQuery {
  q: string;
  kinds: EntityKind[];
  /** Articles by words of their texts, too, and not only of their headlines. */
  inTexts: boolean;
  /** Of each kind. */
  limit: number;
  /** Milliseconds, UTC. */
  now: number;
}

type Rows = Parameters<typeof entityOf>[1];

/** Components of these articles are found with them: beyond that their own pages list them. */
const ARTICLES_SEARCHED = 20;
/** Rows of the word index that are read: a page of articles with some pictures each. */
const INDEX_ROWS = 300;

/** Of a word that very many have, those that are put in order; more words tell them apart. */
const HITS_MAX = 500;

/** The text, as SQL, that words are looked for in. Reads the whole table: some thousand rows. */
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

/** The best of each kind, first those whose name begins with `q`; one more than `limit` where there are more. */
export async function searchNames(db: D1Database, query: EntityQuery): Promise<Entity[]> {
  const q = query.q.normalize('NFC').trim();
  const beginning = beginningOf(q);
  const found = beginning ? await byBeginning(db, beginning, query) : [];
  if (found.length > 0 || beginning?.column === 'id') return found;
  const words = q.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return [];
  const [rows, articles] = await Promise.all([
    byWords(db, words.slice(0, SEARCH_TERMS_MAX), query),
    query.kinds.some((kind) => kind === 'article' || kind === 'component') ? articlesBy(db, q, query) : [],
  ]);
  return [...rows, ...articles];
}

interface Beginning {
  column: 'id' | 'uri';
  kind: EntityKind;
  text: string;
}

/** `lic_01a…` and longer, or a URI. */
function beginningOf(q: string): Beginning | undefined {
  const kind = /^[a-z]{3}_[0-9a-f]*$/.test(q) ? entityKindOf(`${q}0`) : undefined;
  if (kind) return { column: 'id', kind, text: q };
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(q) ? { column: 'uri', kind: 'article', text: q } : undefined;
}

/** By the index of the column. */
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

async function byWords(db: D1Database, words: string[], { kinds, limit, q }: EntityQuery): Promise<Entity[]> {
  const searched = kinds.filter((kind) => SEARCHED[kind] !== undefined || kind === 'title');
  if (searched.length === 0) return [];
  const values: (string | number)[] = [limit + 1];
  const spelled = (text: string) => spellingsOf(text).map((one) => `?${values.push(one)}`);
  const [start, spelledWords] = [spelled(q.trim()), words.map(spelled)];
  const positionIs = (test: string, text: string, spellings: string[]) =>
    spellings.map((one) => `instr(${text}, ${one}) ${test}`).join(' OR ');
  const has = (text: string) => spelledWords.map((one) => `(${positionIs('> 0', text, one)})`).join(' AND ');
  const begins = (text: string) => positionIs('= 1', text, start);
  const statements = searched.map((kind) => {
    const sql =
      kind === 'title'
        ? `SELECT ${TITLES.select} FROM ${TITLES.from} WHERE ${has(`lower(${TITLE_NAME})`)}`
        : // Texts are put together once a row, and only what matches is read further.
          `WITH searched AS MATERIALIZED (SELECT ${SELECTS[kind].id} AS id, lower(${SEARCHED[kind]}) AS text FROM ${SELECTS[kind].from}),
           hits AS MATERIALIZED (SELECT id FROM searched WHERE ${has('text')} ORDER BY ${begins('text')} DESC LIMIT ${HITS_MAX})
           SELECT ${SELECTS[kind].select} FROM ${SELECTS[kind].from} WHERE ${SELECTS[kind].id} IN (SELECT id FROM hits)`;
    return db
      .prepare(
        `SELECT * FROM (${sql}) AS found ORDER BY ${begins('lower(found.name)')} DESC, found.name LIMIT ?1`,
      )
      .bind(...values);
  });
  const answers = await db.batch<Rows>(statements);
  return answers.flatMap(({ results }, place) =>
    results.map((row) => entityOf(searched[place] ?? 'partner', row)),
  );
}

const TITLE_NAME = `(title.value ->> 'name')`;
const TITLES = {
  select: `title.value ->> 'id' AS id, ${TITLE_NAME} AS name, partners.name AS detail, partners.id AS partner,
    partners.name AS partner_name`,
  from: 'partners CROSS JOIN json_each(partners.titles) AS title',
};

/** Usable ones by the word index, newest first; held and killed ones, which are few, by their headlines. */
async function articlesBy(DB: D1Database, q: string, query: EntityQuery): Promise<Entity[]> {
  const { kinds, inTexts, limit, now } = query;
  const words = wordsOf(q)
    .map(({ text }) => text)
    .slice(0, SEARCH_TERMS_MAX);
  if (words.length === 0) return [];
  // The last word may go on, as where a name is shown cut short.
  const isOpen = /[\p{L}\p{N}]…?$/u.test(q);
  const all = words.map((word, place) => ({ words: [word], isPrefix: isOpen && place === words.length - 1 }));
  const [found, stopped] = await Promise.all([
    findRows(
      DB,
      { words: { all, none: [] } },
      { selections: [{}], advance: true, now },
      { limit: INDEX_ROWS },
    ),
    listForDesk(
      DB,
      { of: 'stopped', words: q.split(/\s+/).slice(0, SEARCH_TERMS_MAX) },
      { below: Number.MAX_SAFE_INTEGER, limit: limit + 1, now },
    ),
  ]);
  const usable = await rowsForDesk(DB, [...new Set(found.rows.map(({ id }) => id))]);
  const isNamed = (headline: string | null) => {
    const own = wordsOf(headline ?? '').map(({ text }) => text);
    return all.every(({ words: [word = ''], isPrefix }) =>
      own.some((one) => (isPrefix ? one.startsWith(word) : one === word)),
    );
  };
  const rows = [...usable, ...stopped]
    .map((row) => ({ ...row, named: isNamed(row.headline), exact: fold(row.headline ?? '') === fold(q) }))
    .sort(
      (one, other) =>
        Number(other.exact) - Number(one.exact) ||
        Number(other.named) - Number(one.named) ||
        other.version_created_ms - one.version_created_ms,
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

/** Parts of articles other than their texts, of which the article's own name is the name. */
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
