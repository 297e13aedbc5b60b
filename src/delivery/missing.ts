import { isStatedOperand } from '../rights/stated-operands.ts';
import type { Decision, StatedUse } from '../rights/types.ts';

/** ODRL operand → member of `use` that states it. */
const MEMBER_OF_USE: Record<string, string> = {
  spatial: 'territory',
  deliveryChannel: 'channel',
  media: 'channel',
  purpose: 'purpose',
  title: 'title',
  product: 'title',
  virtualLocation: 'title',
};
const OPEN_PARTS = ['action', 'title', 'territory', 'channel', 'purpose'] as const;

/**
 * What an indeterminate component waits for: members of `use`, or operands of `use.context`. Empty: nothing
 * that could be stated helps.
 */
export function missingFor({ components }: Pick<Decision, 'components'>, use: StatedUse): string[] {
  const open = components.filter(({ code }) => code === 'indeterminate');
  const named = open.flatMap(({ trace }) =>
    trace
      .filter(
        ({ outcome, constraint }) =>
          outcome === 'indeterminate' &&
          // A stated country may need a subdivision.
          (constraint?.actual === undefined ||
            (constraint.leftOperand === 'spatial' && constraint.actual === use.territory)),
      )
      .flatMap(({ constraint }) => stateable(constraint?.leftOperand ?? '')),
  );
  const tooOpen = open.some(({ decidedBy }) => decidedBy.endsWith('#too-open'));
  const parts = tooOpen ? OPEN_PARTS.filter((part) => use[part] === undefined) : [];
  return [...new Set([...named, ...parts])].sort();
}

function stateable(operand: string): string[] {
  const member = MEMBER_OF_USE[operand];
  if (member !== undefined) return [member];
  return isStatedOperand(operand) ? [operand] : [];
}
