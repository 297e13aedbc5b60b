/** The bindings of wrangler.toml, and what the vars mean. */
import type { AgencyLogRpc } from '../agency-log/rpc.ts';
import type { LedgerShardRpc } from '../ledger/rpc.ts';
import type { MonitorRpc } from '../monitor/rpc.ts';
import type { OperatorsRpc } from '../operators/rpc.ts';
import type { Agency } from '../stamp/types.ts';

export interface Env {
  DB: D1Database;
  BUCKET: R2Bucket;
  LEDGER: DurableObjectNamespace<LedgerShardRpc>;
  OPERATORS: DurableObjectNamespace<OperatorsRpc>;
  AGENCY_LOG: DurableObjectNamespace<AgencyLogRpc>;
  MONITOR: DurableObjectNamespace<MonitorRpc>;
  /** Makes smaller pictures. Absent: there are none. */
  IMAGES?: ImagesBinding;
  /** Files deployed beside the worker: the description of the routes, and what its page loads. */
  ASSETS: Pick<Fetcher, 'fetch'>;
  /** Issuer and base of every link. Never taken from the request's Host. */
  PUBLIC_URL: string;
  /** Which deployment this is, and since when (ISO 8601 UTC). Absent: not known. */
  VERSION?: { id: string; timestamp: string };
  AGENCY_NAME: string;
  AGENCY_NOTICE: string;
  AGENCY_LICENSE_URL: string;
  /** Where to ask for a license: an e-mail address or a URL. Absent: the page names the agency alone. */
  AGENCY_CONTACT?: string;
  LOG_ORIGIN: string;
  /** Pool objects, a decimal number; partners are assigned one when they are created. */
  LEDGER_POOL_SIZE: string;
  /** Where the ledger objects may live: "eu", or "none" (also when absent). Chosen once: their ids depend on it. */
  LEDGER_JURISDICTION?: string;
  /** Near whom they are made: location hints with commas, `ledger-N` goes round them. Absent: where the first request comes from. */
  LEDGER_REGIONS?: string;
  /** Seconds that clocks may be apart before a ledger object commits nothing. Absent: 60. */
  CLOCK_TOLERANCE_S?: string;
  /** Whole months before the running one whose log stays in D1, a decimal number; 0, or none: all do. */
  LOG_MONTHS?: string;
  /** JSON: how many months which class of data is kept (see ledger/retention/rules.ts). Optional: all of it for good. */
  RETENTION?: string;
  /** JSON list of `{name, key, url}`: outside witnesses of the agency log (C2SP tlog-witness). Optional. */
  WITNESSES?: string;
  /**
   * After how many minutes an entry's log is signed without being asked, 1 to 720. Absent: with the round,
   * twice a day.
   */
  CHECKPOINT_MINUTES?: string;
  /** Where an RFC 3161 authority takes requests. Optional. */
  TIMESTAMP_URL?: string;
  /** JSON list of whose tokens sign operators in, and as what (see access/identity/providers.ts). Optional. */
  IDENTITY_PROVIDERS?: string;
  /** Secrets of our client at providers, which IDENTITY_PROVIDERS names. */
  [secret: `IDENTITY_SECRET_${string}`]: string | undefined;
  /** JSON list of who is told of alerts (see monitor/hooks.ts). Optional: nobody is; the log and health still say it. */
  ALERT_WEBHOOKS?: string;
  /** Secrets that alerts are signed with, which ALERT_WEBHOOKS names. */
  [secret: `ALERT_SECRET_${string}`]: string | undefined;
  /** Where the operations guide is read, without an anchor: what alerts point to. Optional. */
  RUNBOOK_URL?: string;
  /** What is fetched each minute in which the watch has looked: whoever keeps it notices when that ends. Optional, secret. */
  HEARTBEAT_URL?: string;
  /** Rate limits: of the token endpoint by address and by client. Absent: none. */
  TOKEN_ADDRESS_LIMIT?: RateLimit;
  TOKEN_CLIENT_LIMIT?: RateLimit;
  /** Of partner routes by license, of desk and audit routes by operator. */
  LICENSE_LIMIT?: RateLimit;
  OPERATOR_LIMIT?: RateLimit;
  /** Of public routes by address: verifying, and reading receipts and the agency log. */
  VERIFY_ADDRESS_LIMIT?: RateLimit;
  PUBLIC_ADDRESS_LIMIT?: RateLimit;
  /** Least level of the lines that are written: debug, info (also when absent), warn, error. */
  LOG_LEVEL?: string;
  /** JSON: the share of requests whose lines of a level are written, by level (see platform/log-settings.ts). Optional: all. */
  LOG_SAMPLE?: string;
  /** Where a data point of each request is written. Absent: nowhere. */
  METRICS?: AnalyticsEngineDataset;
  /** Secret: the key ring as JSON (see access/keyring.ts). */
  SIGNING_KEYS: string;
}

export function agencyOf(env: Env): Agency {
  return {
    name: env.AGENCY_NAME,
    notice: env.AGENCY_NOTICE,
    licenseUrl: env.AGENCY_LICENSE_URL,
    publicUrl: env.PUBLIC_URL.replace(/(?<!\/)\/+$/, ''),
    logOrigin: env.LOG_ORIGIN,
  };
}
