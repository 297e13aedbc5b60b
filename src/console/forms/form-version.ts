/**
 * Optimistic locking of forms. A form carries the version that it was filled from; if the resource has
 * changed since, it is shown again, and a second submission overwrites the change.
 */
import type { ApiProblem } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import type { FormState } from './state.ts';

const NAME = '_version';
const STALE = 412;

/** Hidden value. `version` must differ after each change. */
export function versionField(
  { values, problem }: FormState,
  version: string | number,
): Record<string, string> {
  const sentVersion = problem?.status === STALE ? undefined : values.get(NAME)?.[0];
  return { [NAME]: sentVersion ?? String(version) };
}

/** True if the version has changed. Forms without a version are accepted. */
export function isStale(form: FormData, version: string | number): boolean {
  const sentVersion = form.get(NAME);
  return sentVersion !== null && sentVersion !== String(version);
}

export function stale(t: Translate, detail: MessageKey = 'form.changed_meanwhile'): ApiProblem {
  return { status: STALE, code: 'conflict', title: '', detail: t(detail) };
}
