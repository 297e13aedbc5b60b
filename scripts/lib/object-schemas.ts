/** The schema of each Durable Object class, as steps that are applied in order. */
import { AGENCY_LOG_SCHEMA } from '../../src/agency-log/schema.ts';
import { WEBHOOK_SCHEMA } from '../../src/events/webhooks/schema.ts';
import { LEDGER_SCHEMA } from '../../src/ledger/object-store/schema.ts';
import { MONITOR_SCHEMA } from '../../src/monitor/schema.ts';
import { OPERATORS_SCHEMA } from '../../src/operators/schema.ts';
import { SITE_SCHEMA } from '../../src/recall/reading/schema.ts';

export const OBJECT_SCHEMAS: Record<string, readonly string[]> = {
  LedgerShard: LEDGER_SCHEMA,
  Operators: OPERATORS_SCHEMA,
  AgencyLog: AGENCY_LOG_SCHEMA,
  Monitor: MONITOR_SCHEMA,
  Webhook: WEBHOOK_SCHEMA,
  SiteReader: SITE_SCHEMA,
};
