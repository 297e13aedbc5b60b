/**
 * Until when a decision stays as it is. Time comes into one in two ways only: constraints on it, and the embargo. Before the next
 * instant that any of them names, every comparison with the clock that was made comes out the same again.
 */
import { licenseRecord, restrictionRecord } from '../license/record.ts';
import type { DecideInput } from '../types.ts';
import { preparedOf } from './prepared.ts';

/** The first instant after `now` at which `decide` could answer otherwise to the same question. Milliseconds, UTC; Infinity: never. */
export function unchangedUntil({ license, restrictions, subject, now }: DecideInput): number {
  let until = Number.POSITIVE_INFINITY;
  const look = (instant: number) => {
    if (instant > now && instant < until) until = instant;
  };
  if (subject.embargoedUntil !== undefined) look(subject.embargoedUntil);
  const policies = [
    licenseRecord(license).policy,
    ...restrictions.map((one) => restrictionRecord(one).policy),
  ];
  for (const policy of policies) {
    if (policy) for (const instant of preparedOf(policy).bounds(subject.versionCreated)) look(instant);
  }
  return until;
}
