/** Figures of the self-check in words, for Health and the log. */
import type { paths } from '../../../client/src/api.ts';
import type { Translate } from '../frame/messages.ts';

export type Health = paths['/v1/admin/health']['get']['responses'][200]['content']['application/json'];

/** Findings of the self-check, in entries and whole logs. */
export function findingsWords(t: Translate, health: Health | null): string {
  if (health === null || health.openFindings === null) return t('health.findings_unknown');
  const ofLogs = health.objects.reduce((sum, { logFindings }) => sum + logFindings.length, 0);
  const count = health.openFindings + ofLogs;
  return t(count === 0 ? 'health.no_issues' : 'health.findings', { count });
}
