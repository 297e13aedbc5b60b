/** What a receipt says, made from one delivery. The same delivery and rights always give the same claims. */
import { createHash } from 'node:crypto';
import { licenseOrigin } from '../ledger/transparency/origins.ts';
import type { GrantRecord, UseEntry } from '../ledger/types.ts';
import { canonical } from '../platform/canonical.ts';
import type { EffectiveRights } from '../rights/types.ts';
import { type Box, boxesOf, sortedSet } from './boxes.ts';
import { CLAIMS_BYTES_MAX } from './limits.ts';
import { componentsDigest } from './text-digest.ts';
import type { Agency, ReceiptBox, ReceiptClaims, SetName } from './types.ts';

export interface ReceiptInput {
  agency: Agency;
  partner: string;
  license: { id: string; version: number };
  /** The title that was stated; null when none was. */
  statedTitle: string | null;
  item: { id: string; version: string };
  delivered: UseEntry['delivered'];
  /** Ids of the components that carry Content Credentials. */
  contentCredentials?: string[];
  rights: EffectiveRights;
  first: GrantRecord;
}

/**
 * Claims of the receipt. Instants are whole seconds, rounded so that the receipt never covers more time than the
 * rights do. Throws when there are no rights: nothing may be stamped then.
 */
export function receiptClaims(input: ReceiptInput): ReceiptClaims {
  const { agency, rights, first, contentCredentials: credentials = [] } = input;
  const [widest, ...others] = boxesOf(rights);
  if (!widest) throw new Error('a receipt needs at least one granted use');
  const { title, ...grant } = receiptBox(widest, input.statedTitle);
  return fitted({
    iss: agency.publicUrl,
    iat: Math.floor(first.atMs / 1000),
    ...(rights.notBefore !== undefined && { nbf: Math.ceil(rights.notBefore / 1000) }),
    jti: first.id,
    sub: input.partner,
    license: input.license.id,
    licenseVersion: input.license.version,
    title,
    item: input.item.id,
    version: input.item.version,
    digest: componentsDigest(input.delivered),
    ...grant,
    ...(rights.alterations && { alterations: sortedSet(rights.alterations) }),
    ...(rights.stated && { stated: { ...rights.stated } }),
    ...(others.length > 0 && { more: others.map((box) => receiptBox(box, input.statedTitle)) }),
    ...(credentials.length > 0 && { contentCredentials: sortedSet(credentials) }),
    expires: Math.floor(rights.expires / 1000),
    log: {
      origin: licenseOrigin(agency.logOrigin, input.license.id),
      index: first.index,
      leaf: first.leaf,
    },
  });
}

function receiptBox(box: Box, statedTitle: string | null): ReceiptBox {
  const { titles, ...rest } = box;
  const only = titles.length === 1 ? titles[0] : undefined;
  const stated = statedTitle !== null && titles.includes(statedTitle) ? statedTitle : undefined;
  return { title: stated ?? only ?? titles, ...rest };
}

/** The name of a list that is too long to be spelled out. */
export function setName(list: readonly unknown[]): SetName {
  const digest = createHash('sha256').update(canonical(list));
  return `set:${list.length}:${digest.digest('base64url')}`;
}

/** Texts of claims that were looked at to see whether they fit: the last of them is signed. */
const texts = new WeakMap<ReceiptClaims, string>();

/** Claims as they are signed: RFC 8785, so that no order of members can differ. */
export function claimsText(claims: ReceiptClaims): string {
  const known = texts.get(claims);
  if (known !== undefined) return known;
  const text = canonical(claims);
  texts.set(claims, text);
  return text;
}

const NAMED: ((claims: ReceiptClaims) => ReceiptClaims)[] = [
  (claims) => (Array.isArray(claims.more) ? { ...claims, more: setName(claims.more) } : claims),
  (claims) =>
    Array.isArray(claims.contentCredentials)
      ? { ...claims, contentCredentials: setName(claims.contentCredentials) }
      : claims,
  (claims) => (Array.isArray(claims.title) ? { ...claims, title: setName(claims.title) } : claims),
  (claims) => ({ ...claims, territories: [setName(claims.territories)] }),
  (claims) => ({ ...claims, uses: [setName(sortedSet(claims.uses))] }),
  (claims) => (claims.purposes ? { ...claims, purposes: [setName(claims.purposes)] } : claims),
  (claims) =>
    typeof claims.stated === 'object' ? { ...claims, stated: setName(statedList(claims.stated)) } : claims,
];

const statedList = (stated: Record<string, string | number>) =>
  Object.entries(stated).sort(([a], [b]) => (a < b ? -1 : 1));

/** Names one list after the other, the least telling first, until the claims fit. */
function fitted(claims: ReceiptClaims): ReceiptClaims {
  let fitting = claims;
  for (const name of NAMED) {
    if (Buffer.byteLength(claimsText(fitting)) <= CLAIMS_BYTES_MAX) return fitting;
    fitting = name(fitting);
  }
  return fitting;
}
