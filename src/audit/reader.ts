/**
 * Access to the log: operators with a role of the route read all of it, a partner the entries of its license.
 */
import type { Context } from 'hono';
import { authenticate, checkOperator } from '../access/guard.ts';
import type { Role } from '../access/roles.ts';
import { confirm, withFreshState } from '../delivery/fresh-state.ts';
import type { AppEnv } from '../platform/http.ts';

export interface PartnerReader {
  license: string;
  partner: string;
}

/** Undefined: an operator with one of the roles. */
export async function readerOf(
  c: Context<AppEnv>,
  roles: Role[] = ['auditor'],
): Promise<PartnerReader | undefined> {
  const principal = await authenticate(c);
  if (principal.kind === 'operator') {
    await checkOperator(c, principal, roles);
    return undefined;
  }
  const { license, partner } = principal;
  await withFreshState(c.env, principal, ({ object, judged }) =>
    confirm(c.env, principal, { object, judged, value: () => true }),
  );
  return { license, partner };
}

/** For a partner, entries of others do not exist. */
export function asksForOthers({ license, partner }: Partial<PartnerReader>, reader: PartnerReader): boolean {
  return (license ?? reader.license) !== reader.license || (partner ?? reader.partner) !== reader.partner;
}
