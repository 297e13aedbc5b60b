/** Who may do what: each route names the roles that it is for, an owner may what any of the desk's roles may. */
import type { Role } from '../ledger/types.ts';

export type { Role } from '../ledger/types.ts';

/**
 * `owner`: operators, moves and the archive, and all that desk and ingest do. `desk`: partners, licenses, keys, restrictions, kills.
 * `ingest`: the newsroom's items and pictures. `auditor`: reads the logs, says what is to be said of findings, changes nothing
 * else.
 */
export const ROLES = ['owner', 'desk', 'ingest', 'auditor'] as const satisfies Role[];

export const scopeOf = (role: Role) => (role === 'auditor' ? 'audit' : 'admin');

/** The roles that may come in where these are named. */
export function admitted(named: Role[]): Role[] {
  return named.some((role) => role !== 'auditor') ? [...new Set<Role>([...named, 'owner'])] : named;
}
