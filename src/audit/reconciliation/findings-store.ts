/** SQL of findings: one for each kind and subject, however often it is found. */
import { createHash } from 'node:crypto';
import { canonical } from '../../platform/canonical.ts';
import { whereOf } from '../../platform/conditions.ts';
import { derivedId } from '../../platform/ids.ts';
import type { ReconciliationFinding } from './schemas.ts';
import type { Found, Kind, State } from './types.ts';

/**
 * `evidence`: JSON. Includes the message as `said`, which the digest does not cover. `earlier`: JSON, only of a
 * single finding.
 */
export type FindingRow = Omit<ReconciliationFinding, 'message' | 'evidence' | 'earlier' | 'uri'> & {
  evidence: string;
  earlier?: string;
  uri: string | null;
};

const COLUMNS = `id, kind, license, partner, article, sentence, evidence, state, note, operator, since, changed,
  (SELECT report ->> 'uri' FROM publications
    WHERE publications.license = discrepancies.license AND ref = subject) AS uri`;

/** Appends the state that an operator has set to the earlier ones; for each UPDATE that replaces it. */
export const KEEP_EARLIER = `earlier = CASE WHEN discrepancies.operator IS NULL THEN discrepancies.earlier
  ELSE json_insert(discrepancies.earlier, '$[#]', json_object('state', discrepancies.state,
    'note', discrepancies.note, 'operator', discrepancies.operator, 'changed', discrepancies.changed)) END`;

export interface Subject {
  license: string;
  partner: string;
  article: string;
  /** Ref of a publication, or `articleSubject`. */
  subject: string;
}

export const articleSubject = (article: string) => `article ${article}`;

const idOf = ({ license, subject }: Subject, kind: Kind) => derivedId('fnd', license, subject, kind);

/**
 * Opens findings that are new or have new evidence. Unchanged findings retain the state that an operator gave
 * them. The `changes` of the first statement are the opened findings.
 */
export function raiseStatement(
  db: D1Database,
  results: { subject: Subject; found: Found[] }[],
  now: string,
): D1PreparedStatement {
  const rows = results.flatMap(({ subject, found }) =>
    found.map(({ kind, sentence: message, evidence }) => {
      const digest = createHash('sha256').update(canonical(evidence)).digest('base64url');
      const text = JSON.stringify({ ...evidence, said: message });
      return {
        ...subject,
        id: idOf(subject, kind),
        kind,
        sentence: message.sentence,
        evidence: text,
        digest,
      };
    }),
  );
  return db
    .prepare(
      `INSERT INTO discrepancies (id, kind, license, partner, article, subject, sentence, evidence, digest,
         state, since, changed)
       SELECT value ->> 'id', value ->> 'kind', value ->> 'license', value ->> 'partner', value ->> 'article',
         value ->> 'subject', value ->> 'sentence', value ->> 'evidence', value ->> 'digest', 'open', ?2, ?2
       FROM json_each(?1) WHERE true
       ON CONFLICT (id) DO UPDATE SET article = excluded.article, sentence = excluded.sentence, evidence = excluded.evidence,
         digest = excluded.digest, state = 'open', changed = excluded.changed, note = NULL, operator = NULL,
         ${KEEP_EARLIER}
         WHERE discrepancies.digest <> excluded.digest
           OR (discrepancies.state = 'settled' AND discrepancies.operator IS NULL)`,
    )
    .bind(JSON.stringify(rows), now);
}

/** Note of a finding that settles by itself. */
const NOT_FOUND = 'It is not found any more.';

/** Settles findings that are no longer found. Explained findings stay explained. */
export function settleStatement(
  db: D1Database,
  { subject, found, now }: { subject: Pick<Subject, 'license' | 'subject'>; found: Found[]; now: string },
): D1PreparedStatement {
  const kinds = found.map(({ kind }) => kind);
  return db
    .prepare(
      `UPDATE discrepancies SET state = 'settled', note = '${NOT_FOUND}', operator = NULL, changed = ?3,
         ${KEEP_EARLIER}
       WHERE license = ?1 AND subject = ?2 AND state = 'open' AND kind NOT IN (SELECT value FROM json_each(?4))`,
    )
    .bind(subject.license, subject.subject, now, JSON.stringify(kinds));
}

/** Settles the findings on one subject, for many licenses, because it is not found any more. */
export function settleSubjectStatement(
  db: D1Database,
  { subject, licenses, now }: { subject: string; licenses: string[]; now: string },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE discrepancies SET state = 'settled', note = '${NOT_FOUND}', operator = NULL, changed = ?3,
         ${KEEP_EARLIER}
       WHERE license IN (SELECT value FROM json_each(?1)) AND subject = ?2 AND state = 'open'`,
    )
    .bind(JSON.stringify(licenses), subject, now);
}

export interface FindingFilter {
  /** Fields that the partner may see. */
  isOwn?: boolean;
  state?: State;
  kind?: Kind;
  license?: string;
  partner?: string;
  article?: string;
  after?: { since: string; id: string };
  limit: number;
}

/**
 * Anyone may report any name as published. For an item that was never delivered to the partner, it sees only
 * facts from the report and the license, so that it does not learn whether the item, an embargo or a kill
 * exists.
 */
const OF_REPORT_AND_LICENSE = [
  'published_without_delivery',
  'published_before_term',
  'published_after_term',
  'published_while_suspended',
] as const satisfies Kind[];
const KNOWN_TO_PARTNER = {
  sql: `(kind IN (${OF_REPORT_AND_LICENSE.map((kind) => `'${kind}'`).join(', ')})
     OR EXISTS (SELECT 1 FROM first_releases
       WHERE first_releases.license = discrepancies.license AND first_releases.article = discrepancies.article)
     OR EXISTS (SELECT 1 FROM deleted_holders AS held
       WHERE held.article = discrepancies.article AND held.license = discrepancies.license))`,
  values: [],
};

/** Newest first. */
export async function listFindings(
  db: D1Database,
  { isOwn = false, state, kind, license, partner, article, after, limit }: FindingFilter,
): Promise<FindingRow[]> {
  const { where, values } = whereOf([
    // A license has few findings of each state, so the unary `+` avoids the index on `state`.
    { sql: license === undefined ? 'state = ?' : '+state = ?', values: [state] },
    { sql: 'kind = ?', values: [kind] },
    { sql: 'license = ?', values: [license] },
    { sql: 'partner = ?', values: [partner] },
    { sql: 'article = ?', values: [article] },
    ...(isOwn ? [KNOWN_TO_PARTNER] : []),
    { sql: '(since, id) < (?, ?)', values: [after?.since, after?.id] },
  ]);
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM discrepancies ${where} ORDER BY since DESC, id DESC LIMIT ?`)
    .bind(...values, limit)
    .all<FindingRow>();
  return results;
}

export async function findFinding(db: D1Database, id: string): Promise<FindingRow | null> {
  return db
    .prepare(`SELECT ${COLUMNS}, earlier FROM discrepancies WHERE id = ?`)
    .bind(id)
    .first<FindingRow>();
}

/** Stores the state that an operator sets. */
export function stateStatement(
  db: D1Database,
  { id, state, note, operator, changed }: Pick<FindingRow, 'id' | 'state' | 'note' | 'operator' | 'changed'>,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE discrepancies SET state = ?, note = ?, operator = ?, changed = ?, ${KEEP_EARLIER} WHERE id = ?`,
    )
    .bind(state, note, operator, changed, id);
}
