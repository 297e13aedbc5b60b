/** The entitlement of a token that narrows nothing. */
import { compressTerritories } from '../territories/compress.ts';
import type { CompiledLicense, Entitlement } from '../types.ts';
import { licenseRecord } from './record.ts';

/** Returns all members except actions, which `licensedActions` returns. */
export function fullEntitlement(
  license: CompiledLicense,
): Required<Pick<Entitlement, 'datatypes' | 'locations' | 'channels'>> {
  const { components, territories, channels } = licenseRecord(license).universe;
  const list = compressTerritories(territories);
  return {
    datatypes: [...components],
    locations: [...list.territories, ...list.except.map((code) => `-${code}`)],
    channels: [...channels],
  };
}
