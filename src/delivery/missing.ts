/** What a use that could not be decided would have to state. Pure. */
import { isStatedOperand } from '../rights/stated-operands.ts';
import type { Decision, StatedUse } from '../rights/types.ts';

/** How a use states what a policy calls by its operand. */
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

/** What an indeterminate component waits for: members of `use`, or operands of `use.context`. Empty: nothing that could be stated. */
export function missingFor({ components }: Pick<Decision, 'components'>, use: StatedUse): string[] {
  const open = components.filter(({ code }) => code === 'indeterminate');
  const named = open.flatMap(({ trace }) =>
    trace
      .filter(
        ({ outcome, constraint }) =>
          outcome === 'indeterminate' &&
          // A country that was stated may have to be stated more exactly: which part of it.
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
