/** State of a license at an instant. Pure. */

export type LicenseState = 'active' | 'suspended' | 'terminated' | 'scheduled' | 'over';

export function licenseStateOf(
  license: { status: LicenseState; starts: string; ends: string },
  now: number,
): LicenseState {
  if (license.status !== 'active') return license.status;
  if (Date.parse(license.ends) <= now) return 'over';
  return Date.parse(license.starts) > now ? 'scheduled' : 'active';
}
