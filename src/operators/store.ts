/** SQL of the operators' object: operators, and ids of logged actions. */
import { firstRow } from '../ledger/object-store/row.ts';
import type { OperatorState } from '../ledger/types.ts';

export function readOperator(sql: SqlStorage, id: string): OperatorState | null {
  const row = firstRow(
    sql.exec<{
      role: OperatorState['role'];
      status: OperatorState['status'];
      version: number;
      generation: number;
    }>('SELECT role, status, version, generation FROM operators WHERE id = ?', id),
  );
  return row && { id, ...row };
}

export function allOperators(sql: SqlStorage): OperatorState[] {
  return sql
    .exec<{ id: string }>('SELECT id FROM operators')
    .toArray()
    .flatMap(({ id }) => readOperator(sql, id) ?? []);
}

export function writeOperator(sql: SqlStorage, operator: OperatorState): void {
  sql.exec(
    'INSERT OR REPLACE INTO operators (id, role, status, version, generation) VALUES (?, ?, ?, ?, ?)',
    operator.id,
    operator.role,
    operator.status,
    operator.version,
    operator.generation,
  );
}

export function hasAction(sql: SqlStorage, id: string): boolean {
  return firstRow(sql.exec('SELECT 1 FROM actions WHERE id = ?', id)) !== null;
}

export function insertAction(sql: SqlStorage, id: string): void {
  sql.exec('INSERT INTO actions (id) VALUES (?)', id);
}
