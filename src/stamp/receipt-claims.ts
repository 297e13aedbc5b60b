/** Builds the claims of a receipt. Equal deliveries and rights give equal claims. */
import { createHash } from 'node:crypto';
import { licenseOrigin } from '../ledger/transparency/origins.ts';
import type { GrantRecord, UseEntry } from '../ledger/types.ts';
import { canonical, canonicalObject, PLACEHOLDER } from '../platform/canonical.ts';
import { perObject, type TimelessRights, timelessRights } from '../rights/index.ts';
import type { EffectiveRights } from '../rights/types.ts';
import { type Box, boxesOf, sortedSet } from './boxes.ts';
import { CLAIMS_BYTES_MAX } from './limits.ts';
import { componentsDigest } from './text-digest.ts';
import type { Agency, ReceiptBox, ReceiptClaims, SetName } from './types.ts';

export interface ReceiptInput {
  agency: Agency;
  partner: string;
  license: { id: string; version: number };
  /** Null: no title was stated. */
  statedTitle: string | null;
  item: { id: string; version: string };
  delivered: UseEntry['delivered'];
  contentCredentials?: string[];
  rights: EffectiveRights;
  first: GrantRecord;
}

/** Throws without rights, because then nothing may be stamped. */
export function receiptClaims(input: ReceiptInput): ReceiptClaims {
  const { agency, first, contentCredentials: credentials = [] } = input;
  return fitted({
    iss: agency.publicUrl,
    iat: issuedAt(first),
    jti: first.id,
    sub: input.partner,
    license: input.license.id,
    licenseVersion: input.license.version,
    item: input.item.id,
    version: input.item.version,
    digest: digestOf(input.delivered),
    ...claimsOfRights(input.rights, input.statedTitle),
    ...claimsOfTimes(input.rights),
    ...(credentials.length > 0 && { contentCredentials: sortedSet(credentials) }),
    log: {
      origin: licenseOrigin(agency.logOrigin, input.license.id),
      index: first.index,
      leaf: first.leaf,
    },
  });
}

/**
 * The signed text of the claims, equal to `claimsText(receiptClaims(input))`: deliveries with equal rights
 * differ in a dozen values, which are filled into a cached template.
 */
export function receiptText(input: ReceiptInput): string {
  if (!input.contentCredentials?.length) {
    const text = filled(templateOf(timelessRights(input.rights))(input), input);
    if (Buffer.byteLength(text) <= CLAIMS_BYTES_MAX) return text;
  }
  return claimsText(receiptClaims(input));
}

/**
 * Caches the template of the last stated title: nearly all requests of a license state the same one, or none.
 */
const templateOf = perObject((timeless: TimelessRights) => {
  let last: { statedTitle: string | null; hasStart: boolean; segments: string[] } | undefined;
  return ({ statedTitle, rights }: ReceiptInput): string[] => {
    const hasStart = rights.notBefore !== undefined;
    if (last?.statedTitle !== statedTitle || last.hasStart !== hasStart)
      last = { statedTitle, hasStart, segments: templateSegments(timeless, statedTitle, hasStart) };
    return last.segments;
  };
});

function templateSegments(rights: TimelessRights, statedTitle: string | null, hasStart: boolean): string[] {
  const fixed = Object.entries(claimsOfRights(rights, statedTitle));
  const text = canonicalObject({
    ...Object.fromEntries(fixed.map(([name, value]) => [name, canonical(value)])),
    digest: PLACEHOLDER,
    expires: PLACEHOLDER,
    iat: PLACEHOLDER,
    iss: PLACEHOLDER,
    item: PLACEHOLDER,
    jti: PLACEHOLDER,
    license: PLACEHOLDER,
    licenseVersion: PLACEHOLDER,
    log: canonicalObject({ index: PLACEHOLDER, leaf: PLACEHOLDER, origin: PLACEHOLDER }),
    ...(hasStart && { nbf: PLACEHOLDER }),
    sub: PLACEHOLDER,
    version: PLACEHOLDER,
  });
  return text.split(PLACEHOLDER);
}

function filled(
  segments: string[],
  { agency, partner, license, item, delivered, rights, first }: ReceiptInput,
): string {
  const { expires, nbf } = claimsOfTimes(rights);
  // In the order of the placeholders, which is that of the claim names.
  const values = [
    digestOf(delivered),
    expires,
    issuedAt(first),
    agency.publicUrl,
    item.id,
    first.id,
    license.id,
    license.version,
    first.index,
    first.leaf,
    licenseOrigin(agency.logOrigin, license.id),
    ...(nbf === undefined ? [] : [nbf]),
    partner,
    item.version,
  ];
  return segments.reduce((text, next, index) => text + canonical(values[index - 1]) + next);
}

const issuedAt = ({ atMs }: GrantRecord): number => Math.floor(atMs / 1000);

/** Key: the list, which is the article's own if all of it is delivered. */
const digestOf = perObject(componentsDigest);

type ClaimsOfTimes = Pick<ReceiptClaims, 'nbf' | 'expires'>;
type ClaimsOfRights = Omit<
  ReceiptClaims,
  | keyof ClaimsOfTimes
  | 'iss'
  | 'iat'
  | 'jti'
  | 'sub'
  | 'license'
  | 'licenseVersion'
  | 'item'
  | 'version'
  | 'digest'
  | 'log'
>;

/** Instants are whole seconds, rounded so that the receipt never covers more time than the rights. */
function claimsOfTimes({ notBefore, expires }: EffectiveRights): ClaimsOfTimes {
  return {
    ...(notBefore !== undefined && { nbf: Math.ceil(notBefore / 1000) }),
    expires: Math.floor(expires / 1000),
  };
}

function claimsOfRights(rights: TimelessRights, statedTitle: string | null): ClaimsOfRights {
  const [firstBox, ...otherBoxes] = boxesOf(rights);
  if (!firstBox) throw new Error('a receipt needs at least one granted use');
  return {
    ...receiptBox(firstBox, statedTitle),
    ...(rights.alterations && { alterations: sortedSet(rights.alterations) }),
    ...(rights.stated && { stated: { ...rights.stated } }),
    ...(otherBoxes.length > 0 && { more: otherBoxes.map((box) => receiptBox(box, statedTitle)) }),
  };
}

function receiptBox(box: Box, statedTitle: string | null): ReceiptBox {
  const { titles, ...rest } = box;
  const only = titles.length === 1 ? titles[0] : undefined;
  const stated = statedTitle !== null && titles.includes(statedTitle) ? statedTitle : undefined;
  return { title: stated ?? only ?? titles, ...rest };
}

export function setName(list: readonly unknown[]): SetName {
  const digest = createHash('sha256').update(canonical(list));
  return `set:${list.length}:${digest.digest('base64url')}`;
}

/** The signed form of claims: RFC 8785, so that the order of members is fixed. */
export const claimsText = (claims: ReceiptClaims): string => canonical(claims);

const SHORTENING_STEPS: ((claims: ReceiptClaims) => ReceiptClaims)[] = [
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

/** Replaces lists by their names, the least informative first, until the claims fit. */
function fitted(claims: ReceiptClaims): ReceiptClaims {
  let fitting = claims;
  for (const name of SHORTENING_STEPS) {
    if (Buffer.byteLength(claimsText(fitting)) <= CLAIMS_BYTES_MAX) return fitting;
    fitting = name(fitting);
  }
  return fitting;
}
