/** Loads a log entry; an unknown id is reported in words. */
import { ApiError, byId, toResult } from '../frame/api.ts';
import type { ConsoleView } from '../frame/view.ts';

export async function knownEntry({ api, t }: ConsoleView, id: string) {
  const answer = await toResult(api.GET('/v1/audit/deliveries/{id}', byId(id)));
  if (answer.ok) return answer.value;
  const errors = [{ path: '', message: t('decisions.no_entry') }];
  throw new ApiError({ ...answer.problem, ...(answer.problem.status === 404 && { errors }) });
}
