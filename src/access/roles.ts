/**
 * Roles of operators. Each route names the roles that it admits; an owner may do everything that desk and
 * ingest may.
 */
import type { Role } from '../ledger/types.ts';

export type { Role } from '../ledger/types.ts';

/**
 * `owner`: operators, partner migrations and the archive, and everything of desk and ingest. `desk`:
 * partners, licenses, keys, restrictions, kills. `ingest`: the newsroom's items and pictures. `auditor`:
 * reads the logs, comments on findings, changes nothing else.
 */
export const ROLES = ['owner', 'desk', 'ingest', 'auditor'] as const satisfies Role[];

export const scopeOf = (role: Role) => (role === 'auditor' ? 'audit' : 'admin');

export function admittedRoles(roles: Role[]): Role[] {
  return roles.some((role) => role !== 'auditor') ? [...new Set<Role>([...roles, 'owner'])] : roles;
}
