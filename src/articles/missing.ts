/**
 * An item whose current document is lost. Nothing can be said about it, and no other document may replace it.
 */
import { log } from '../platform/log.ts';
import { Refusal } from '../platform/problem.ts';

export class DocumentMissing extends Refusal {
  constructor(item: string) {
    super({
      code: 'storage_unavailable',
      detail: 'The content of this article is missing from the store. The agency must send it again.',
    });
    log('error', 'document_missing', { item });
  }
}

/** Returns null for a lost document, so that a list continues without it. */
export async function unlessMissing<T>(loading: Promise<T>): Promise<T | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof DocumentMissing) return null;
    throw error;
  }
}
