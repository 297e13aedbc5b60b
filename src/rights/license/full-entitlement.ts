/** The entitlement of a token that asks for nothing less: all that the license reaches. */
import { compressTerritories } from '../territories/compress.ts';
import type { CompiledLicense, Entitlement } from '../types.ts';
import { licenseRecord } from './record.ts';

/** What it does not narrow by acts: those are `licensedActions`. */
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
