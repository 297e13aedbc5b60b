/** Who manages webhooks: a partner those of its license, the desk all. */
import type { Context } from 'hono';
import { authenticate, checkOperator } from '../../access/guard.ts';
import type { Role } from '../../access/roles.ts';
import { confirmKey } from '../../delivery/publication-reports/enter.ts';
import type { AppEnv } from '../../platform/http.ts';
import type { Actor } from '../../platform/openapi.ts';

export interface WebhookCaller extends Actor {
  /** The only license that it may see. Undefined: an operator, who sees all. */
  license?: string;
}

/**
 * `operator` of a partner's caller is its license: no operator has such an id. A license that has ended or is
 * suspended still needs its events. Throws `invalid_token` and `insufficient_scope`.
 */
export async function webhookCaller(c: Context<AppEnv>, roles: Role[] = ['desk']): Promise<WebhookCaller> {
  const principal = await authenticate(c);
  const { now } = c.var;
  if (principal.kind === 'operator') return { operator: (await checkOperator(c, principal, roles)).id, now };
  await confirmKey(c.env, principal);
  return { operator: principal.license, license: principal.license, now };
}
