/** SQL of the restrictions room. */
import { searchConditions } from '../platform/conditions.ts';
import { inParameters } from '../platform/d1.ts';
import type { OdrlJson, Reading, RestrictionScope, RestrictionSource } from '../rights/types.ts';
import { scopeId, scopeOf } from './scope.ts';

/** The phrasebook's reading of a text, stored with it. */
export type StoredReading = Pick<Reading, 'phrases' | 'unaccounted' | 'complete'>;

export interface RestrictionRow extends Omit<RestrictionSource, 'text'> {
  text: string | null;
  /** The restricted item, or the item of the restricted component. */
  item: string | null;
  reading: StoredReading | null;
  source: 'desk' | 'wire';
  status: 'active' | 'withdrawn';
  /** ISO 8601 UTC. */
  created: string;
  updated: string;
}

/** A row of D1; `RESTRICTION_COLUMNS` selects it. */
export interface RestrictionColumns {
  id: string;
  version: number;
  scope_kind: RestrictionScope['kind'];
  scope_id: string;
  item: string | null;
  policy: string | null;
  text: string | null;
  reading: string | null;
  reviewed: number;
  source: 'desk' | 'wire';
  status: 'active' | 'withdrawn';
  created: string;
  updated: string;
}

const RESTRICTION_COLUMNS =
  'id, version, scope_kind, scope_id, item, policy, text, reading, reviewed, source, status, created, updated';

export function restrictionRow(columns: RestrictionColumns): RestrictionRow {
  return {
    id: columns.id,
    version: columns.version,
    scope: scopeOf(columns.scope_kind, columns.scope_id),
    item: columns.item,
    policy: columns.policy === null ? null : (JSON.parse(columns.policy) as OdrlJson),
    text: columns.text,
    reading: columns.reading === null ? null : (JSON.parse(columns.reading) as StoredReading),
    reviewed: columns.reviewed === 1,
    source: columns.source,
    status: columns.status,
    created: columns.created,
    updated: columns.updated,
  };
}

/** Converts a row to the evaluator's input. */
export function restrictionSource(columns: RestrictionColumns): RestrictionSource {
  const { id, version, scope, policy, text, reviewed } = restrictionRow(columns);
  return { id, version, scope, policy, reviewed, ...(text !== null && { text }) };
}

/** Selects restrictions by a condition, by id, ascending. A negative limit means no limit. */
function selectRestrictions(
  db: D1Database,
  condition: string,
  values: readonly unknown[] = [],
  limit = -1,
): D1PreparedStatement {
  return db
    .prepare(`SELECT ${RESTRICTION_COLUMNS} FROM restrictions WHERE ${condition} ORDER BY id LIMIT ?`)
    .bind(...values, limit);
}

/** Selects active restrictions of one item and its components, for a batch with other reads. */
export function restrictionsOfItemStatement(db: D1Database, item: string): D1PreparedStatement {
  return selectRestrictions(db, `item = ? AND status = 'active'`, [item]);
}

/** Selects active restrictions of the items that one contains, for the same batch. `item` identifies them. */
export function restrictionsOfContainedStatement(db: D1Database, item: string): D1PreparedStatement {
  const contained = `SELECT items.id FROM item_links INDEXED BY item_links_by_item
    JOIN items ON items.uri = item_links.uri WHERE item_links.item = ?1 AND items.id <> ?1`;
  return selectRestrictions(db, `status = 'active' AND item IN (${contained})`, [item]);
}

/**
 * Selects restrictions that await review, of these items and their components, and of the items that they
 * contain.
 */
export function unreviewedStatements(db: D1Database, items: readonly string[]): D1PreparedStatement[] {
  const contained = `SELECT items.id FROM json_each(?) AS one
    CROSS JOIN item_links INDEXED BY item_links_by_item ON item_links.item = one.value
    JOIN items ON items.uri = item_links.uri WHERE items.id <> one.value`;
  return ['SELECT value FROM json_each(?)', contained].map((ids) =>
    selectRestrictions(db, `status = 'active' AND reviewed = 0 AND item IN (${ids})`, [
      JSON.stringify(items),
    ]),
  );
}

/** Selects active restrictions of the items with these uris and of their components. */
export function restrictionsByUriStatement(db: D1Database, uris: string[]): D1PreparedStatement {
  const items = 'SELECT id FROM items WHERE uri IN (SELECT value FROM json_each(?))';
  return selectRestrictions(db, `status = 'active' AND item IN (${items})`, [JSON.stringify(uris)]);
}

export async function restrictionsOfItem(db: D1Database, item: string): Promise<RestrictionSource[]> {
  const { results } = await restrictionsOfItemStatement(db, item).all<RestrictionColumns>();
  return results.map(restrictionSource);
}

/** Selects active restrictions of the agency and of sections: they can apply to any item. */
export function generalRestrictionsStatement(db: D1Database): D1PreparedStatement {
  return selectRestrictions(db, `scope_kind IN ('agency', 'section') AND status = 'active'`);
}

export async function findRestriction(db: D1Database, id: string): Promise<RestrictionRow | null> {
  const columns = await selectRestrictions(db, 'id = ?', [id]).first<RestrictionColumns>();
  return columns && restrictionRow(columns);
}

export function restrictionsByIdStatement(db: D1Database, ids: string[]): D1PreparedStatement {
  return selectRestrictions(db, 'id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]);
}

/** The condition of `forbidsAllUse` (rights/forbids-all-use.ts). A policy may have one rule instead of a list. */
const FORBIDS_ALL_USE = `policy -> '$.permission' IS NULL AND EXISTS (
  SELECT 1 FROM json_each(CASE json_type(policy, '$.prohibition')
    WHEN 'object' THEN json_array(policy -> '$.prohibition') WHEN 'array' THEN policy -> '$.prohibition' END) AS rule
  WHERE rule.type = 'object' AND rule.value -> '$.constraint' IS NULL AND rule.value -> '$.assignee' IS NULL
    AND EXISTS (SELECT 1 FROM json_each(rule.value, '$.action') AS action WHERE action.value = 'use'))`;

const STATES = {
  unreviewed: `reviewed = 0 AND status = 'active'`,
  reviewed: `reviewed = 1 AND status = 'active'`,
  withheld: `reviewed = 1 AND status = 'active' AND ${FORBIDS_ALL_USE}`,
  withdrawn: `status = 'withdrawn'`,
};

export interface RestrictionFilter {
  scope?: RestrictionScope;
  state?: keyof typeof STATES;
  /** Words that the text contains; each may also be the beginning of an id. */
  q?: string;
  item?: string;
  unreviewed: boolean;
  /** Id of a restriction: lists those that await review with the same text and policy. */
  sameAs?: string;
  /** Last id of the previous page. */
  after: string;
  limit: number;
}

/**
 * Lists restrictions by id, ascending. Includes withdrawn ones, which are history, except among unreviewed
 * ones: nothing waits there.
 */
export async function listRestrictions(db: D1Database, filter: RestrictionFilter): Promise<RestrictionRow[]> {
  const where = ['id > ?'];
  const values: unknown[] = [filter.after];
  if (filter.unreviewed || filter.sameAs !== undefined) where.push(STATES.unreviewed);
  if (filter.state) where.push(STATES[filter.state]);
  for (const { sql, values: bound } of searchConditions('restrictions', `coalesce(text, '')`, filter.q)) {
    where.push(sql);
    values.push(...bound);
  }
  if (filter.sameAs !== undefined) {
    where.push('(text, policy) IS (SELECT text, policy FROM restrictions WHERE id = ?)');
    values.push(filter.sameAs);
  }
  if (filter.item !== undefined) {
    where.push('item = ?');
    values.push(filter.item);
  }
  if (filter.scope) {
    where.push('scope_kind = ? AND scope_id = ?');
    values.push(filter.scope.kind, scopeId(filter.scope));
  }
  const statement = selectRestrictions(db, where.join(' AND '), values, filter.limit);
  const { results } = await statement.all<RestrictionColumns>();
  return results.map(restrictionRow);
}

/**
 * Writes a state of each restriction: a new row, or the next version of an existing one. The database counts
 * the version, so that simultaneous changes of the wire and the desk become two versions, in either order.
 * Two statements for as many rows as a parameter holds: a package may bring hundreds.
 */
export function putStatements(
  db: D1Database,
  rows: readonly RestrictionRow[],
  operator: string,
): D1PreparedStatement[] {
  return inParameters(rows.map(columnsOf)).flatMap((json) => [
    db
      .prepare(
        `INSERT INTO restrictions (${RESTRICTION_COLUMNS})
         SELECT value ->> 'id', 1, value ->> 'scope_kind', value ->> 'scope_id', value ->> 'item', value ->> 'policy',
           value ->> 'text', value ->> 'reading', value ->> 'reviewed', value ->> 'source', value ->> 'status',
           value ->> 'created', value ->> 'updated' FROM json_each(?) WHERE true
         ON CONFLICT (id) DO UPDATE SET version = version + 1, policy = excluded.policy, text = excluded.text,
           reading = excluded.reading, reviewed = excluded.reviewed, status = excluded.status, updated = excluded.updated`,
      )
      .bind(json),
    db
      .prepare(
        `INSERT OR IGNORE INTO restriction_versions (restriction, version, policy, text, reviewed, status, source, at, operator)
         SELECT restrictions.id, version, restrictions.policy, restrictions.text, restrictions.reviewed, restrictions.status,
           put.value ->> 'source', restrictions.updated, ?2
         FROM json_each(?1) AS put JOIN restrictions ON restrictions.id = put.value ->> 'id'`,
      )
      .bind(json, operator),
  ]);
}

function columnsOf(row: RestrictionRow): Omit<RestrictionColumns, 'version'> {
  const [policy, text, reading, reviewed, source, status] = stateOf(row);
  return {
    id: row.id,
    scope_kind: row.scope.kind,
    scope_id: scopeId(row.scope),
    item: row.item,
    policy,
    text,
    reading,
    reviewed,
    source,
    status,
    created: row.created,
    updated: row.updated,
  };
}

/**
 * Changes the version that was read, or nothing: after another change the version becomes null, the column
 * refuses it, and the whole batch fails (platform/failure.ts).
 */
export function changeStatements(
  db: D1Database,
  row: RestrictionRow,
  operator: string,
): D1PreparedStatement[] {
  const [policy, text, reading, reviewed, , status] = stateOf(row);
  return [
    db
      .prepare(
        `UPDATE restrictions SET version = CASE WHEN version = ? THEN version + 1 END, policy = ?, text = ?, reading = ?,
           reviewed = ?, status = ?, updated = ? WHERE id = ?`,
      )
      .bind(row.version, policy, text, reading, reviewed, status, row.updated, row.id),
    storeVersionsStatement(db, [row.id], { source: 'desk', at: row.updated, operator }),
  ];
}

function stateOf(row: RestrictionRow) {
  return [
    row.policy && JSON.stringify(row.policy),
    row.text,
    row.reading && JSON.stringify(row.reading),
    row.reviewed ? 1 : 0,
    row.source,
    row.status,
  ] as const;
}

/** Copies the current rows. A row without a change keeps its version, and is not copied again. */
function storeVersionsStatement(
  db: D1Database,
  ids: readonly string[],
  { source, at, operator }: Pick<VersionColumns, 'source' | 'at' | 'operator'>,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT OR IGNORE INTO restriction_versions (restriction, version, policy, text, reviewed, status, source, at, operator)
       SELECT id, version, policy, text, reviewed, status, ?, ?, ? FROM restrictions
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .bind(source, at, operator, JSON.stringify(ids));
}

/** Withdraws the active restrictions among these, which the wire no longer states. */
export function withdrawStatements(
  db: D1Database,
  ids: readonly string[],
  at: string,
  operator: string,
): D1PreparedStatement[] {
  if (ids.length === 0) return [];
  return [
    db
      .prepare(
        `UPDATE restrictions SET version = version + 1, status = 'withdrawn', updated = ?
         WHERE id IN (SELECT value FROM json_each(?)) AND status = 'active'`,
      )
      .bind(at, JSON.stringify(ids)),
    storeVersionsStatement(db, ids, { source: 'wire', at, operator }),
  ];
}

/**
 * Selects the meaning that the desk has confirmed for a text. `policy` null: it confirmed that the text has
 * no rule.
 */
export function confirmedStatement(db: D1Database, key: string): D1PreparedStatement {
  return db.prepare('SELECT policy FROM readings WHERE text_key = ?').bind(key);
}

export function confirmedByKeyStatement(db: D1Database, keys: string[]): D1PreparedStatement {
  return db
    .prepare('SELECT text_key, policy FROM readings WHERE text_key IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(keys));
}

export function confirmStatement(
  db: D1Database,
  reading: { key: string; text: string; policy: OdrlJson | null },
  operator: string,
  at: string,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO readings (text_key, text, policy, operator, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (text_key) DO UPDATE SET policy = excluded.policy, operator = excluded.operator, at = excluded.at`,
    )
    .bind(reading.key, reading.text, reading.policy && JSON.stringify(reading.policy), operator, at);
}

/** Forgets the meaning of a text if it is still this one: then the words wait for review again everywhere. */
export function forgetStatement(
  db: D1Database,
  { key, policy }: { key: string; policy: OdrlJson | null },
): D1PreparedStatement {
  return db
    .prepare('DELETE FROM readings WHERE text_key = ? AND policy IS ?')
    .bind(key, policy && JSON.stringify(policy));
}

/** Columns of the item's state in a change, and the same of a row of `items`. */
export const CHANGE_STATE =
  'item_type, item_language, item_sections, item_subjects, item_created_ms, item_status, item_embargoed';
const STATE_OF_ITEM = `items.type, items.language, items.sections, items.subjects, items.version_created_ms, items.pub_status,
  coalesce(items.embargoed_until_ms > (SELECT value FROM gateway_state WHERE name = 'lifted'), 0)`;

/** Advances an item's change sequence, so that earlier decisions are stale. */
export function advisoryStatements(db: D1Database, item: string, at: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO changes (item, version, change_type, at, ${CHANGE_STATE})
         SELECT id, version, 'advisory', ?, ${STATE_OF_ITEM} FROM items WHERE id = ?`,
      )
      .bind(at, item),
    db.prepare('UPDATE items SET seq = (SELECT max(seq) FROM changes) WHERE id = ?').bind(item),
  ];
}

/**
 * Advances every item that contains one of these, except those that the batch has advanced (`alreadyMoved`,
 * including these). Runs after their statements: changes of the others come later, so only the end of the
 * table is read.
 */
export function containingAdvisoryStatements(
  db: D1Database,
  items: readonly { id: string; uri: string }[],
  at: string,
  alreadyMoved: readonly { id: string }[] = items,
): D1PreparedStatement[] {
  if (items.length === 0) return [];
  const ids = JSON.stringify(alreadyMoved.map(({ id }) => id));
  const uris = JSON.stringify(items.map(({ uri }) => uri));
  const containing = `id IN (SELECT item FROM item_links WHERE uri IN (SELECT value FROM json_each(?2)))
    AND id NOT IN (SELECT value FROM json_each(?1))`;
  return [
    db
      .prepare(
        `INSERT INTO changes (item, version, change_type, at, ${CHANGE_STATE})
         SELECT id, version, 'advisory', ?3, ${STATE_OF_ITEM} FROM items WHERE ${containing}`,
      )
      .bind(ids, uris, at),
    db
      .prepare(
        `UPDATE items SET seq = (SELECT max(changes.seq) FROM changes WHERE changes.item = items.id AND changes.seq >
             (SELECT max(own.seq) FROM items AS own WHERE own.id IN (SELECT value FROM json_each(?1))))
         WHERE ${containing}`,
      )
      .bind(ids, uris),
  ];
}

export interface ItemStatus {
  id: string;
  uri: string;
  killed: boolean;
}

interface StatusColumns {
  id: string;
  uri: string;
  pub_status: string;
}

const itemStatusOf = ({ id, uri, pub_status }: StatusColumns): ItemStatus => ({
  id,
  uri,
  killed: pub_status === 'canceled',
});

export async function itemStatus(db: D1Database, item: string): Promise<ItemStatus | null> {
  const row = await db
    .prepare('SELECT id, uri, pub_status FROM items WHERE id = ?')
    .bind(item)
    .first<StatusColumns>();
  return row && itemStatusOf(row);
}

/** Returns the item whose current version has the component. */
export async function itemOfComponent(db: D1Database, component: string): Promise<ItemStatus | null> {
  const row = await db
    .prepare(
      `SELECT items.id, items.uri, items.pub_status FROM components JOIN items ON items.id = components.item
       WHERE components.id = ?`,
    )
    .bind(component)
    .first<StatusColumns>();
  return row && itemStatusOf(row);
}

interface VersionColumns {
  version: number;
  policy: string | null;
  text: string | null;
  reviewed: number;
  status: 'active' | 'withdrawn';
  /** Of this version: the wire and the desk both change a restriction of the wire. */
  source: 'desk' | 'wire';
  at: string;
  operator: string;
}

/** Returns all versions, newest first: who changed a restriction, when, and to what. */
export async function versionsOfRestriction(db: D1Database, id: string) {
  const { results } = await db
    .prepare(
      `SELECT version, policy, text, reviewed, status, source, at, operator FROM restriction_versions
       WHERE restriction = ? ORDER BY version DESC`,
    )
    .bind(id)
    .all<VersionColumns>();
  return results.map(versionOf);
}

function versionOf<Columns extends VersionColumns>(columns: Columns) {
  const { policy, text, reviewed, ...rest } = columns;
  return {
    ...rest,
    reviewed: reviewed === 1,
    policy: policy === null ? null : (JSON.parse(policy) as OdrlJson),
    ...(text !== null && { text }),
  };
}

export interface DecisionPosition {
  at: string;
  id: string;
  version: number;
}

/** Lists the desk's changes of existing restrictions, newest first, each with the version before. */
export async function listDecisions(
  db: D1Database,
  {
    after = { at: '9999', id: '', version: 0 },
    limit,
  }: { after?: DecisionPosition | undefined; limit: number },
) {
  const { results } = await db
    .prepare(
      `WITH own AS MATERIALIZED (
         SELECT restriction AS id, version, at FROM restriction_versions INDEXED BY restriction_versions_by_desk
         WHERE source = 'desk' AND version > 1 AND (at, restriction, version) < (?, ?, ?)
         ORDER BY at DESC, restriction DESC, version DESC LIMIT ?)
       SELECT own.id, past.version, policy, text, reviewed, status, source, past.at, operator
       FROM own CROSS JOIN restriction_versions AS past
         ON past.restriction = own.id AND past.version BETWEEN own.version - 1 AND own.version
       ORDER BY own.at DESC, own.id DESC, own.version DESC, past.version DESC`,
    )
    .bind(after.at, after.id, after.version, limit)
    .all<VersionColumns & { id: string }>();
  const versions = results.map(versionOf);
  return versions
    .filter((_, index) => index % 2 === 0)
    .map((version, index) => ({ ...version, previous: versions[index * 2 + 1] }));
}

/** Returns the policy of a text when it last awaited review: undoing a review restores it. */
export async function policyBeforeReview(db: D1Database, { id, text }: Pick<RestrictionRow, 'id' | 'text'>) {
  const row = await db
    .prepare(
      `SELECT policy FROM restriction_versions
       WHERE restriction = ? AND reviewed = 0 AND status = 'active' AND text IS ? ORDER BY version DESC LIMIT 1`,
    )
    .bind(id, text)
    .first<{ policy: string | null }>();
  return row && { policy: row.policy === null ? null : (JSON.parse(row.policy) as OdrlJson) };
}

export interface SubjectColumns {
  id: string;
  type: string | null;
  headline: string | null;
  sections: string | null;
  subjects: string | null;
  language: string | null;
  version_created_ms: number | null;
  /** JSON of the component. Null: the document is too large for a row. */
  component: string | null;
  /** 1 if a restricted item has components other than text. Null as above, and in other scopes. */
  media: number | null;
  same_text: number;
  /** 1 if the current version is the desk's, and ended a review. */
  decided: number;
}

/**
 * Returns the item and component of each restriction, whether the desk ended a review with its current
 * version, and how many restrictions await review with the same text.
 */
export async function restrictionSubjects(db: D1Database, ids: readonly string[]): Promise<SubjectColumns[]> {
  const { results } = await db
    .prepare(
      `WITH requested AS MATERIALIZED (SELECT * FROM restrictions WHERE id IN (SELECT value FROM json_each(?))),
         waiting AS MATERIALIZED (
           SELECT text, policy, count(*) AS restrictions FROM restrictions
           WHERE reviewed = 0 AND status = 'active' AND text IN (SELECT text FROM requested) GROUP BY text, policy)
       SELECT requested.id, items.type, items.headline, items.sections, items.subjects, items.language,
         items.version_created_ms,
         (SELECT json_object('type', part.value ->> 'type', 'headline', part.value ->> 'headline',
            'caption', part.value ->> 'caption', 'contentType', part.value -> 'content' ->> 'contentType')
          FROM json_each(item_versions.document, '$.components') AS part
          WHERE scope_kind = 'component' AND part.value ->> 'id' = scope_id) AS component,
         CASE WHEN scope_kind = 'item' AND item_versions.document IS NOT NULL THEN EXISTS (
           SELECT 1 FROM json_each(item_versions.document, '$.components') AS part
           WHERE part.value ->> 'type' <> 'dispatch') END AS media,
         CASE WHEN reviewed = 0 AND status = 'active' THEN coalesce((
           SELECT waiting.restrictions FROM waiting
           WHERE waiting.text = requested.text AND waiting.policy IS requested.policy), 0) ELSE 0 END AS same_text,
         reviewed = 1 AND status = 'active' AND EXISTS (
           SELECT 1 FROM restriction_versions AS past
           JOIN restriction_versions AS own ON own.restriction = past.restriction AND own.version = requested.version
           WHERE past.restriction = requested.id AND past.version = requested.version - 1 AND own.source = 'desk'
             AND past.reviewed = 0 AND past.status = 'active' AND past.text IS requested.text) AS decided
       FROM requested
       LEFT JOIN items ON items.id = requested.item
       LEFT JOIN item_versions ON item_versions.item = items.id AND item_versions.version = items.version`,
    )
    .bind(JSON.stringify(ids))
    .all<SubjectColumns>();
  return results;
}

export interface PastColumns
  extends Pick<
    RestrictionColumns,
    'id' | 'version' | 'scope_kind' | 'scope_id' | 'policy' | 'text' | 'reviewed'
  > {
  status: 'active' | 'withdrawn';
  at: string;
}

const PAST = `SELECT restrictions.id, past.version, scope_kind, scope_id, past.policy, past.text, past.reviewed, past.status, past.at
  FROM restrictions JOIN restriction_versions AS past ON past.restriction = restrictions.id`;

/** Selects all versions of the restrictions that items have ever had, and of those with these ids. */
export function pastRestrictionsStatement(
  db: D1Database,
  items: readonly string[],
  ids: readonly string[],
): D1PreparedStatement {
  return db
    .prepare(
      `${PAST} WHERE restrictions.item IN (SELECT value FROM json_each(?1))
         OR restrictions.id IN (SELECT value FROM json_each(?2))
       ORDER BY restrictions.id, past.version`,
    )
    .bind(JSON.stringify(items), JSON.stringify(ids));
}

/** Selects all versions of the restrictions of the agency and of sections. */
export function pastGeneralStatement(db: D1Database): D1PreparedStatement {
  return db.prepare(
    `${PAST} WHERE scope_kind IN ('agency', 'section') ORDER BY restrictions.id, past.version`,
  );
}
