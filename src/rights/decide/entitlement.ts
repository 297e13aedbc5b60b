/** Whether an entitlement narrows a license: a token may say less than the license, never more (RFC 9396). */

import { licenseRecord } from '../license/record.ts';
import { includesAction, isAction } from '../odrl/actions.ts';
import { territoryCodes } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import type { CompiledLicense, Entitlement, RightsFault } from '../types.ts';

/** Every action of the license, its alterations among them: what a token names that does not narrow it. */
export function licensedActions(license: CompiledLicense): string[] {
  const { actions, alterations } = licenseRecord(license).universe;
  return [...new Set([...actions, ...alterations])];
}

/** Empty: it narrows. Paths point into the entitlement (`/actions/0`). */
export function checkEntitlement(license: CompiledLicense, asked: Entitlement): RightsFault[] {
  const { universe, policy } = licenseRecord(license);
  return [
    ...outside(
      'actions',
      asked.actions,
      (name) => isAction(name) && policy.permissions.some(({ action }) => includesAction(action ?? '', name)),
    ),
    ...outside('datatypes', asked.datatypes, (name) => universe.components.some((type) => type === name)),
    // What is taken out (`-JP`) only narrows; that it is a place is all that is asked.
    ...outside('locations', asked.locations, (name) => {
      const codes = territoryCodes(name.replace(/^-/, ''));
      if (codes === undefined || name.startsWith('-')) return codes !== undefined;
      return [...codes].every((code) => extentIn(universe.territories, code) === 'within');
    }),
    ...outside('channels', asked.channels, (name) => universe.channels.some((channel) => channel === name)),
  ];
}

function outside(
  part: string,
  names: readonly string[] | undefined,
  within: (name: string) => boolean,
): RightsFault[] {
  return (names ?? []).flatMap((name, position) =>
    within(name)
      ? []
      : [
          {
            path: `/${part}/${position}`,
            message: `The license does not cover "${name.toWellFormed().slice(0, 80)}"`,
          },
        ],
  );
}
