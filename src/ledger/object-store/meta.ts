/** SQL of single numbers in an object. */
import { firstRow } from './row.ts';

export type MetaName =
  | 'epoch'
  | 'drained'
  /** Log: the entry that all pages include, and the number of the next item. */
  | 'checkpoint'
  | 'next_item'
  /** Earliest date of the next entry, and the last entry whose date was overridden. */
  | 'last_at_ms'
  | 'dates_from'
  | 'last_round_ms'
  | 'timestamped_ms'
  | 'timestamped_size'
  /** Applied catalogue changes, and how many of them are marked in D1. */
  | 'applied_changes'
  | 'marked_changes'
  /** Sequence of the last entry that was checked in D1 after its drain. */
  | 'checked'
  /** First entry of the last segment with a verified index. */
  | 'segment_checked'
  /** Time of the last self-check, start of its current walk (0: none), and end of the last one. */
  | 'checked_ms'
  | 'walk_began_ms'
  | 'walk_ended_ms'
  /** Time of the last alarm, to half a minute. */
  | 'alarm_ms'
  /** Time at which D1 was last found restored to an earlier point. */
  | 'rollback_ms'
  /** Time at which earlier dates were last accepted. */
  | 'earlier_dates_ms'
  /** Time of the monitor's last check. */
  | 'monitor_checked_ms';

export function readMeta(sql: SqlStorage, name: MetaName): number {
  return firstRow(sql.exec<{ value: number }>('SELECT value FROM meta WHERE name = ?', name))?.value ?? 0;
}

/** For values that may decrease. */
export function setMeta(sql: SqlStorage, name: MetaName, value: number): void {
  sql.exec('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', name, value);
}

/** For values that only increase. */
export function raiseMeta(sql: SqlStorage, name: MetaName, value: number): void {
  sql.exec(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)',
    name,
    value,
  );
}
