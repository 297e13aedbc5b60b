/** Single numbers that an object remembers. */
import { firstRow } from './row.ts';

export type MetaName =
  | 'epoch'
  | 'drained'
  | 'last_at_ms'
  | 'rounded_ms'
  | 'timestamped_ms'
  | 'timestamped_size';

export function readMeta(sql: SqlStorage, name: MetaName): number {
  return firstRow(sql.exec<{ value: number }>('SELECT value FROM meta WHERE name = ?', name))?.value ?? 0;
}

/** Meta values only ever grow. */
export function raiseMeta(sql: SqlStorage, name: MetaName, value: number): void {
  sql.exec(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)',
    name,
    value,
  );
}
