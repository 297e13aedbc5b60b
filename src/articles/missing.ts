/** An item whose current document is lost: nothing can be said of it, and nothing may be said in its place. */
import { log } from '../platform/log.ts';
import { Refusal } from '../platform/problem.ts';

export class DocumentMissing extends Refusal {
  constructor(item: string) {
    super({
      code: 'storage_unavailable',
      detail: 'The content of this item is missing from the store. The agency has to send it again.',
    });
    log('error', 'document_missing', { item });
  }
}

/** Null in the place of what is lost: a list goes on without it. */
export async function unlessMissing<T>(loading: Promise<T>): Promise<T | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof DocumentMissing) return null;
    throw error;
  }
}
