/**
 * A form that changes something carries the version that it was filled from. What somebody else has changed since, the form would put
 * back as it was, unseen: it is shown once more instead, and sent again it is meant.
 */
import type { ApiProblem } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import type { FormState } from './state.ts';

const NAME = '_version';
const STALE = 412;

/** For `hidden` of the form. `version`: as it is now, and anything that differs with each change. */
export function seenOf({ values, problem }: FormState, version: string | number): Record<string, string> {
  const seen = problem?.status === STALE ? undefined : values.get(NAME)?.[0];
  return { [NAME]: seen ?? String(version) };
}

/** Whether it is another one now. A form that does not say what it was filled from is taken at its word. */
export function isStale(form: FormData, version: string | number): boolean {
  const seen = form.get(NAME);
  return seen !== null && seen !== String(version);
}

export function stale(t: Translate, detail: MessageKey = 'form.changed_meanwhile'): ApiProblem {
  return { status: STALE, code: 'conflict', title: '', detail: t(detail) };
}
