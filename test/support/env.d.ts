import type { D1Migration } from 'cloudflare:test';
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
  interface ImprimaturEnv extends Env {}
}
