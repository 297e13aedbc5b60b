/**
 * Parses the variable RETENTION, the retention time of each class of data. Pure. Unnamed classes are retained
 * permanently; with any fault nothing is deleted.
 */
import { z } from 'zod';
import { log } from '../../platform/log.ts';
import '../../platform/validation-messages.ts';
import { RETENTION_CHARS_MAX, RETENTION_MONTHS_MAX, RETENTION_MONTHS_MIN } from '../limits.ts';

const months = z.int().min(RETENTION_MONTHS_MIN).max(RETENTION_MONTHS_MAX).optional();

/** Whole months (UTC) before the current one. */
const rules = z.strictObject({
  /** Entries of licenses' logs. */
  entries: months,
  /** Entries of the operators' log. */
  actions: months,
  /** Refusals by minute, and edge requests by day, with which the log is compared. */
  counts: months,
  /** Settled findings. */
  findings: months,
  /** Pages that were read, in R2. */
  readings: months,
});

export type Retention = z.output<typeof rules>;

export type ReadRetention = { ok: true; value: Retention } | { ok: false; reason: string };

/** `reason` names the first fault. */
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

/** Rules for an object, which logs a fault. */
export function rulesInForce(variable: string | undefined, object: string): Retention {
  const read = readRetention(variable);
  if (read.ok) return read.value;
  log('error', 'retention_malformed', { object, detail: read.reason });
  return {};
}

const refused = (fault: string): ReadRetention => ({ ok: false, reason: `RETENTION: ${fault}` });
