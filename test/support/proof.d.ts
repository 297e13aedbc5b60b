/** What tests use of the module that runs in browsers (assets/console/proof.js). */
declare module '*/console/proof.js' {
  export interface Step {
    name: string;
    state: 'good' | 'bad' | 'later' | 'unknown' | 'none' | 'skipped';
    why?: string;
    facts: [string, unknown, number?][];
  }
  export interface Key {
    name: string;
    id: string;
    type: number;
    publicKey: Uint8Array;
  }
  export function base64(bytes: Uint8Array): string;
  export function fromBase64(text: string): Uint8Array | null;
  export function canonical(value: unknown): string;
  export function leafHash(text: string): Promise<Uint8Array>;
  export function rootOfInclusion(claim: {
    index: number;
    size: number;
    leaf: Uint8Array;
    hashes: string[];
  }): Promise<{ root: Uint8Array } | null>;
  export function consistent(claim: {
    from: number;
    to: number;
    fromRoot: Uint8Array;
    toRoot: Uint8Array;
    hashes: string[];
  }): Promise<boolean>;
  export function parseNote(
    note: string,
  ): { text: string; signatures: { name: string; id: string }[] } | null;
  export function parseVerifierKey(text: string): Promise<Key | null>;
  export function parseExpected(text: string): Promise<Key[] | null>;
  export function proveEntry(given: object): Promise<Step[]>;
  export function proveConsistency(given: object): Promise<Step[]>;
}
