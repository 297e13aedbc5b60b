/**
 * A request to record, made ready. A site that shows an article asks for the same each time, to the byte: the object recognizes the
 * text of such a request, and what follows from it alone is worked out once.
 */
import { EntryForm } from './entry.ts';
import type { GrantRecord, RecordAnswer, RecordRequest } from './types.ts';

/** What stays true of a request once it has been recorded and is durable. */
export interface Settled {
  /** The term in which all that it delivers is on the bill: in it, the request adds no unit. */
  termMs: number;
  /** The first delivery of its grant. */
  first: GrantRecord | null;
}

export class Prepared {
  readonly request: RecordRequest;
  /** Items that were judged, and the sequences that they had. */
  readonly items: readonly [item: string, seq: number][];
  /** Only ever set when the transaction that it was read or written in has returned. */
  settled: Settled | null = null;
  #form: EntryForm | undefined;

  /** Of the text that it was read from; 0: it comes once. */
  readonly chars: number;

  constructor(request: RecordRequest, chars = 0) {
    this.request = request;
    this.chars = chars;
    this.items = Object.entries(request.judged.items);
  }

  get form(): EntryForm {
    this.#form ??= new EntryForm(this.request.caller, this.request.draft);
    return this.#form;
  }
}

/** When all went well and the first delivery of its grant is the one that the caller knows: just the id of the entry. */
export function compactAnswer(answer: RecordAnswer, knownFirst: string | undefined): RecordAnswer | string {
  const isKnown = answer.kind === 'ok' && knownFirst !== undefined && answer.first?.id === knownFirst;
  return isKnown ? answer.recorded.id : answer;
}
