/**
 * Checks that an entitlement narrows a license: a token may grant less than the license, never more (RFC
 * 9396).
 */

import { getOrInsert } from '../get-or-insert.ts';
import { fullEntitlement } from '../license/full-entitlement.ts';
import { licenseRecord } from '../license/record.ts';
import { includesAction, isAction } from '../odrl/actions.ts';
import type { LicenseTerms } from '../terms.ts';
import { territoryCodes } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import type { CompiledLicense, Entitlement, RightsFault } from '../types.ts';

/** Returns all actions of the license, including alterations. */
export function licensedActions(license: CompiledLicense): string[] {
  const { actions, alterations } = licenseRecord(license).universe;
  return [...new Set([...actions, ...alterations])];
}

/** Returns the entitlement of a token that narrows nothing, with territories as the terms name them. */
export function wholeEntitlement(
  license: CompiledLicense,
  { territories }: Pick<LicenseTerms, 'territories'>,
): Required<Entitlement> {
  const { datatypes, locations, channels } = fullEntitlement(license);
  return { actions: licensedActions(license), datatypes, locations: territories ?? locations, channels };
}

const narrowings = new WeakMap<CompiledLicense, WeakMap<Entitlement, Entitlement | null>>();

/**
 * Returns the members of an entitlement that differ from the whole license. Undefined: none do. Merged with
 * `wholeEntitlement`, the result is the entitlement again. Cached per license and entitlement.
 */
export function narrowingOf(
  license: CompiledLicense,
  terms: Pick<LicenseTerms, 'territories'>,
  entitlement: Entitlement,
): Entitlement | undefined {
  const byEntitlement = getOrInsert(narrowings, license, () => new WeakMap());
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

/**
 * Returns a fault for each name that the license does not cover. Empty: the entitlement narrows. Paths point
 * into the entitlement (`/actions/0`).
 */
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
    // An exclusion (`-JP`) only narrows: it has to be a known territory, and no more.
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
