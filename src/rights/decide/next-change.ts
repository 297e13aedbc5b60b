/**
 * Computes until when a decision cannot change. Time enters a decision only through time constraints and the
 * embargo: before the next instant that one of them names, every comparison with the clock has the same
 * result.
 */
import { licenseRecord, restrictionRecord } from '../license/record.ts';
import { addDuration } from '../odrl/time.ts';
import type { DecideInput, Subject } from '../types.ts';
import { indexOf } from './policy-index.ts';

/** The parts of a question that determine when its answer can change. */
export interface TimedQuestion extends Pick<DecideInput, 'license' | 'restrictions' | 'now'> {
  subject: Pick<Subject, 'embargoedUntil' | 'versionCreated'>;
}

/**
 * Returns the first instant after `now` at which `decide` could answer the same question differently.
 * Milliseconds, UTC; Infinity: never.
 */
export function unchangedUntil({ license, restrictions, subject, now }: TimedQuestion): number {
  let until = Number.POSITIVE_INFINITY;
  const consider = (instant: number) => {
    if (instant > now && instant < until) until = instant;
  };
  if (subject.embargoedUntil !== undefined) consider(subject.embargoedUntil);
  const policies = [
    licenseRecord(license).policy,
    ...restrictions.map((restriction) => restrictionRecord(restriction).policy),
  ];
  for (const policy of policies) {
    if (!policy) continue;
    const { instants, elapsed } = indexOf(policy).bounds;
    for (const instant of instants) consider(instant);
    for (const duration of elapsed) consider(addDuration(subject.versionCreated, duration));
  }
  return until;
}
