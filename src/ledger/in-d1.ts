/** How far D1 has what an object has written: for whoever says of what D1 has that it is all there is. */
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { callObject } from './call.ts';
import { logKeeperStub } from './outbox.ts';
import { drainMark } from './store.ts';
import { logUnavailable } from './transparency/ask.ts';
import type { OwnHealth } from './types.ts';

export interface InD1 {
  /** ISO 8601 UTC: of what was written from then on, D1 may lack something; '': nothing is sure; null: it has everything. */
  lackingSince: string | null;
  /** Months (yyyy-mm) of which the archive has entries that D1 was not told of. A D1 of before has not counted them, and does not list them. */
  untoldMonths: string[];
}

/** Those of the months (yyyy-mm) that a time touches. ISO 8601 UTC; without `from`: all before its end. */
export function monthsWithin(months: string[], { from = '', to }: { from?: string; to: string }): string[] {
  return months.filter((month) => from.slice(0, 7) <= month && month <= to.slice(0, 7));
}

type Standing = Pick<OwnHealth, 'backlog' | 'backlogSince' | 'drained' | 'parts' | 'untoldMonths'>;

/** Also of a D1 that was put back, and to which the object has not noticed yet that it has to drain again. Throws `ledger_unavailable`. */
export async function inD1(env: Env, object: string): Promise<InD1> {
  const { backlog, backlogSince, drained = 0, parts = 0, untoldMonths = [] } = await standingOf(env, object);
  const mark = await drainMark(env.DB, object);
  if (mark.drained < drained || mark.parts < parts) return { lackingSince: '', untoldMonths };
  return { lackingSince: backlog === 0 ? null : (backlogSince ?? ''), untoldMonths };
}

async function standingOf(env: Env, object: string): Promise<Standing> {
  try {
    return await callObject<Standing>(object, () => logKeeperStub(env, object).health(), { repeats: true });
  } catch (error) {
    log('error', 'backlog_unread', { object, error: String(error) });
    throw logUnavailable();
  }
}
