import { createHash } from 'node:crypto';
import type { ItemVersion } from '../articles/model.ts';
import { canonical, canonicalObject, PLACEHOLDER } from '../platform/canonical.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { perObject, type TimelessRights, timelessRights } from '../rights/index.ts';
import type { Title } from '../rights/terms.ts';
import type { ComponentDecision, EffectiveRights, StatedUse } from '../rights/types.ts';
import { deliveredOf } from './draft.ts';
import type { Permit } from './judge.ts';
import type { LicenseContext } from './types.ts';

/**
 * Digest that identifies a grant for receipts, validators and first deliveries. Equal license version, item
 * version, key environment, stated use and decision give equal keys. The key does not depend on the format,
 * so an article has one receipt in all formats.
 * SHA-256, base64url, of an RFC 8785 object; its members are written here in their order, because parts that
 * recur between deliveries are serialized once.
 */
export function grantKey(
  principal: PartnerPrincipal,
  license: LicenseContext,
  item: ItemVersion,
  { use }: { use: StatedUse },
  permit: Permit,
  openTexts: string[],
): string {
  const { id, version } = license.license;
  const { embargoedUntil } = permit;
  const members = permit.members.map(({ uri, type }) => [uri, type]);
  // These belong to the item's current state even for an old version, and every format shows them.
  const state = [item.type, item.language ?? null, item.embargoedUntil ?? null];
  const facts = [
    `{"delivered":${canonicalList(deliveredOf(permit))}`,
    // The banner disappears when the embargo lifts, even if the rights do not depend on the embargo.
    ...(embargoedUntil === undefined ? [] : [`"embargoedUntil":${canonical(embargoedUntil)}`]),
    `"env":${canonical(principal.env)}`,
    `"item":${canonical(item.id)}`,
    `"license":${canonical(id)}`,
    `"licenseVersion":${canonical(version)}`,
    `"members":${canonicalOrEmpty(members)}`,
    // The stamp prints these, so a change of them changes the bytes.
    `"printed":[${canonicalOrEmpty(openTexts)},${titlesAsPrinted(license.bundle.license.titles)}]`,
    `"rights":[${permit.decision.components.map(rightsOfComponent).join()}]`,
    `"state":[${state.map(canonical).join()}]`,
    `"use":${Object.keys(use).length === 0 ? '{}' : canonical(use)}`,
    `"version":${canonical(item.version)}`,
    `"withheld":${canonicalOrEmpty(permit.withheld)}}`,
  ];
  return createHash('sha256').update(facts.join()).digest('base64url');
}

const canonicalOrEmpty = (list: readonly unknown[]): string => (list.length === 0 ? '[]' : canonical(list));
const canonicalList = perObject((list: readonly object[]) => canonical(list));

function canonicalRights(rights: EffectiveRights): string {
  const { notBefore, expires } = rights;
  const { withEnd, withStart } = canonicalTimeless(timelessRights(rights));
  if (notBefore === undefined) return withEnd.join(canonical(expires));
  const [a, b, c] = withStart;
  return `${a}${canonical(expires)}${b}${canonical(notBefore)}${c}`;
}

const canonicalTimeless = perObject((rights: TimelessRights) => {
  const members = Object.fromEntries(Object.entries(rights).map(([name, value]) => [name, canonical(value)]));
  const segments = (times: Record<string, string>) =>
    canonicalObject({ ...members, ...times }).split(PLACEHOLDER);
  return {
    withEnd: segments({ expires: PLACEHOLDER }),
    withStart: segments({ expires: PLACEHOLDER, notBefore: PLACEHOLDER }),
  };
});
const titlesAsPrinted = perObject((titles: Title[]) => canonical(titles.map(({ id, name }) => [id, name])));

const rightsOfComponent = ({ component, rights }: ComponentDecision): string =>
  `[${canonical(component)},${rights ? canonicalRights(rights) : 'null'}]`;
