/** Times within which a partner has to take down or replace what was killed or corrected. Pure. */
import { durationOf } from '../odrl/time.ts';
import type { CommonTerms } from '../terms.ts';

export type RecallTerms = Pick<CommonTerms, 'recall'>;

/** Milliseconds. Absent: not agreed. */
export interface RecallTimes {
  removeMs?: number;
  correctMs?: number;
}

export function recallTimes({ recall }: RecallTerms): RecallTimes | undefined {
  if (!recall) return undefined;
  const [removeMs, correctMs] = [recall.removeWithin, recall.correctWithin].map(durationMs);
  return { ...(removeMs !== undefined && { removeMs }), ...(correctMs !== undefined && { correctMs }) };
}

/** Bounds of these times: five minutes and ninety days. Milliseconds. */
const RECALL_MS_MIN = 300_000;
const RECALL_MS_MAX = 90 * 86_400_000;

/** Whether a text is a duration in days, hours and minutes that a license may agree on. */
export function isRecallTime(text: string): boolean {
  const ms = durationMs(text);
  return ms !== undefined && ms >= RECALL_MS_MIN && ms <= RECALL_MS_MAX;
}

/** The duty to delete what is killed. ODRL has no action for replacing, so corrections give no duty. */
export function removalDuty(terms: RecallTerms): { uid: string; text: string } | undefined {
  const { removeMs } = recallTimes(terms) ?? {};
  return removeMs === undefined
    ? undefined
    : { uid: 'delete-when-killed', text: `what is killed, within ${minutesInWords(removeMs / 60_000)}` };
}

function minutesInWords(minutes: number): string {
  const [unit, count] =
    minutes % 1_440 === 0
      ? ['day', minutes / 1_440]
      : minutes % 60 === 0
        ? ['hour', minutes / 60]
        : ['minute', minutes];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Months differ in length, so that a time in months is none. */
function durationMs(text: string | undefined): number | undefined {
  const { months, ms } = (text !== undefined && durationOf(text)) || {};
  return months === 0 ? ms : undefined;
}
