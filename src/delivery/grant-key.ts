/** The name of a grant: receipts, validators and the ledger's first deliveries go by it. Pure. */
import { createHash } from 'node:crypto';
import type { ItemVersion } from '../articles/model.ts';
import { canonical } from '../platform/canonical.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { perObject, sharedRights } from '../rights/index.ts';
import type { Title } from '../rights/terms.ts';
import type { ComponentDecision, EffectiveRights, StatedUse } from '../rights/types.ts';
import type { LicenseContext } from './decision-context.ts';
import { deliveredOf } from './draft.ts';
import type { Permit } from './judge.ts';

/**
 * Same license version, item version, key environment, stated use and decision → same name. It holds for every format, so that an
 * article's receipt is the same in all of them. SHA-256, base64url, of an RFC 8785 object, whose members stand here in their order: the
 * parts that recur from delivery to delivery are written once.
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
  // Of an old version too, these are of the item's current state, and every format says them.
  const state = [item.type, item.language ?? null, item.embargoedUntil ?? null];
  const facts = [
    `{"delivered":${canonicalList(deliveredOf(permit))}`,
    // The banner goes when the embargo lifts, whether or not the rights wait for it.
    ...(embargoedUntil === undefined ? [] : [`"embargoedUntil":${canonical(embargoedUntil)}`]),
    `"env":${canonical(principal.env)}`,
    `"item":${canonical(item.id)}`,
    `"license":${canonical(id)}`,
    `"licenseVersion":${canonical(version)}`,
    `"members":${canonicalOrEmpty(members)}`,
    // Printed in the stamp: when one of them changes, so do the bytes.
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
const canonicalRights = perObject((rights: EffectiveRights) => canonical(rights));
const titlesAsPrinted = perObject((titles: Title[]) => canonical(titles.map(({ id, name }) => [id, name])));

const rightsOfComponent = ({ component, rights }: ComponentDecision): string =>
  `[${canonical(component)},${rights ? canonicalRights(sharedRights(rights)) : 'null'}]`;
