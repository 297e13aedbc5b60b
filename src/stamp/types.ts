import type { EffectiveRights } from '../rights/types.ts';

/** The agency as configured (wrangler vars). */
export interface Agency {
  name: string;
  /** Reservation of all rights in all components. */
  notice: string;
  licenseUrl: string;
  /** PUBLIC_URL, without trailing slash. Issuer of tokens and receipts. */
  publicUrl: string;
  logOrigin: string;
}

/** `typ: rights-receipt+jwt`. Times are whole seconds (RFC 7519 NumericDate). At most 2 KB as compact JWS. */
export interface ReceiptClaims {
  iss: string;
  iat: number;
  nbf?: number;
  /** Id of the first delivery of this license, item version and decision. */
  jti: string;
  /** Partner id. */
  sub: string;
  license: string;
  licenseVersion: number;
  /**
   * The stated title, or all titles of the grant. A list that is too long for a receipt is replaced by its
   * set name (see below).
   */
  title: string | string[];
  item: string;
  version: string;
  /** base64url SHA-256 over the RFC 8785 form of [[component id, digest], …] sorted by id. */
  digest: string;
  uses: string[];
  /** Named sets or codes; excluded codes as `-JP`. */
  territories: string[];
  channels: string[];
  /** Absent: any purpose. */
  purposes?: string[];
  /** Alterations permitted together with any other permission. Absent: none. */
  alterations?: string[];
  /**
   * The rights hold only for a use that states this (`{absoluteSize: "1200 px"}`), by ODRL left operand; or
   * the set name of its members. Absent: the rights do not depend on further statements.
   */
  stated?: Record<string, string | number> | string;
  /**
   * Further boxes, if the rights are not one box of uses × titles × territories × channels: the members above
   * are the widest box, valid on its own; or the set name of the list.
   */
  more?: ReceiptBox[] | string;
  /**
   * Ids of pictures that carry Content Credentials: they are delivered as the newsroom sent them, and their
   * rights are in this receipt and in the headers, not in the file. Absent: none. Or the set name of the
   * list.
   */
  contentCredentials?: string[] | string;
  /** NumericDate of the end of the rights. */
  expires: number;
  log: { origin: string; index: number; leaf: string };
}

export interface ReceiptBox {
  title: string | string[];
  uses: string[];
  territories: string[];
  channels: string[];
  purposes?: string[];
}

/**
 * `set:<count>:<digest>` replaces a list that is too long for a receipt; `digest` is base64url SHA-256 over
 * the RFC 8785 form of the list. It means exactly that list, which the usage terms and the rights expression
 * of the same delivery spell out; nothing is truncated silently.
 */
export type SetName = `set:${number}:${string}`;

/** The rights texts of a delivery. Formats only place them; they decide nothing. */
export interface Stamp {
  agency: Agency;
  copyrightHolder: string;
  copyrightNotice: string;
  usageTerms: string;
  creditLine: string;
  /** Shown above everything in every format, if the item is delivered before its embargo lifts. */
  banner?: string;
  /** ODRL Agreement (RightsML 2.0 profile) of this delivery's effective rights, as JSON text. */
  encodedRights: string;
  /** Compact JWS. */
  receipt: string;
  /** `jti` of the receipt. */
  receiptId: string;
  /** `<PUBLIC_URL>/verify#<receipt>` */
  verifyUrl: string;
  rights: EffectiveRights;
  /** Time of the first delivery, which the receipt is about. Milliseconds, UTC. */
  releasedMs: number;
}
