/** The schema of each Durable Object class, as steps that are applied in order. */
import { LEDGER_SCHEMA } from '../../src/ledger/object-store/schema.ts';
import { MONITOR_SCHEMA } from '../../src/monitor/schema.ts';

export const OBJECT_SCHEMAS: Record<string, readonly string[]> = {
  LedgerShard: LEDGER_SCHEMA,
  Monitor: MONITOR_SCHEMA,
};
