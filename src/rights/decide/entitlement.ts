/** Whether an entitlement narrows a license: a token may say less than the license, never more (RFC 9396). */

import { fullEntitlement } from '../license/full-entitlement.ts';
import { licenseRecord } from '../license/record.ts';
import { includesAction, isAction } from '../odrl/actions.ts';
import type { LicenseTerms } from '../terms.ts';
import { territoryCodes } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import type { CompiledLicense, Entitlement, RightsFault } from '../types.ts';

/** Every action of the license, its alterations among them: what a token names that does not narrow it. */
export function licensedActions(license: CompiledLicense): string[] {
  const { actions, alterations } = licenseRecord(license).universe;
  return [...new Set([...actions, ...alterations])];
}

/** What a token says that asks for nothing less than the license: places as the terms name them. */
export function wholeEntitlement(
  license: CompiledLicense,
  { territories }: Pick<LicenseTerms, 'territories'>,
): Required<Entitlement> {
  const { datatypes, locations, channels } = fullEntitlement(license);
  return { actions: licensedActions(license), datatypes, locations: territories ?? locations, channels };
}

const narrowings = new WeakMap<CompiledLicense, WeakMap<Entitlement, Entitlement | null>>();

/**
 * What of an entitlement is not what the license says by itself; undefined: nothing is. With `wholeEntitlement` it is the entitlement
 * again. A token is read once and a license compiled once, so this is worked out once for both.
 */
export function narrowingOf(
  license: CompiledLicense,
  terms: Pick<LicenseTerms, 'territories'>,
  entitlement: Entitlement,
): Entitlement | undefined {
  let byEntitlement = narrowings.get(license);
  if (!byEntitlement) {
    byEntitlement = new WeakMap();
    narrowings.set(license, byEntitlement);
  }
  let narrowing = byEntitlement.get(entitlement);
  if (narrowing === undefined) {
    const wholeRights: Entitlement = wholeEntitlement(license, terms);
    const parts = (Object.keys(wholeRights) as (keyof Entitlement)[]).filter(
      (part) => entitlement[part] && JSON.stringify(entitlement[part]) !== JSON.stringify(wholeRights[part]),
    );
    narrowing =
      parts.length === 0 ? null : Object.fromEntries(parts.map((part) => [part, entitlement[part]]));
    byEntitlement.set(entitlement, narrowing);
  }
  return narrowing ?? undefined;
}

/** Empty: it narrows. Paths point into the entitlement (`/actions/0`). */
export function checkEntitlement(license: CompiledLicense, requested: Entitlement): RightsFault[] {
  const { universe, policy } = licenseRecord(license);
  return [
    ...uncoveredNames(
      'actions',
      requested.actions,
      (name) => isAction(name) && policy.permissions.some(({ action }) => includesAction(action ?? '', name)),
    ),
    ...uncoveredNames('datatypes', requested.datatypes, (name) =>
      universe.components.some((type) => type === name),
    ),
    // What is taken out (`-JP`) only narrows; that it is a place is all that is asked.
    ...uncoveredNames('locations', requested.locations, (name) => {
      const codes = territoryCodes(name.replace(/^-/, ''));
      if (codes === undefined || name.startsWith('-')) return codes !== undefined;
      return [...codes].every((code) => extentIn(universe.territories, code) === 'within');
    }),
    ...uncoveredNames('channels', requested.channels, (name) =>
      universe.channels.some((channel) => channel === name),
    ),
  ];
}

function uncoveredNames(
  part: string,
  names: readonly string[] | undefined,
  isCovered: (name: string) => boolean,
): RightsFault[] {
  return (names ?? []).flatMap((name, position) =>
    isCovered(name)
      ? []
      : [
          {
            path: `/${part}/${position}`,
            message: `The license does not cover "${name.toWellFormed().slice(0, 80)}"`,
          },
        ],
  );
}
