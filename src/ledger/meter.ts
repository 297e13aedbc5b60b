/** Metering: which units a delivery adds, and in which window they count. Pure. */
import type { LicenseState, MeterRequest } from './types.ts';

/** One billable unit: once per license, title, item and component in the term. */
export interface Unit {
  /** Start of the license's term, milliseconds: a renewed license counts anew, a corrected one does not. */
  termMs: number;
  /** '' when none was stated and the license has several: such a delivery serves every title of the license. */
  title: string;
  item: string;
  component: string;
}

/**
 * The term that a newer version of a license is billed in. One that starts where the known version ends, or later, is a
 * renewal and begins a new term; any other change of dates is a correction, and what is paid for stays paid for.
 */
export function termOfNewer(known: LicenseState | null, newer: LicenseState): number {
  return known && newer.startsMs < known.endsMs ? termOf(known) : newer.startsMs;
}

function termOf(license: LicenseState): number {
  return license.termMs ?? license.startsMs;
}

export function unitsOf(request: MeterRequest, license: LicenseState): Unit[] {
  if (!request.carriesContent || request.caller.env === 'test') return [];
  return request.draft.delivered.map(({ component }) => ({
    termMs: termOf(license),
    title: request.draft.title ?? request.soleTitle ?? '',
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
      return `term:${termOf(license)}`;
  }
}

/** Whether `units` more may be used. Overage is let through; it is the invoice that tells. */
export function quotaAllows(license: LicenseState, used: number, units: number): boolean {
  if (!license.quota || units === 0 || license.quota.onExceed === 'overage') return true;
  return used + units <= license.quota.limit;
}
