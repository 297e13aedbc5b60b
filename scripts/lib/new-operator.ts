/** An operator that a command creates: the rows that an owner's request writes, as statements. */
import { newCredential } from '../../src/access/credential.ts';
import { newOperator } from '../../src/access/operators/schemas.ts';
import { newRow, operatorMessage, operatorResource } from '../../src/access/operators/service.ts';
import { insertOperator } from '../../src/access/operators/store.ts';
import { insertSecret } from '../../src/access/secret-store.ts';
import { actionMessage } from '../../src/ledger/actions.ts';
import { outboxStatements } from '../../src/ledger/store.ts';
import { newId } from '../../src/platform/ids.ts';
import { line } from '../../src/platform/openapi.ts';
import { StartFailure } from './failure.ts';

export interface Statement {
  sql: string;
  values: (string | number | null)[];
}

export interface Client {
  client_id: string;
  client_secret: string;
}

export interface MadeOperator {
  client: { client_id: string; client_secret?: string };
  /** All or none of them. */
  statements: Statement[];
}

export interface OperatorOptions {
  name: string;
  role: string;
  /** A public key in place of a secret. */
  jwk?: unknown;
  /** Why one is made although there is an owner who could. */
  reason?: string;
}

/** Characters of a reason: a paragraph of a letter. */
const REASON_CHARS_MAX = 1_000;
const commandInput = newOperator.extend({ reason: line(REASON_CHARS_MAX).optional() });

/** Throws a `StartFailure` when it is not an operator as it is wanted. Writes nothing. */
export async function makeOperator(options: OperatorOptions): Promise<MadeOperator> {
  const { name, role, jwk, reason } = options;
  const read = commandInput.safeParse({
    name,
    role,
    ...(jwk !== undefined && { jwk }),
    ...(reason !== undefined && { reason }),
  });
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new StartFailure(`${issue?.path.join('/')}: ${issue?.message}`);
  }
  const id = newId('opr');
  const credential = await newCredential('live', id, read.data.jwk);
  if (!credential.ok) throw new StartFailure(faultOf(credential.reason));
  const { hash, hint, secret, jwk: publicKey } = credential.value;
  const now = Date.now();
  const row = newRow({ id, name: read.data.name, role: read.data.role, hint }, now);
  const { created, generation } = row;
  const word = actionMessage({ operator: 'command', now }, 'operator.create', id, {
    after: operatorResource(row),
    via: 'command',
    ...(read.data.reason !== undefined && { reason: read.data.reason }),
  });
  const written = [
    insertOperator(WRITER, row),
    insertSecret(WRITER, { hash, owner: id, created, generation, jwk: publicKey }),
    ...outboxStatements(WRITER, [operatorMessage(row), word], [], created),
  ] as unknown as Statement[];
  return {
    client: { client_id: id, ...(secret !== undefined && { client_secret: secret }) },
    statements: reason === undefined ? [UNLESS_OWNER, ...written] : written,
  };
}

/** Fails with its whole batch when there is an owner: `version` takes no null. */
const UNLESS_OWNER: Statement = {
  sql: `UPDATE operators SET version = NULL WHERE role = 'owner' AND status = 'active'
    AND (expires IS NULL OR unixepoch(expires) > unixepoch('now'))`,
  values: [],
};

export const isOwnerFault = (message: string) =>
  message.includes('NOT NULL constraint failed: operators.version');

/** Takes statements down instead of preparing them: the gateway's own SQL, wherever it will be run. */
const WRITER = {
  prepare: (sql: string) => ({ bind: (...values: Statement['values']) => ({ sql, values }) }),
} as unknown as D1Database;

function faultOf(failure: { reason: string; faults?: { path: string; message: string }[]; detail?: string }) {
  const [fault] = failure.faults ?? [];
  return fault ? `${fault.path.slice(1)}: ${fault.message}` : (failure.detail ?? failure.reason);
}

/** One text, for where nothing can be bound: every value as an SQLite literal. */
export function asText(statements: Statement[]): string {
  return statements.map(({ sql, values }) => `${inlined(sql, values)};`).join('\n');
}

/** Parameters are `?`, in order, or numbered `?1`, in any order and repeated (SQLite, "Parameters"). */
function inlined(sql: string, values: Statement['values']): string {
  const oneLine = sql.replace(/\s+/g, ' ').trim();
  const used = new Set<number>();
  let next = 0;
  const text = oneLine.replace(/\?(\d*)/g, (_, number: string) => {
    const place = number === '' ? next++ : Number(number) - 1;
    used.add(place);
    return literal(values[place]);
  });
  if (used.size < values.length) throw new Error('a statement has fewer places than values');
  return text;
}

function literal(value: string | number | null | undefined): string {
  if (value === undefined) throw new Error('a statement has more places than values');
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `'${value.replaceAll("'", "''")}'`;
}
