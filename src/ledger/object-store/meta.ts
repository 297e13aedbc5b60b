/** Single numbers that an object remembers. */
import { firstRow } from './row.ts';

export type MetaName =
  | 'epoch'
  | 'drained'
  /** Of the log: the entry that all of its pages are of at least, and the number that the next item gets. */
  | 'checkpoint'
  | 'next_item'
  /** What the next entry is not dated before, and the last entry whose own date says nothing of that. */
  | 'last_at_ms'
  | 'dates_from'
  | 'rounded_ms'
  | 'timestamped_ms'
  | 'timestamped_size'
  /** Changes of the catalogue that were taken over, and how many of them D1 has a mark of. */
  | 'told'
  | 'told_marked'
  /** Sequence of the last entry that was checked in D1 soon after it was drained. */
  | 'checked'
  /** First entry of the last segment whose index was rebuilt and found right. */
  | 'segment_checked'
  /** When the self-check last ran, when its walk over everything began (0: none is under way), and when one last ended. */
  | 'checked_ms'
  | 'walk_began_ms'
  | 'walked_ms'
  /** When the alarm last ran, to half a minute. */
  | 'alarm_ms'
  /** When D1 was last found to be at an earlier point than the one that was drained to. */
  | 'went_back_ms'
  /** When dates before that of the last entry were last accepted (`acceptEarlierDates`). */
  | 'earlier_dates_ms'
  /** When the watch last looked. */
  | 'looked_ms';

export function readMeta(sql: SqlStorage, name: MetaName): number {
  return firstRow(sql.exec<{ value: number }>('SELECT value FROM meta WHERE name = ?', name))?.value ?? 0;
}

/** For what may go back; everything else is raised. */
export function setMeta(sql: SqlStorage, name: MetaName, value: number): void {
  sql.exec('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', name, value);
}

/** For what only grows. */
export function raiseMeta(sql: SqlStorage, name: MetaName, value: number): void {
  sql.exec(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)',
    name,
    value,
  );
}
