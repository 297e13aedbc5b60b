/**
 * SQL of the overview. Each part reads the first rows of an index, of recalls at most `COUNTED_MAX`, so its
 * cost does not depend on the amount of data.
 */
import { HOUR_CHARS, type HourSum } from '../../ledger/segments/hours.ts';
import { hoursIn } from '../../ledger/segments/pages.ts';
import { hoursStatement } from '../../ledger/segments/sums.ts';
import type { RestrictionScope } from '../../rights/types.ts';
import { RECALL_COLUMNS, type RecallColumns } from '../recalls/store.ts';
import type { FindingRow } from '../reconciliation/findings-store.ts';
import { CALLS_MAX, COUNTED_MAX, LINES_MAX } from './limits.ts';

export interface Counted<T> {
  count: number;
  items: T[];
}

/** The first rows, in order, and their total number up to `COUNTED_MAX`. */
function counted({ select, from, order }: { select: string; from: string; order: string }): string {
  return `SELECT ${select}, (SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${COUNTED_MAX})) AS counted
    FROM ${from} ORDER BY ${order} LIMIT ${LINES_MAX}`;
}

function countedOf<T>(result: D1Result | undefined): Counted<T> {
  const rows = (result?.results ?? []) as (T & { counted: number })[];
  return { count: rows[0]?.counted ?? 0, items: rows.map(({ counted: _counted, ...row }) => row as T) };
}

type FindingLine = Pick<FindingRow, 'id' | 'kind' | 'license' | 'sentence' | 'since'>;

/** `from`: first hour, such as `2026-11-26T16`. */
export async function readForAll(
  db: D1Database,
  from: string,
): Promise<{
  hours: HourSum[];
  findings: Counted<FindingLine>;
  recalls: Counted<RecallColumns>;
  openRecalls: Counted<RecallColumns>;
}> {
  // One transaction, so that an entry that is indexed in between is counted once.
  const [pages, tail, findings, recalls, openRecalls] = await db.batch([
    hoursStatement(db, from),
    db
      .prepare(
        `SELECT substr(at, 1, ${HOUR_CHARS}) AS hour, sum(kind = 'delivery') AS deliveries,
           sum(kind = 'refusal') AS refusals
         FROM tail_entries WHERE last_at >= ?1 AND kind IN ('delivery', 'refusal') AND at >= ?1 GROUP BY 1`,
      )
      .bind(from),
    db.prepare(
      counted({
        select: 'id, kind, license, sentence, since',
        from: `discrepancies WHERE state = 'open'`,
        order: 'since DESC, id DESC',
      }),
    ),
    ...['overdue', 'open'].map((state) =>
      db.prepare(
        counted({
          select: RECALL_COLUMNS,
          from: `(SELECT * FROM recalls WHERE state = '${state}' ORDER BY at DESC LIMIT ${COUNTED_MAX})`,
          order: `progress ->> '$.holders.refused' = 0,
            progress ->> '$.holders.acknowledged' >= progress ->> '$.holders.notified',
            progress ->> '$.dueAt' NULLS LAST, at DESC, id DESC`,
        }),
      ),
    ),
  ]);
  return {
    hours: added([
      ...((pages?.results ?? []) as { body: string }[]).flatMap(({ body }) => hoursIn(body)),
      ...((tail?.results ?? []) as unknown as HourSum[]),
    ]).filter(({ hour }) => hour >= from),
    findings: countedOf<FindingLine>(findings),
    recalls: countedOf<RecallColumns>(recalls),
    openRecalls: countedOf<RecallColumns>(openRecalls),
  };
}

interface PartnerToCall {
  recall: string;
  partner: string;
  name: string;
  contact: string | null;
  /** Number of partners to call about the recall. */
  counted: number;
}

/** By recall: the first partners whose licenses have neither answered nor an active endpoint for its events. */
export async function partnersToCall(
  db: D1Database,
  recalls: string[],
): Promise<Map<string, PartnerToCall[]>> {
  if (recalls.length === 0) return new Map();
  const { results } = await db
    .prepare(
      `WITH to_call AS (SELECT DISTINCT recalls.id AS recall, partner FROM json_each(?) AS one
         CROSS JOIN recalls ON recalls.id = one.value
         CROSS JOIN recall_licenses ON recall = recalls.id AND acknowledgement IS NULL AND received IS NULL
         CROSS JOIN licenses ON licenses.id = recall_licenses.license
       WHERE NOT EXISTS (
         SELECT 1 FROM webhooks WHERE webhooks.license = licenses.id AND webhooks.status = 'active'
           AND (types IS NULL OR recalls.type IN (SELECT value FROM json_each(types)))))
       SELECT * FROM (
         SELECT recall, partner, name, coalesce(recall_contact, contact) AS contact,
           count(*) OVER (PARTITION BY recall) AS counted,
           row_number() OVER (PARTITION BY recall ORDER BY name, partner) AS position
         FROM to_call CROSS JOIN partners ON partners.id = partner)
       WHERE position <= ${CALLS_MAX} ORDER BY recall, position`,
    )
    .bind(JSON.stringify(recalls))
    .all<PartnerToCall>();
  return Map.groupBy(results, ({ recall }) => recall);
}

/** A segment and the tail may have entries of the same hour. */
function added(hours: HourSum[]): HourSum[] {
  const sums = new Map<string, HourSum>();
  for (const { hour, deliveries, refusals } of hours) {
    const sum = sums.get(hour) ?? { hour, deliveries: 0, refusals: 0 };
    sums.set(hour, { hour, deliveries: sum.deliveries + deliveries, refusals: sum.refusals + refusals });
  }
  return [...sums.values()].sort((a, b) => (a.hour < b.hour ? -1 : 1));
}

export interface DeskRows {
  ending: Counted<{ license: string; partner: string; ends: string }>;
  embargoes: Counted<{ article: string; headline: string | null; until_ms: number }>;
  unreviewed: Counted<{
    id: string;
    scope_kind: RestrictionScope['kind'];
    scope_id: string;
    text: string | null;
  }>;
  keys: Counted<{
    key: string;
    name: string;
    license: string;
    partner: string;
    expires: string | null;
    last_used: string | null;
    concern: 'expiring' | 'silent';
  }>;
  /** `held`: number of articles on hold. */
  has: Record<keyof typeof TABLES | 'held', number>;
}

/** End of a license, as in the index on it. */
const ENDS = `unixepoch(terms ->> '$.ends')`;

interface DeskParams {
  /** Milliseconds, UTC. `endingMs`: licenses that end before it end soon. */
  nowMs: number;
  endingMs: number;
  /**
   * ISO 8601 UTC. Keys that expire before `expiring` expire soon; keys without a token since `silent` are
   * silent.
   */
  expiring: string;
  silent: string;
}

export async function readForDesk(
  db: D1Database,
  { nowMs, endingMs, expiring, silent }: DeskParams,
): Promise<DeskRows> {
  const [ending, embargoes, unreviewed, keys, has] = await db.batch([
    db
      .prepare(
        counted({
          select: `id AS license, partner, terms ->> '$.ends' AS ends`,
          from: `licenses INDEXED BY licenses_by_end WHERE status = 'active' AND ${ENDS} > ?1 AND ${ENDS} <= ?2`,
          order: ENDS,
        }),
      )
      .bind(Math.floor(nowMs / 1_000), Math.floor(endingMs / 1_000)),
    db
      .prepare(
        counted({
          select: 'id AS article, headline, embargoed_until_ms AS until_ms',
          from: `items WHERE embargoed_until_ms > ?1 AND pub_status <> 'canceled'`,
          order: 'embargoed_until_ms',
        }),
      )
      .bind(nowMs),
    db.prepare(
      counted({
        select: 'id, scope_kind, scope_id, text',
        from: `restrictions INDEXED BY restrictions_unreviewed WHERE reviewed = 0 AND status = 'active'`,
        order: 'id',
      }),
    ),
    db
      .prepare(
        counted({
          select: `api_keys.id AS key, name, license, partner, expires, last_used,
            CASE WHEN expires <= ?2 THEN 'expiring' ELSE 'silent' END AS concern`,
          from: `api_keys CROSS JOIN licenses ON licenses.id = api_keys.license AND licenses.status = 'active'
              AND ${ENDS} > unixepoch(?1)
            WHERE api_keys.status = 'active' AND env = 'live' AND (expires IS NULL OR expires > ?1)
              AND (expires <= ?2 OR coalesce(last_used, api_keys.created) < ?3)`,
          order: `concern, CASE concern WHEN 'expiring' THEN expires END, coalesce(last_used, api_keys.created) DESC`,
        }),
      )
      .bind(new Date(nowMs).toISOString(), expiring, silent),
    db.prepare(
      `SELECT ${Object.entries(TABLES)
        .map(([name, table]) => `EXISTS (SELECT 1 FROM ${table}) AS ${name}`)
        .join(', ')},
         (SELECT count(*) FROM (SELECT 1 FROM items INDEXED BY items_stopped
            WHERE pub_status <> 'usable' AND pub_status = 'withheld' LIMIT ${COUNTED_MAX})) AS held`,
    ),
  ]);
  return {
    ending: countedOf(ending),
    embargoes: countedOf(embargoes),
    unreviewed: countedOf(unreviewed),
    keys: countedOf(keys),
    has: has?.results[0] as DeskRows['has'],
  };
}

const TABLES = {
  partners: 'partners',
  products: 'products',
  licenses: 'licenses',
  keys: 'api_keys',
  newsroom: `operators WHERE role = 'ingest' AND status = 'active'`,
  articles: 'items',
  auditors: `operators WHERE role = 'auditor' AND status = 'active'`,
};
