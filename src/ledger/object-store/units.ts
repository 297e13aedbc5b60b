/** What is on the bill, and how much of the quota is used. */
import type { Unit } from '../meter.ts';
import { firstRow } from './row.ts';

/** True when the unit is already on the bill: for this title, or by a delivery that served every title. */
export function hasUnit(sql: SqlStorage, license: string, unit: Unit): boolean {
  const row = firstRow(
    sql.exec(
      `SELECT 1 FROM units WHERE license = ? AND term_ms = ? AND item = ? AND component = ? AND title IN (?, '') LIMIT 1`,
      license,
      unit.termMs,
      unit.item,
      unit.component,
      unit.title,
    ),
  );
  return row !== null;
}

/** `atMs`: when it was billed. */
export function writeUnit(sql: SqlStorage, license: string, unit: Unit, atMs: number): void {
  sql.exec(
    'INSERT INTO units (license, term_ms, item, component, title, at_ms) VALUES (?, ?, ?, ?, ?, ?)',
    license,
    unit.termMs,
    unit.item,
    unit.component,
    unit.title,
    atMs,
  );
}

export function readUsage(sql: SqlStorage, license: string, period: string): number {
  return (
    firstRow(
      sql.exec<{ used: number }>('SELECT used FROM usage WHERE license = ? AND period = ?', license, period),
    )?.used ?? 0
  );
}

export function addUsage(sql: SqlStorage, license: string, period: string, units: number): void {
  sql.exec(
    'INSERT INTO usage (license, period, used) VALUES (?, ?, ?) ON CONFLICT (license, period) DO UPDATE SET used = used + excluded.used',
    license,
    period,
    units,
  );
}
