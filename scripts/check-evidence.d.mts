/** Keys that are trusted, from elsewhere than a pack. */
export interface Trusted {
  /** 32 bytes each. */
  logs: Buffer[];
  /** By `kid`. */
  receipts: Map<string, Buffer>;
}

export function readTrusted(text: string): Trusted;

/** What holds, a line each. Throws what does not. `receipts`: texts. */
export function checkPack(zip: Buffer, trusted: Trusted, receipts?: string[]): string[];

export function checkClosure(text: string, trusted: Trusted): string[];
