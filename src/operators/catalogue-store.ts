/** SQL of operators in D1: lookup, and recovery after a restore of the database. */
import type { OperatorState } from '../ledger/types.ts';

/** Looks up an operator that a command has created, of which the operators' object was not notified. */
export async function findOperator(db: D1Database, id: string): Promise<Omit<OperatorState, 'id'> | null> {
  return db.prepare('SELECT role, status, generation, version FROM operators WHERE id = ?').bind(id).first();
}

/**
 * Restores operators that are older in D1 than in the object: role and status, without earlier secrets. A
 * revoked operator has no secrets. `at`: ISO 8601 UTC.
 */
export async function holdOperators(db: D1Database, operators: OperatorState[], at: string): Promise<void> {
  const known = `(SELECT value ->> 'id' AS id, value ->> 'role' AS role, value ->> 'status' AS status,
      value ->> 'version' AS version, value ->> 'generation' AS generation FROM json_each(?1)) AS known
    JOIN operators AS operator ON operator.id = known.id AND operator.version < known.version`;
  const json = JSON.stringify(operators);
  await db.batch([
    db
      .prepare(
        `DELETE FROM key_secrets WHERE hash IN (
           SELECT secret.hash FROM ${known} JOIN key_secrets AS secret ON secret.owner = known.id
           WHERE known.status = 'revoked' OR secret.generation < known.generation)`,
      )
      .bind(json),
    db
      .prepare(
        `UPDATE operators SET role = next.role, status = next.status, version = next.version, updated = ?2,
           generation = next.generation
         FROM (SELECT known.* FROM ${known}) AS next WHERE operators.id = next.id`,
      )
      .bind(json, at),
  ]);
}
