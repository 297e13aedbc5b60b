/** Deletion dates of copies. Pure. */
import type { CommonTerms, LicenseTerms } from '../terms.ts';

export type DeletionTerms = Pick<LicenseTerms, 'retentionDays'> & Pick<CommonTerms, 'ends' | 'afterTerm'>;

/** Milliseconds, UTC. Absent: no such duty. */
export interface DeletionDates {
  deleteByMs?: number;
  /** Copies of unpublished content. */
  deleteUnpublishedByMs?: number;
}

const DAY_MS = 86_400_000;

/**
 * Returns the dates that the named terms set for a version: a number of days after its creation, or after the
 * end of the term, whichever is earlier. An uploaded policy has duties instead.
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
