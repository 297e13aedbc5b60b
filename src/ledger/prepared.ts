/**
 * A prepared request. Repeated requests for an article have identical texts: the object recognizes the text,
 * and computes what depends on it only once.
 */
import { EntryForm } from './entry.ts';
import type { GrantRecord, RecordAnswer, RecordRequest } from './types.ts';

/** Facts that remain true once the request is recorded and durable. */
export interface Settled {
  /** Term in which all units are billed; the request adds none in it. */
  termMs: number;
  /** First delivery of its grant. */
  first: GrantRecord | null;
}

export class Prepared {
  readonly request: RecordRequest;
  /** Judged items, with their sequences. */
  readonly items: readonly [item: string, seq: number][];
  /** Set only after the transaction that read or wrote it has returned. */
  settled: Settled | null = null;
  #form: EntryForm | undefined;

  /** Length of its text; 0: not reusable. */
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

/**
 * Returns only the entry's id if the request was recorded and the caller knows the first delivery of its
 * grant.
 */
export function compactAnswer(answer: RecordAnswer, knownFirst: string | undefined): RecordAnswer | string {
  const isKnown = answer.kind === 'ok' && knownFirst !== undefined && answer.first?.id === knownFirst;
  return isKnown ? answer.recorded.id : answer;
}
