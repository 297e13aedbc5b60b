/** Dates that a text names and that are not read, with the reason. */
import { dayPartsAt, isoOf } from './dates.ts';
import { wordsOf } from './words.ts';

export interface UnreadDate {
  /** As it is written. */
  date: string;
  reason: 'no_such_day' | 'short_year';
}

/** `1.11.27` or `11/1/27`: the century is not assumed. */
const SHORT_YEAR = /^(?:0?[1-9]|[12]\d|3[01])([./])(?:0?[1-9]|[12]\d|3[01])\1\d{2}$/;

export function unreadDates(text: string, unaccounted: readonly string[]): UnreadDate[] {
  if (unaccounted.length === 0) return [];
  const [words, unread] = [wordsOf(text), new Set(unaccounted)];
  const dates = words.flatMap(({ raw, start }, at): UnreadDate[] => {
    if (!unread.has(raw)) return [];
    if (SHORT_YEAR.test(raw)) return [{ date: raw, reason: 'short_year' }];
    const parts = dayPartsAt(words, at);
    if (!parts || isoOf(parts) !== undefined) return [];
    return [{ date: text.slice(start, words[parts.end - 1]?.end), reason: 'no_such_day' }];
  });
  return dates.slice(0, HINTS_MAX);
}

const HINTS_MAX = 3;
