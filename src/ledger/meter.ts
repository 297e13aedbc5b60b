/** Metering: which units a delivery adds, and in which window they count. Pure. */
import type { LicenseState, RecordRequest } from './types.ts';

/** One billable unit: once per license, title, item and component in the term. */
export interface Unit {
  /** Start of the license's term, milliseconds: a renewed license counts anew. */
  termMs: number;
  /** '' when no title was stated: such a delivery serves every title of the license. */
  title: string;
  item: string;
  component: string;
}

export function unitsOf(request: RecordRequest, license: LicenseState): Unit[] {
  if (!request.carriesContent || request.caller.env === 'test') return [];
  return request.draft.delivered.map(({ component }) => ({
    termMs: license.startsMs,
    title: request.draft.title ?? '',
    item: request.draft.article,
    component,
  }));
}

/** The name of the quota window that an instant falls into (UTC). Null: the license has no quota. */
export function quotaWindow(license: LicenseState, atMs: number): string | null {
  if (!license.quota) return null;
  const iso = new Date(atMs).toISOString();
  switch (license.quota.per) {
    case 'day':
      return `day:${iso.slice(0, 10)}`;
    case 'month':
      return `month:${iso.slice(0, 7)}`;
    case 'term':
      return `term:${license.startsMs}`;
  }
}

/** Whether `units` more may be used. Overage is let through; it is the invoice that tells. */
export function quotaAllows(license: LicenseState, used: number, units: number): boolean {
  if (!license.quota || units === 0 || license.quota.onExceed === 'overage') return true;
  return used + units <= license.quota.limit;
}
