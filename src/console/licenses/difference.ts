import type { InWords } from './sentence.ts';
import { MEMBERS, type Member } from './terms.ts';

export interface Difference {
  member: Member | 'status';
  before: string | undefined;
  after: string | undefined;
}

export function differencesOf(before: InWords, after: InWords): Difference[] {
  return MEMBERS.filter((member) => before[member] !== after[member]).map((member) => ({
    member,
    before: before[member],
    after: after[member],
  }));
}
