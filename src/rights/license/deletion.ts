/** By when copies have to be deleted. Pure. */
import type { CommonTerms, LicenseTerms } from '../terms.ts';

export type DeletionTerms = Pick<LicenseTerms, 'retentionDays'> & Pick<CommonTerms, 'ends' | 'afterTerm'>;

/** Milliseconds, UTC; what is absent is not owed. */
export interface DeletionDates {
  /** Every copy. */
  deleteByMs?: number;
  /** Copies of what was not published. */
  deleteUnpublishedByMs?: number;
}

const DAY_MS = 86_400_000;

/**
 * The dates that the named terms set for a version: so many days after it was created, or after the end of
 * the term, whichever is first. What an uploaded policy says of deletion stands in its duties.
 */
export function deletionDates(
  { retentionDays, ends, afterTerm }: DeletionTerms,
  versionCreatedMs: number,
): DeletionDates {
  const retentionDates = retentionDays === undefined ? [] : [versionCreatedMs + retentionDays * DAY_MS];
  const afterTermDates =
    afterTerm && afterTerm.keep !== 'all' ? [Date.parse(ends) + afterTerm.deleteWithinDays * DAY_MS] : [];
  const allCopiesDates = afterTerm?.keep === 'none' ? [...retentionDates, ...afterTermDates] : retentionDates;
  return {
    ...(allCopiesDates.length > 0 && { deleteByMs: Math.min(...allCopiesDates) }),
    ...(afterTerm?.keep === 'published' && {
      deleteUnpublishedByMs: Math.min(...retentionDates, ...afterTermDates),
    }),
  };
}
