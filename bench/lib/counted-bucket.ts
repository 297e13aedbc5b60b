/**
 * An R2 bucket that counts billed operations: `put` and `list` are of class A, `get` and `head` of class B.
 */
import { add } from './counts.ts';

const CLASSES = new Map([
  ['put', 'R2 writes'],
  ['list', 'R2 writes'],
  ['get', 'R2 reads'],
  ['head', 'R2 reads'],
]);

/** `side` begins the names of the counts: who makes the call. */
export function countedBucket(bucket: R2Bucket, side: string): R2Bucket {
  return new Proxy(bucket, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const billed = CLASSES.get(String(name));
        if (billed) add(`${side}: ${billed}`);
        return Reflect.apply(member, target, given);
      };
    },
  });
}
