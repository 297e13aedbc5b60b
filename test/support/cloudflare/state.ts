/** What an invented Cloudflare account has. */

export interface Database {
  uuid: string;
  name: string;
  jurisdiction: string | null;
}

/** Of a worker's upload: what wrangler sends beside the modules. */
export interface Metadata {
  main_module: string;
  compatibility_date?: string;
  compatibility_flags?: string[];
  bindings: {
    name: string;
    type: string;
    text?: string;
    id?: string;
    class_name?: string;
    namespace_id?: string;
    simple?: { limit: number; period: 10 | 60 };
  }[];
  migrations?: { new_tag?: string };
}

export interface Version {
  id: string;
  metadata: Metadata;
  script: string;
  created: string;
}

export interface Worker {
  secrets: Map<string, string>;
  versions: Version[];
  /** Oldest first. */
  deployments: { id: string; created_on: string; versions: { version_id: string; percentage: number }[] }[];
  migrationTag: string | null;
  domains: string[];
  crons: string[];
}

export interface State {
  databases: Database[];
  /** `name`, or `jurisdiction/name`. */
  buckets: string[];
  workers: Map<string, Worker>;
}

export function newWorker(): Worker {
  return { secrets: new Map(), versions: [], deployments: [], migrationTag: null, domains: [], crons: [] };
}
