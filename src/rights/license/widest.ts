/** The entitlement of a token that asks for nothing less: all that the license reaches. */
import { compressTerritories } from '../territories/compress.ts';
import type { CompiledLicense, Entitlement } from '../types.ts';
import { licenseRecord } from './record.ts';

/** What it does not narrow by acts: those are `licensedActions`. */
export function widestEntitlement(
  license: CompiledLicense,
): Required<Pick<Entitlement, 'datatypes' | 'locations' | 'channels'>> {
  const { components, territories, channels } = licenseRecord(license).universe;
  const places = compressTerritories(territories);
  return {
    datatypes: [...components],
    locations: [...places.territories, ...places.except.map((code) => `-${code}`)],
    channels: [...channels],
  };
}
