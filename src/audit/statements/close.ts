/**
 * Closes a period of a license. The statement is created once, from a log that has the whole period, and
 * never changes.
 */
import { createHash } from 'node:crypto';
import { actionMessage } from '../../ledger/actions.ts';
import { drainedState } from '../../ledger/drained-state.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import { askObject, expectAnswer } from '../../ledger/transparency/ask.ts';
import { licenseOrigin } from '../../ledger/transparency/origins.ts';
import { objectOfLicense } from '../../ledger/transparency/store.ts';
import { canonical } from '../../platform/canonical.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing } from '../../platform/failure.ts';
import { derivedId, newId } from '../../platform/ids.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import { type Period, periodOf } from '../reports/period.ts';
import { boundsOf, usageOfLicense } from '../reports/read.ts';
import type { UsageDetail } from '../reports/schemas.ts';
import { CLOSE_GRACE_MS } from './limits.ts';
import type { Statement } from './schemas.ts';
import {
  entriesBefore,
  insertStatement,
  isMoving,
  overlappingStatement,
  putText,
  type StatementRow,
  statementOf,
} from './store.ts';

export interface Closed {
  row: StatementRow;
  /** It had been closed before. */
  repeated: boolean;
}

export async function closeStatement(
  env: Env,
  { license, period: name }: { license: string; period: string },
  by: Actor,
): Promise<Attempt<Closed>> {
  const period = periodOf(name);
  if (!period) return faulty('/period', 'Expected a day, month, quarter or year, such as 2026-10', 'period');
  const existing = await statementOf(env.DB, license, name);
  if (existing) return done({ row: existing, repeated: true });
  const overlapping = await overlappingStatement(env.DB, license, period);
  if (overlapping) return closedBy(overlapping);
  const closing = await boundsOf(env.DB, license, period);
  if (!closing) return missing('license');
  const log = await completeLog(env, closing, by.now);
  if (!log.ok) return log;
  const usage = await usageOfLicense(env, license, { period, granularity: 'day', nowMs: by.now });
  if (!usage) return missing('license');
  return storeStatement(env, statementFor(period, usage, log.value, by), by);
}

/** Units of a day in two statements would be billed twice. */
const closedBy = ({ id, period }: StatementRow) =>
  conflicting(problemMessage('conflict.period_closed', { period, statement: id }));

type Log = Statement['log'];

/** State of a license's log when D1 has the whole period. */
async function completeLog(
  env: Env,
  { license, partner, to }: Pick<UsageDetail, 'license' | 'partner' | 'to'>,
  nowMs: number,
): Promise<Attempt<Log>> {
  const openMs = Date.parse(to) + CLOSE_GRACE_MS - nowMs;
  if (openMs > 0)
    return conflicting(
      problemMessage('conflict.period_open', {
        to: { instant: to },
        from: { instant: new Date(nowMs + openMs).toISOString() },
      }),
    );
  const object = await objectOfLicense(env.DB, license);
  if (!object) return missing('license');
  if (await isMoving(env.DB, partner)) return conflicting(problemMessage('conflict.partner_moving'));
  if (!(await hasDrained(env, object, { to }))) return conflicting(problemMessage('conflict.entries_behind'));
  const answer = await askObject(env, object, { kind: 'checkpoint', tree: license });
  const origin = licenseOrigin(env.LOG_ORIGIN, license);
  const isEmpty = answer.kind === 'beyond' && answer.size === 0;
  const { size, note: checkpoint } = isEmpty
    ? { size: 0, note: null }
    : expectAnswer(answer, 'checkpoint', nowMs);
  if (size < (await entriesBefore(env, license, to)))
    return conflicting(problemMessage('conflict.checkpoint_behind'));
  return done({ origin, size, checkpoint });
}

async function hasDrained(env: Env, object: string, { to }: Pick<UsageDetail, 'to'>): Promise<boolean> {
  const { lackingSince } = await drainedState(env, object);
  return lackingSince === null || lackingSince >= to;
}

function statementFor(period: Period, usage: UsageDetail, log: Log, { now }: Actor): Statement {
  const { license, partner } = usage;
  const closed = new Date(now).toISOString();
  return { v: 1, id: newId('stm'), license, partner, period, closed, log, usage };
}

/** Notifies the partner. */
async function closedMessages(
  env: Env,
  { id, license, period, closed }: StatementRow,
): Promise<OutboxMessage[]> {
  const object = await objectOfLicense(env.DB, license);
  const type = 'statement.closed' as const;
  const event = { id: derivedId('evt', license, type, id), type, at: closed, license, statement: id, period };
  return object ? [{ object, change: { kind: 'event', event } }] : [];
}

async function storeStatement(env: Env, statement: Statement, by: Actor): Promise<Attempt<Closed>> {
  const { id, license, partner, period, closed, log, usage } = statement;
  const sealed = sealStatement(statement);
  const { units = 0, billed = 0, overage = 0, shortfall = 0, adjustments = [] } = usage.billing ?? {};
  const adjusted = adjustments.reduce((sum, adjustment) => sum + adjustment.units, 0);
  const row: StatementRow = {
    ...{ id, license, partner, period: period.name, closed, operator: by.operator },
    ...{ size: log.size, units, billed, overage, shortfall, adjusted, sha256: sealed.sha256 },
  };
  await putText(env.BUCKET, sealed);
  const action = actionMessage(by, 'statement.close', id, { after: JSON.parse(sealed.text) as object });
  try {
    await commitChange(
      env,
      [insertStatement(env.DB, row, period)],
      [action, ...(await closedMessages(env, row))],
    );
  } catch (error) {
    const first = await statementOf(env.DB, license, period.name);
    if (first && first.id !== id) return done({ row: first, repeated: true });
    const overlapping = await overlappingStatement(env.DB, license, period);
    if (!overlapping || overlapping.id === id) throw error;
    return closedBy(overlapping);
  }
  return done({ row, repeated: false });
}

interface Sealed {
  /** RFC 8785. */
  text: string;
  /** Hex, of the text. */
  sha256: string;
}

function sealStatement(statement: Statement): Sealed {
  // RFC 8785 has no form for undefined members.
  const text = canonical(JSON.parse(JSON.stringify(statement)));
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}
