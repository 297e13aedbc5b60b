/** SQL of the taught phrases. */
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

/** A row as D1 answers it. */
export interface PhraseColumns extends Omit<PhraseRow, 'policy'> {
  policy: string | null;
}

const COLUMNS = 'id, phrase, language, meaning, policy, status, operator, created, updated';

function phraseRow(columns: PhraseColumns): PhraseRow {
  return { ...columns, policy: columns.policy === null ? null : (JSON.parse(columns.policy) as OdrlJson) };
}

/** The phrases in use: for a caller that batches it with other reads. */
export function activePhrasesStatement(db: D1Database): D1PreparedStatement {
  return db.prepare(`SELECT ${COLUMNS} FROM phrases WHERE status = 'active' ORDER BY id`);
}

/** As the phrasebook takes them. One whose meaning has gone is left out: its words count as unread again. */
export function toCustomPhrases(rows: readonly PhraseColumns[]): TaughtPhrase[] {
  return rows.map(phraseRow).flatMap(({ id, phrase, meaning, policy }): TaughtPhrase[] => {
    if (policy !== null) return [{ id, phrase, policy }];
    return meaning !== null && isMeaning(meaning) ? [{ id, phrase, meaning }] : [];
  });
}

/** Refused by the index when the same words are in use, by `NOT NULL` of the id when `activeMax` are. */
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

/** By id, ascending, withdrawn ones too: they are history. */
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
