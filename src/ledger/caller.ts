/** Used-up tokens and proofs of a caller, and counts of refused requests. */
import type { ShardState } from './judge.ts';
import type { GroupView, StateView } from './recorder.ts';
import type { Caller } from './types.ts';

export function usedBy(view: StateView, { token, proof }: Caller): ShardState['used'] {
  return {
    token: token !== undefined && view.isRevoked(token.id),
    proof: proof !== undefined && view.isShown(proof.id),
  };
}

export function spendProof(view: GroupView, { proof, license }: Caller): void {
  if (proof) view.spend({ ...proof, license });
}

export function countRefusal(view: GroupView, license: string, code: string): void {
  view.count(license, code);
}
