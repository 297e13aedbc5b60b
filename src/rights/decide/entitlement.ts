/** Whether an entitlement narrows a license: a token may say less than the license, never more (RFC 9396). */
import { licenseRecord } from '../license/record.ts';
import { widestEntitlement } from '../license/widest.ts';
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
  const { datatypes, locations, channels } = widestEntitlement(license);
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
  let known = narrowings.get(license);
  if (!known) {
    known = new WeakMap();
    narrowings.set(license, known);
  }
  let narrowing = known.get(entitlement);
  if (narrowing === undefined) {
    const whole: Entitlement = wholeEntitlement(license, terms);
    const parts = (Object.keys(whole) as (keyof Entitlement)[]).filter(
      (part) => entitlement[part] && JSON.stringify(entitlement[part]) !== JSON.stringify(whole[part]),
    );
    narrowing =
      parts.length === 0 ? null : Object.fromEntries(parts.map((part) => [part, entitlement[part]]));
    known.set(entitlement, narrowing);
  }
  return narrowing ?? undefined;
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
