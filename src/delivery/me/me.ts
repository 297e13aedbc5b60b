/**
 * Describes a token: partner, license, titles, limits and use, so that clients need no configuration of them.
 */
import type { UsedUnits } from '../../ledger/types.ts';
import { findKey, type KeyRow } from '../../licensing/keys/store.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { during } from '../../platform/request-scope.ts';
import { narrowingOf, wholeEntitlement } from '../../rights/index.ts';
import type { Agency } from '../../stamp/types.ts';
import { confirm, withFreshState } from '../fresh-state.ts';
import type { LicenseContext } from '../types.ts';
import type { Me } from './schema.ts';

/** Throws a `Refusal` if key, license or partner is no longer valid. */
export async function readMe(env: Env, principal: PartnerPrincipal, now: number): Promise<Me> {
  const [key, { license, used }] = await Promise.all([
    during('access', () => findKey(env.DB, principal.key)),
    withFreshState(env, principal, ({ license, object, judged }) =>
      confirm(env, principal, { object, judged, usedAtMs: now, value: (used) => ({ license, used }) }),
    ),
  ]);
  return meOf({ principal, license, key, used, agency: agencyOf(env) });
}

interface MeSource {
  principal: PartnerPrincipal;
  license: LicenseContext;
  key: KeyRow | null;
  used: UsedUnits | null;
  agency: Agency;
}

function meOf({ principal, license, key, used, agency }: MeSource): Me {
  const { publicUrl, licenseUrl } = agency;
  const { bundle } = license;
  const { id, version, terms, titles } = bundle.license;
  const entitlement = wholeEntitlement(license.license, terms);
  const named = new Set(terms.titles ?? titles.map((title) => title.id));
  const { quota, credit, alterations, purposes, languages, onlineDays, retentionDays } = terms;
  const usedOfQuota = quota && (used?.[quota.per] ?? 0);
  return {
    partner: { id: bundle.partner.id, name: bundle.partner.name },
    license: {
      id,
      version,
      status: bundle.status,
      starts: new Date(bundle.startsMs).toISOString(),
      ends: new Date(bundle.endsMs).toISOString(),
    },
    titles: titles.filter((title) => named.has(title.id)),
    uses: entitlement.actions,
    components: entitlement.datatypes,
    territories: entitlement.locations,
    territoryBasis: terms.territoryBasis ?? 'market',
    channels: entitlement.channels,
    ...(purposes && { purposes }),
    ...(languages && { languages }),
    alterations: alterations ?? [],
    ...(credit && { credit }),
    advance: terms.advance === true,
    fullTextFeed: terms.fullTextFeed === true,
    ...(onlineDays !== undefined && { onlineDays }),
    ...(retentionDays !== undefined && { retentionDays }),
    ...(terms.afterTerm && { afterTerm: terms.afterTerm }),
    ...(terms.reporting && { reporting: terms.reporting }),
    ...(terms.recall && { recall: terms.recall }),
    ...(terms.policy && { policy: terms.policy }),
    timeZone: terms.timeZone ?? 'UTC',
    quota:
      quota && usedOfQuota !== undefined
        ? { ...quota, used: usedOfQuota, left: Math.max(0, quota.limit - usedOfQuota) }
        : null,
    used: used ?? { day: 0, month: 0, term: 0 },
    key: {
      id: principal.key,
      env: principal.env,
      ...(key && { name: key.name, expires: key.expires }),
    },
    token: narrowingOf(license.license, terms, principal.entitlement) ?? {},
    links: {
      articles: `${publicUrl}/v1/articles`,
      changes: `${publicUrl}/v1/changes`,
      decisions: `${publicUrl}/v1/decisions`,
      publications: `${publicUrl}/v1/publications`,
      usage: `${publicUrl}/v1/usage`,
      events: `${publicUrl}/v1/events`,
      webhooks: `${publicUrl}/v1/webhooks`,
      acknowledgements: `${publicUrl}/v1/acknowledgements`,
      log: `${publicUrl}/v1/audit/deliveries`,
      checkpoint: `${publicUrl}/v1/audit/checkpoints/${id}`,
      licensing: licenseUrl,
      reference: `${publicUrl}/docs`,
    },
  };
}
