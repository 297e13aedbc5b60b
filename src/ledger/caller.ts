/** What a caller has used up, and what is counted of one that is refused. Inside the object's transaction. */
import type { Known } from './judge.ts';
import { addCount, minuteOf } from './object-store/counts.ts';
import { isSpent, spend } from './object-store/spent.ts';
import type { GroupView, StateView } from './recorder.ts';
import type { Caller } from './types.ts';

export function spentBy(view: StateView, { token, proof }: Caller): Known['spent'] {
  return {
    token: token !== undefined && view.isRevoked(token.id),
    proof: proof !== undefined && isSpent(view.sql, proof.id),
  };
}

export function spendProof({ sql }: GroupView, { proof, license }: Caller): void {
  if (proof) spend(sql, { ...proof, license });
}

export function countRefusal(view: GroupView, license: string, code: string): void {
  addCount(view.sql, minuteOf(view.atMs), license, code);
}
