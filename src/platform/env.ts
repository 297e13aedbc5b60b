import type { AgencyLogRpc } from '../agency-log/rpc.ts';
import type { WebhookRpc } from '../events/webhooks/rpc.ts';
import type { LedgerShardRpc } from '../ledger/rpc.ts';
import type { MonitorRpc } from '../monitor/rpc.ts';
import type { OperatorsRpc } from '../operators/rpc.ts';
import type { SiteReaderRpc } from '../recall/reading/rpc.ts';
import type { Agency } from '../stamp/types.ts';

export interface Env {
  DB: D1Database;
  BUCKET: R2Bucket;
  LEDGER: DurableObjectNamespace<LedgerShardRpc>;
  OPERATORS: DurableObjectNamespace<OperatorsRpc>;
  AGENCY_LOG: DurableObjectNamespace<AgencyLogRpc>;
  MONITOR: DurableObjectNamespace<MonitorRpc>;
  WEBHOOKS: DurableObjectNamespace<WebhookRpc>;
  SITES: DurableObjectNamespace<SiteReaderRpc>;
  /**
   * Requests to endpoints and pages of partners: reaches public addresses only, whatever a name resolves to.
   * Absent: the platform's own fetch reaches no others.
   */
  OUTSIDE?: Pick<Fetcher, 'fetch'>;
  /** "local": endpoints and pages may be on this machine, by http. "public", also when absent: https only. */
  WEBHOOK_NETWORK?: string;
  /** Days between regular readings of a reported page. Absent: pages are read after recalls only. */
  PAGE_WATCH_DAYS?: string;
  /** Resizes pictures. Absent: no smaller pictures are offered. */
  IMAGES?: ImagesBinding;
  /** Files deployed with the worker: the API description and the assets of its page. */
  ASSETS: Pick<Fetcher, 'fetch'>;
  /** Issuer and base URL of all links. It never comes from the request's Host. */
  PUBLIC_URL: string;
  /** Id and time (ISO 8601 UTC) of the deployment. Absent if unknown. */
  VERSION?: { id: string; timestamp: string };
  AGENCY_NAME: string;
  AGENCY_NOTICE: string;
  AGENCY_LICENSE_URL: string;
  /** Where to request a license: an e-mail address or a URL. Absent: the page only names the agency. */
  AGENCY_CONTACT?: string;
  LOG_ORIGIN: string;
  /** Number of pool objects (decimal). A partner is assigned to one when it is created. */
  LEDGER_POOL_SIZE: string;
  /**
   * Jurisdiction of the ledger shards: "eu" or "none" (also when absent). It must never change, because
   * object ids depend on it.
   */
  LEDGER_JURISDICTION?: string;
  /**
   * Location hints separated by commas, assigned to `ledger-N` in turn. Absent: objects are created near
   * their first request.
   */
  LEDGER_REGIONS?: string;
  /** Clock difference in seconds beyond which a ledger shard refuses to commit. Absent: 60. */
  CLOCK_TOLERANCE_S?: string;
  /** Complete past months whose log stays in D1 (decimal). 0 or absent: all. */
  LOG_MONTHS?: string;
  /**
   * JSON: retention in months by class of data (see ledger/retention/rules.ts). Optional; without it
   * everything is retained.
   */
  RETENTION?: string;
  /** JSON list of `{name, key, url}`: witnesses of the agency log (C2SP tlog-witness). Optional. */
  WITNESSES?: string;
  /**
   * Minutes until a log with new entries is signed, 1 to 720. Absent: with the scheduled round, twice a day.
   */
  CHECKPOINT_MINUTES?: string;
  /** Address of an RFC 3161 time-stamping authority. Optional. */
  TIMESTAMP_URL?: string;
  /**
   * JSON list of identity providers that sign operators in, with their roles (see
   * access/identity/providers.ts). Optional.
   */
  IDENTITY_PROVIDERS?: string;
  /** Client secrets at providers, named by IDENTITY_PROVIDERS. */
  [secret: `IDENTITY_SECRET_${string}`]: string | undefined;
  /**
   * JSON list of receivers of alerts (see monitor/hooks.ts). Optional; without it alerts only appear in log
   * and health.
   */
  ALERT_WEBHOOKS?: string;
  /** Signing secrets of alerts, named by ALERT_WEBHOOKS. */
  [secret: `ALERT_SECRET_${string}`]: string | undefined;
  /** Address of the published operations guide, without an anchor. Alerts link to it. Optional. */
  RUNBOOK_URL?: string;
  /**
   * Requested after each check of the monitor, so that an external service notices when the checks stop.
   * Optional, secret.
   */
  HEARTBEAT_URL?: string;
  /** Rate limits of the token endpoint, by address and by client. Absent: no limit. */
  TOKEN_ADDRESS_LIMIT?: RateLimit;
  TOKEN_CLIENT_LIMIT?: RateLimit;
  /** Rate limits of partner routes by license, and of desk and audit routes by operator. */
  LICENSE_LIMIT?: RateLimit;
  OPERATOR_LIMIT?: RateLimit;
  /** Rate limits of public routes by address: verification, and reading receipts and the agency log. */
  VERIFY_ADDRESS_LIMIT?: RateLimit;
  PUBLIC_ADDRESS_LIMIT?: RateLimit;
  /** Lowest level that is logged: debug, info (also when absent), warn, error. */
  LOG_LEVEL?: string;
  /**
   * JSON: share of requests whose lines are logged, by level (see platform/log-settings.ts). Optional: all.
   */
  LOG_SAMPLE?: string;
  /** Dataset for a data point of each request. Absent: none are written. */
  METRICS?: AnalyticsEngineDataset;
  /** Secret: the key ring as JSON (see access/keyring.ts). */
  SIGNING_KEYS: string;
}

/** Name of the invented agency in wrangler.toml, under which `npm start` shows the sample newsroom. */
const SAMPLE_AGENCY = 'Tidemark News Agency';

/** Whether copies, receipts and the log still name the invented agency. */
export const isSampleAgency = ({ AGENCY_NAME, AGENCY_NOTICE, LOG_ORIGIN }: Env): boolean =>
  [AGENCY_NAME, AGENCY_NOTICE].some((text) => text.includes(SAMPLE_AGENCY)) ||
  LOG_ORIGIN.startsWith('tidemark.example/');

export function agencyOf(env: Env): Agency {
  return {
    name: env.AGENCY_NAME,
    notice: env.AGENCY_NOTICE,
    licenseUrl: env.AGENCY_LICENSE_URL,
    publicUrl: env.PUBLIC_URL.replace(/(?<!\/)\/+$/, ''),
    logOrigin: env.LOG_ORIGIN,
  };
}
