/** Message keys of faults, with which a page can translate them. */
import type english from '../../assets/console/messages/en/fault.json';

type Unprefixed<K> = K extends `fault.${infer Key}` ? Key : never;
type Singular<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

/** Only keys with a text in the message files compile. */
export type FaultKey = Singular<Unprefixed<keyof typeof english>>;

export type FaultParameters = Record<string, string | number>;

export interface KeyedFault {
  key?: string;
  /** Parameters of the message, as in rights/message.ts. */
  parameters?: Readonly<Record<string, unknown>>;
}

/** `params` of a zod refinement or custom issue with this key. `keyOfIssue` reads them. */
export const keyed = (key: FaultKey, parameters?: FaultParameters) => ({
  params: { key, ...(parameters && { parameters }) },
});

const keysOfPatterns = new Map<string, FaultKey>();

/**
 * Registers the key for faults of a `regex` check: a zod issue has the pattern and nothing else of the check.
 */
export function pattern(expression: RegExp, key: FaultKey): RegExp {
  keysOfPatterns.set(String(expression), key);
  return expression;
}

export const keyOfPattern = (expression: string): FaultKey | undefined => keysOfPatterns.get(expression);
