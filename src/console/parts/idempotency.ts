/** Idempotency keys of forms: a form submitted repeatedly takes effect once. */
import type { FormState } from '../forms/state.ts';
import type { ApiFailure, ApiProblem, ApiResult } from '../frame/api.ts';

const NAME = '_once';

/** Query of the redirect after a duplicate submission. */
export const DUPLICATE = '?done=not_made_twice';

/** Hidden value of the form. A form shown again keeps its key. */
export const onceField = ({ values }: FormState) => ({
  [NAME]: values.get(NAME)?.[0] ?? crypto.randomUUID(),
});

/** API parameters; none without the hidden value. `part`: names one of several requests of the form. */
export function onceHeader(form: FormData, part = ''): { 'Idempotency-Key'?: string } {
  const key = form.get(NAME);
  return typeof key === 'string' ? { 'Idempotency-Key': `"${key}${part}"` } : {};
}

/** The same form was submitted before and succeeded. */
const isDoneBefore = ({ errors }: ApiProblem) =>
  errors?.some(({ path }) => path === 'Idempotency-Key') ?? false;

export function acceptRepeat<T>(answer: ApiResult<T>): { ok: true; value: T | 'before' } | ApiFailure {
  return answer.ok || !isDoneBefore(answer.problem) ? answer : { ok: true, value: 'before' };
}
