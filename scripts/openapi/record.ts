import type { Examples } from './examples.ts';
import type { Document } from './types.ts';
export async function recordExamples(_document: Document): Promise<Examples> {
  return [];
}
