/**
 * The product's worker and its ledger objects, whose connections to each other, to D1 and to R2 can be
 * broken. For tests alone: whoever can reach it can cut it off. `PUT /__faults` takes a plan (plan.ts), which
 * holds until the next; `GET` tells it, and what it has met. Of each isolate its own: of several ports, tell
 * each. The names of worker and classes are the product's, and so is the state.
 */
import type { Env } from '../../../src/platform/env.ts';
import worker, {
  AgencyLog as ProductAgencyLog,
  Monitor as ProductMonitor,
  Operators as ProductOperators,
  LedgerShard as ProductShard,
  SiteReader as ProductSiteReader,
  Webhook as ProductWebhook,
} from '../../../src/worker.ts';
import { faultyEnv, type Injected } from './bindings.ts';
import type { Faults, Met, Plan, Side } from './plan.ts';

let plan: Plan = {};
const met: Met = {};
const NONE: Faults = {};
const sideOf = (side: Side): Injected => ({ side, faults: () => plan[side] ?? NONE, met });

export class LedgerShard extends ProductShard {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, faultyEnv(env, sideOf('objects')));
  }
}

export class Operators extends ProductOperators {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, faultyEnv(env, sideOf('objects')));
  }
}

export class AgencyLog extends ProductAgencyLog {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, faultyEnv(env, sideOf('objects')));
  }
}

export class SiteReader extends ProductSiteReader {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, faultyEnv(env, sideOf('objects')));
  }
}

export class Webhook extends ProductWebhook {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, faultyEnv(env, sideOf('objects')));
  }
}

export class Monitor extends ProductMonitor {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, faultyEnv(env, sideOf('objects')));
  }
}

/** As the platform's, it stays the same from one request to the next. */
const created = new WeakMap<Env, Env>();
function faulty(env: Env): Env {
  const known = created.get(env) ?? faultyEnv(env, sideOf('worker'));
  created.set(env, known);
  return known;
}

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== '/__faults') return worker.fetch(request, faulty(env), ctx);
    if (request.method === 'PUT') {
      plan = (await request.json()) as Plan;
      for (const name of Object.keys(met)) delete met[name];
    }
    return Response.json({ plan, met });
  },
  scheduled: (controller, env) => worker.scheduled(controller, faulty(env)),
} satisfies ExportedHandler<Env>;
