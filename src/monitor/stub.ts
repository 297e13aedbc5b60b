import { objectIn } from '../ledger/namespace.ts';
import type { Env } from '../platform/env.ts';

export const monitorStub = (env: Env, name: string) => objectIn(env.MONITOR, env, name);
