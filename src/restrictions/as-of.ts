/** What restricted an item at an earlier time. Pure. */
import type { OdrlJson, RestrictionSource } from '../rights/types.ts';
import { scopeOf } from './scope.ts';
import type { PastColumns } from './store.ts';

/**
 * Of the restrictions that bind now (`current`, in the scopes that they have here) and of the item's own, what was in force at an
 * instant (ISO 8601 UTC). Withdrawn restrictions of items that it contains are not among them.
 */
export function restrictionsAsOf(
  current: readonly RestrictionSource[],
  past: readonly PastColumns[],
  at: string,
): RestrictionSource[] {
  const latest = new Map<string, PastColumns>();
  for (const version of past) if (version.at <= at) latest.set(version.id, version);
  const inForce = [...latest.values()].filter(({ status }) => status === 'active');
  return inForce.flatMap((version) => {
    const currentScopes = current.filter(({ id }) => id === version.id).map(({ scope }) => scope);
    const scopes = currentScopes.length > 0 ? currentScopes : [scopeOf(version.scope_kind, version.scope_id)];
    return scopes.map((scope) => ({ ...wording(version), scope }));
  });
}

/** Those that are named by id and version, in the scopes that they were made for, in the order of their ids. */
export function restrictionsNamed(
  past: readonly PastColumns[],
  named: ReadonlyMap<string, number>,
): RestrictionSource[] {
  return past
    .filter(({ id, version }) => named.get(id) === version)
    .map((version) => ({ ...wording(version), scope: scopeOf(version.scope_kind, version.scope_id) }));
}

function wording({ id, version, policy, text, reviewed }: PastColumns): Omit<RestrictionSource, 'scope'> {
  return {
    id,
    version,
    policy: policy === null ? null : (JSON.parse(policy) as OdrlJson),
    reviewed: reviewed === 1,
    ...(text !== null && { text }),
  };
}
