/** Restrictions of an item at an earlier time. Pure. */
import type { OdrlJson, RestrictionSource } from '../rights/types.ts';
import { scopeOf } from './scope.ts';
import type { PastColumns } from './store.ts';

/**
 * Of the restrictions that bind now (`current`, with their scopes here) and of the item's own, returns those
 * that were in force at an instant (ISO 8601 UTC). Withdrawn restrictions of contained items are not
 * included.
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

/** Returns the restrictions with these ids and versions, with their original scopes, ordered by id. */
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
