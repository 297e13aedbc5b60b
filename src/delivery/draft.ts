/** Drafts the log entry of a request, before the ledger assigns its position. Pure. */
import type { Component, ItemVersion } from '../articles/model.ts';
import type { EntryDraft } from '../ledger/types.ts';
import { narrowingOf, perObject } from '../rights/index.ts';
import type { Entitlement, StatedUse } from '../rights/types.ts';
import type { Judgement } from './judge.ts';
import type { LicenseContext } from './types.ts';

interface StatedRequest {
  use: StatedUse;
  format: string;
  /** Restrictions of the token. Absent: the question is asked without a token. */
  entitlement?: Entitlement;
}

type Permit = Extract<Judgement, { kind: 'permit' }>;
type Refuse = Extract<Judgement, { kind: 'refuse' }>;

function common(license: LicenseContext, item: ItemVersion, { use, format, entitlement }: StatedRequest) {
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
  license: LicenseContext,
  item: ItemVersion,
  request: StatedRequest,
  permit: Permit,
  leaves: 'delivery' | 'preview' | 'nothing',
): EntryDraft {
  const parts = leaves === 'nothing' ? [] : typed(item, deliveredOf(permit));
  return {
    ...common(license, item, request),
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
  license: LicenseContext,
  item: ItemVersion,
  request: StatedRequest,
  refuse: Refuse,
): EntryDraft {
  const { id, version, sha256 } = license.license;
  return {
    ...common(license, item, request),
    kind: 'refusal',
    outcome: 'deny',
    code: refuse.code,
    decidedBy: refuse.decidedBy,
    policies: refuse.decision?.policies ?? [{ id, version, sha256 }],
    delivered: [],
    withheld: typed(item, refuse.withheld),
  };
}

/** Adds each component's type, so that counts by type do not depend on later changes by the newsroom. */
function typed<T extends { component: string }>(item: ItemVersion, parts: T[]): (T & { type?: string })[] {
  return parts.map((part) => {
    const type = item.components.find(({ id }) => id === part.component)?.type;
    return type === undefined ? part : { ...part, type };
  });
}

/**
 * If all of an article is delivered, the list is the article's own, and the values cached by it serve every
 * license.
 */
export const deliveredOf = (permit: Pick<Permit, 'components'>): EntryDraft['delivered'] =>
  deliveredList(permit.components);

const deliveredList = perObject((components: Component[]): EntryDraft['delivered'] =>
  components.map(({ id, digest, supplier }) => ({
    component: id,
    digest: digest ?? '',
    ...(supplier && { supplier }),
  })),
);
