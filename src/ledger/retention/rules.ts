/**
 * The variable RETENTION: how long what is kept by class. Pure. What it does not name is kept for good; a fault anywhere, and nothing is
 * deleted: half a rule is one that nobody has written.
 */
import { z } from 'zod';
import { log } from '../../platform/log.ts';
import '../../platform/validation-messages.ts';
import { RETENTION_CHARS_MAX, RETENTION_MONTHS_MAX, RETENTION_MONTHS_MIN } from '../limits.ts';

const months = z.int().min(RETENTION_MONTHS_MIN).max(RETENTION_MONTHS_MAX).optional();

/** Whole months (UTC) before the running one. */
const rules = z.strictObject({
  /** What the log of a license says of each request. */
  entries: months,
  /** What the operators' log says of each act. */
  actions: months,
  /** Refusals by the minute, and requests at the edge by the day: what the log is held against. */
  counts: months,
  /** What a check found wrong and is in order again. */
  findings: months,
});

export type Retention = z.output<typeof rules>;
export type RetentionClass = keyof Retention;

export type ReadRetention = { ok: true; value: Retention } | { ok: false; reason: string };

/** `reason` names the place of the first fault. */
export function readRetention(variable: string | undefined): ReadRetention {
  if (!variable?.trim()) return { ok: true, value: {} };
  if (variable.length > RETENTION_CHARS_MAX) return refused('too long');
  let json: unknown;
  try {
    json = JSON.parse(variable);
  } catch {
    return refused('not JSON');
  }
  const read = rules.safeParse(json);
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  return refused(`/${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}`);
}

/** For an object, which says so when nothing can be gone by. */
export function rulesInForce(variable: string | undefined, object: string): Retention {
  const read = readRetention(variable);
  if (read.ok) return read.value;
  log('error', 'retention_malformed', { object, detail: read.reason });
  return {};
}

const refused = (fault: string): ReadRetention => ({ ok: false, reason: `RETENTION: ${fault}` });
