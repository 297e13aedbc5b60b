/**
 * Stores faults as open findings and logs each, since log lines cannot be revoked by somebody who can change
 * D1. A finding that is already open retains its start, also beyond the limit.
 */
import { log } from '../../platform/log.ts';
import { CHECK_EXTRA_MAX, FINDINGS_OPEN_MAX } from '../limits.ts';
import { toStored } from '../stored-message.ts';
import type { Fault } from './types.ts';

interface Raised {
  faults: Fault[];
  /** Object that found them. */
  object: string;
  nowMs: number;
}

/** Reports a limited number; the others are found again after the repair. */
export async function raiseFaults(db: D1Database, { faults, object, nowMs }: Raised): Promise<void> {
  if (faults.length === 0) return;
  const reported = faults.slice(0, CHECK_EXTRA_MAX);
  for (const fault of reported)
    log('error', 'ledger_finding', { object, ...fault, detail: fault.detail.text });
  const rows = reported.map(({ detail, ...fault }) => ({ ...fault, ...toStored(detail) }));
  await db
    .prepare(
      `INSERT INTO findings (license, idx, kind, object, detail, message, since, seen)
       SELECT value ->> 'license', coalesce(value ->> 'index', -1), value ->> 'kind', ?1, value ->> 'detail',
         value ->> 'message', ?2, ?2
       FROM json_each(?3) WHERE (SELECT count(*) FROM findings WHERE settled IS NULL) < ${FINDINGS_OPEN_MAX}
         OR (value ->> 'license', coalesce(value ->> 'index', -1), value ->> 'kind', ?1)
           IN (SELECT license, idx, kind, object FROM findings)
       ON CONFLICT (license, idx, kind, object) DO UPDATE SET detail = excluded.detail,
         message = excluded.message, seen = excluded.seen,
         since = CASE WHEN settled IS NULL THEN since ELSE excluded.since END, settled = NULL`,
    )
    .bind(object, new Date(nowMs).toISOString(), JSON.stringify(rows))
    .run();
}
