import type { D1Migration } from 'cloudflare:test';
import type { AgencyLog } from '../../src/agency-log/agency-log.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import type { Monitor } from '../../src/monitor/monitor.ts';
import type { Operators } from '../../src/operators/operators.ts';
import type { Env } from '../../src/platform/env.ts';

declare global {
  namespace Cloudflare {
    interface Env extends ImprimaturEnv {
      TEST_MIGRATIONS: D1Migration[];
    }
    interface GlobalProps {
      mainModule: typeof import('../../src/worker.ts');
    }
  }
  /** With the objects' classes: tests look into them. */
  interface ImprimaturEnv extends Env {
    LEDGER: DurableObjectNamespace<LedgerShard>;
    OPERATORS: DurableObjectNamespace<Operators>;
    AGENCY_LOG: DurableObjectNamespace<AgencyLog>;
    MONITOR: DurableObjectNamespace<Monitor>;
  }
}
