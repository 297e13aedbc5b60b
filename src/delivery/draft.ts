/** The entry of a request before the ledger places it, and the name of the grant it belongs to. Pure. */
import { createHash } from 'node:crypto';
import type { Component, ItemVersion } from '../articles/model.ts';
import type { EntryDraft } from '../ledger/types.ts';
import { canonical, canonicalObject } from '../platform/canonical.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { narrowingOf, ofRights, sharedRights } from '../rights/index.ts';
import type { Entitlement, StatedUse } from '../rights/types.ts';
import type { Judgement } from './judge.ts';
import type { LicenseWorld } from './world.ts';

interface Asked {
  use: StatedUse;
  format: string;
  /** What the token says. Absent: nobody's token is asked with. */
  entitlement?: Entitlement;
}

type Permit = Extract<Judgement, { kind: 'permit' }>;
type Refuse = Extract<Judgement, { kind: 'refuse' }>;

function common(license: LicenseWorld, item: ItemVersion, { use, format, entitlement }: Asked) {
  const stated = { ...(use.purpose !== undefined && { purpose: use.purpose }), ...use.context };
  const { terms } = license.bundle.license;
  const narrowed = entitlement && narrowingOf(license.license, terms, entitlement);
  return {
    licenseVersion: license.license.version,
    title: use.title ?? null,
    article: item.id,
    uri: item.uri,
    version: item.version,
    sections: item.sections,
    format,
    use: use.action ?? null,
    territory: use.territory ?? null,
    channel: use.channel ?? null,
    ...(Object.keys(stated).length > 0 && { stated }),
    ...(narrowed && { narrowed }),
  };
}

export function draftDelivery(
  license: LicenseWorld,
  item: ItemVersion,
  asked: Asked,
  permit: Permit,
  leaves: 'delivery' | 'preview' | 'nothing',
): EntryDraft {
  const parts = leaves === 'nothing' ? [] : typed(item, deliveredOf(permit));
  return {
    ...common(license, item, asked),
    kind: 'delivery',
    outcome: 'permit',
    code: null,
    decidedBy: permit.decision.decidedBy,
    policies: permit.decision.policies,
    delivered: leaves === 'delivery' ? parts : [],
    ...(leaves === 'preview' && { shown: parts }),
    withheld: typed(item, permit.withheld),
  };
}

export function draftRefusal(
  license: LicenseWorld,
  item: ItemVersion,
  asked: Asked,
  refuse: Refuse,
): EntryDraft {
  const { id, version, sha256 } = license.license;
  return {
    ...common(license, item, asked),
    kind: 'refusal',
    outcome: 'deny',
    code: refuse.code,
    decidedBy: refuse.decidedBy,
    policies: refuse.decision?.policies ?? [{ id, version, sha256 }],
    delivered: [],
    withheld: typed(item, refuse.withheld),
  };
}

/** What is counted by the type of a component must not depend on what the newsroom makes of it later. */
function typed<T extends { component: string }>(item: ItemVersion, parts: T[]): (T & { type?: string })[] {
  return parts.map((part) => {
    const type = item.components.find(({ id }) => id === part.component)?.type;
    return type === undefined ? part : { ...part, type };
  });
}

/** By the list of components. Where all of an article goes out that is the article's own list, the same one for every license. */
const deliveredLists = new WeakMap<Component[], EntryDraft['delivered']>();

export function deliveredOf({ components }: Pick<Permit, 'components'>): EntryDraft['delivered'] {
  let delivered = deliveredLists.get(components);
  if (!delivered) {
    delivered = components.map(({ id, digest, supplier }) => ({
      component: id,
      digest: digest ?? '',
      ...(supplier && { supplier }),
    }));
    deliveredLists.set(components, delivered);
  }
  return delivered;
}

/**
 * Same license version, item version, key environment, stated use and decision → same name. It holds for every
 * format, so that an article's receipt is the same in all of them.
 */
export function grantKey(
  principal: PartnerPrincipal,
  license: LicenseWorld,
  item: ItemVersion,
  { use }: Asked,
  permit: Permit,
  openTexts: string[],
): string {
  const { id, version } = license.license;
  const rights = permit.decision.components.map(
    (one) =>
      `[${canonical(one.component)},${one.rights ? canonicalRights(sharedRights(one.rights)) : 'null'}]`,
  );
  const facts = canonicalObject({
    license: canonical(id),
    licenseVersion: canonical(version),
    env: canonical(principal.env),
    item: canonical(item.id),
    version: canonical(item.version),
    use: canonical(use),
    delivered: canonical(deliveredOf(permit)),
    withheld: canonical(permit.withheld),
    members: canonical(permit.members.map(({ uri, type }) => [uri, type])),
    // Of an old version too, these are of the item's current state, and every format says them.
    state: canonical([item.type, item.language ?? null, item.embargoedUntil ?? null]),
    // Printed in the stamp: when one of them changes, so do the bytes.
    printed: canonical([openTexts, license.bundle.license.titles.map((title) => [title.id, title.name])]),
    rights: `[${rights.join(',')}]`,
    // The banner goes when the embargo lifts, whether or not the rights wait for it.
    ...(permit.embargoedUntil !== undefined && { embargoedUntil: canonical(permit.embargoedUntil) }),
  });
  return createHash('sha256').update(facts).digest('base64url');
}

const canonicalRights = ofRights(canonical);
