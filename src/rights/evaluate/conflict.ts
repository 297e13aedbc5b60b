/** Finds permissions and prohibitions of one policy that clash on some use (ODRL IM 2.2, section 2.10). */
import { CONFLICT_STEPS_MAX } from '../limits.ts';
import { includesAction } from '../odrl/actions.ts';
import type { Policy, Rule } from '../odrl/model.ts';
import { exclude, type Steps } from './exclusion.ts';

export interface Clash {
  permission: Rule;
  prohibition: Rule;
}

/** Returns the first clash. `'too many'`: there are more pairs than the limit. */
export function firstClash(policy: Policy): Clash | 'too many' | undefined {
  const steps = { left: CONFLICT_STEPS_MAX };
  for (const clash of clashes(policy, steps)) return clash;
  return steps.left <= 0 ? 'too many' : undefined;
}

/**
 * Yields every pair that some use meets: equal or included actions, shared targets and assignees, and no
 * constraints that exclude each other. Ends early if the steps are used up.
 */
export function* clashes({ permissions, prohibitions }: Policy, steps: Steps): Generator<Clash> {
  for (const permission of permissions)
    for (const prohibition of prohibitions) {
      steps.left -= 1;
      const areClashing = haveCommonUse(permission, prohibition, steps);
      if (steps.left <= 0) return;
      if (areClashing) yield { permission, prohibition };
    }
}

function haveCommonUse(permission: Rule, prohibition: Rule, steps: Steps): boolean {
  return (
    grants(permission) &&
    sameAction(permission, prohibition) &&
    overlap(permission.targets, prohibition.targets) &&
    overlap(permission.assignees, prohibition.assignees) &&
    !permission.constraints.some((constraint) =>
      prohibition.constraints.some((other) => exclude(constraint, other, steps)),
    )
  );
}

/** A permission that can never hold clashes with nothing. */
function grants({ action, unknown, constraints }: Rule): boolean {
  return (action !== undefined || unknown === null) && !constraints.some(({ kind }) => kind === 'broken');
}

function sameAction(permission: Rule, prohibition: Rule): boolean {
  const [permitted, other] = [permission.action, prohibition.action];
  if (permitted === undefined || other === undefined) return true;
  return includesAction(permitted, other) || includesAction(other, permitted);
}

/** A rule without names applies to all. Members that two collections share are not known here. */
function overlap(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((name) => other.includes(name));
}
