/** Keys of the faults that an answer lists in English, so that a page can say them in its own language. */
import type english from '../../assets/console/messages/en/fault.json';

type Unprefixed<K> = K extends `fault.${infer Key}` ? Key : never;
type Singular<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

/** A key that has no text in the message files does not compile. */
export type FaultKey = Singular<Unprefixed<keyof typeof english>>;

export type FaultParameters = Record<string, string | number>;

export interface KeyedFault {
  key?: string;
  /** Of the sentences of a policy's checks, as messages have them (rights/message.ts). */
  parameters?: Readonly<Record<string, unknown>>;
}

/** For `params` of a zod refinement or custom issue. `keyOfIssue` reads it back. */
export const keyed = (key: FaultKey, parameters?: FaultParameters) => ({
  params: { key, ...(parameters && { parameters }) },
});

const keysOfPatterns = new Map<string, FaultKey>();

/** Gives the fault of a `regex` check its key: an issue of zod has the pattern, and nothing else of the check. */
export function pattern(expression: RegExp, key: FaultKey): RegExp {
  keysOfPatterns.set(String(expression), key);
  return expression;
}

export const keyOfPattern = (expression: string): FaultKey | undefined => keysOfPatterns.get(expression);
