/** What is to be done once however often its form is sent: the form carries a word that the API takes a single time. */
import type { FormState } from '../forms/state.ts';
import type { ApiProblem, Refused, Tried } from '../frame/api.ts';

const NAME = '_once';

/** Behind the address of the list, where the form was sent before. */
export const NOT_TWICE = '?done=not_made_twice';

/** For `hidden` of the form; what was typed stays the same request. */
export const onceOf = ({ values }: FormState) => ({ [NAME]: values.get(NAME)?.[0] ?? crypto.randomUUID() });

/** For `params` of the API's call. A word that is none of ours the API refuses; a form without one is sent as it is. */
export function onceIn(form: FormData): { 'Idempotency-Key'?: string } {
  const word = form.get(NAME);
  return typeof word === 'string' ? { 'Idempotency-Key': `"${word}"` } : {};
}

/** Whether the very same form was sent before, and did what it was to do. */
const isDoneBefore = ({ errors }: ApiProblem) =>
  errors?.some(({ path }) => path === 'Idempotency-Key') ?? false;

/** The API's answer; that it was done before is one, too. */
export function orBefore<T>(answer: Tried<T>): { ok: true; value: T | 'before' } | Refused {
  return answer.ok || !isDoneBefore(answer.problem) ? answer : { ok: true, value: 'before' };
}
