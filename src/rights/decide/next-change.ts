/**
 * Until when a decision stays as it is. Time comes into one in two ways only: constraints on it, and the embargo. Before the next
 * instant that any of them names, every comparison with the clock that was made comes out the same again.
 */
import { licenseRecord, restrictionRecord } from '../license/record.ts';
import { addDuration } from '../odrl/time.ts';
import type { DecideInput, Subject } from '../types.ts';
import { indexOf } from './policy-index.ts';

/** What of a question says when its answer can change. */
export interface TimedQuestion extends Pick<DecideInput, 'license' | 'restrictions' | 'now'> {
  subject: Pick<Subject, 'embargoedUntil' | 'versionCreated'>;
}

/** The first instant after `now` at which `decide` could answer otherwise to the same question. Milliseconds, UTC; Infinity: never. */
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
