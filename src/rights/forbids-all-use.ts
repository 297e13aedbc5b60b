/** Recognizes policies that leave nothing of the content to use. */
import type { OdrlJson } from './types.ts';

/**
 * True if a rule prohibits `use` without a condition, as NOT FOR USE does. A permission may override it, so
 * policies with permissions do not count. restrictions/store.ts has the same condition in SQL.
 */
export function forbidsAllUse(policy: OdrlJson | null | undefined): boolean {
  if (!policy || 'permission' in policy) return false;
  return [policy.prohibition ?? []].flat().some((rule: unknown) => {
    const { action, constraint, assignee } = Object(rule);
    return (
      constraint === undefined && assignee === undefined && [action].flat().some((name) => name === 'use')
    );
  });
}
