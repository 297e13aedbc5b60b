/** SQL of custom phrases. */
import { isMeaning, type TaughtPhrase } from '../../rights/index.ts';
import type { OdrlJson } from '../../rights/types.ts';

export interface PhraseRow {
  id: string;
  phrase: string;
  language: string;
  meaning: string | null;
  policy: OdrlJson | null;
  status: 'active' | 'withdrawn';
  operator: string;
  /** ISO 8601 UTC. */
  created: string;
  updated: string;
}

export interface PhraseColumns extends Omit<PhraseRow, 'policy'> {
  policy: string | null;
}

const COLUMNS = 'id, phrase, language, meaning, policy, status, operator, created, updated';

function phraseRow(columns: PhraseColumns): PhraseRow {
  return { ...columns, policy: columns.policy === null ? null : (JSON.parse(columns.policy) as OdrlJson) };
}

/** Selects the phrases in use, for a batch with other reads. */
export function activePhrasesStatement(db: D1Database): D1PreparedStatement {
  return db.prepare(`SELECT ${COLUMNS} FROM phrases WHERE status = 'active' ORDER BY id`);
}

/**
 * Converts rows to phrases of the phrasebook. A phrase whose meaning was removed is omitted: its words count
 * as unread again.
 */
export function toCustomPhrases(rows: readonly PhraseColumns[]): TaughtPhrase[] {
  return rows.map(phraseRow).flatMap(({ id, phrase, meaning, policy }): TaughtPhrase[] => {
    if (policy !== null) return [{ id, phrase, policy }];
    return meaning !== null && isMeaning(meaning) ? [{ id, phrase, meaning }] : [];
  });
}

/**
 * Inserts a phrase. The index refuses it if the same words are in use, `NOT NULL` of the id if `activeMax`
 * phrases are.
 */
export function insertPhraseStatement(
  db: D1Database,
  row: PhraseRow,
  key: string,
  activeMax: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO phrases (phrase_key, ${COLUMNS})
       SELECT ?, CASE WHEN count(*) < ? THEN ? END, ?, ?, ?, ?, ?, ?, ?, ? FROM phrases WHERE status = 'active'`,
    )
    .bind(
      key,
      activeMax,
      row.id,
      row.phrase,
      row.language,
      row.meaning,
      row.policy && JSON.stringify(row.policy),
      row.status,
      row.operator,
      row.created,
      row.updated,
    );
}

export async function findPhrase(db: D1Database, id: string): Promise<PhraseRow | null> {
  const columns = await db
    .prepare(`SELECT ${COLUMNS} FROM phrases WHERE id = ?`)
    .bind(id)
    .first<PhraseColumns>();
  return columns && phraseRow(columns);
}

/** Lists phrases by id, ascending, including withdrawn ones, which are history. */
export async function listPhrases(db: D1Database, after: string, limit: number): Promise<PhraseRow[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM phrases WHERE id > ? ORDER BY id LIMIT ?`)
    .bind(after, limit)
    .all<PhraseColumns>();
  return results.map(phraseRow);
}

export function withdrawPhraseStatement(
  db: D1Database,
  id: string,
  operator: string,
  at: string,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE phrases SET status = 'withdrawn', operator = ?, updated = ? WHERE id = ? AND status = 'active'`,
    )
    .bind(operator, at, id);
}
