/** What the stamp room makes and checks. Pure, but for signing. */
import type { EffectiveRights } from '../rights/types.ts';

/** The agency as configured (wrangler vars). */
export interface Agency {
  name: string;
  /** The reservation: all acts on all parts. */
  notice: string;
  licenseUrl: string;
  /** PUBLIC_URL, no trailing slash. Issuer of tokens and receipts. */
  publicUrl: string;
  logOrigin: string;
}

/** `typ: rights-receipt+jwt`. Times in whole seconds (RFC 7519 NumericDate). At most 2 KB as compact JWS. */
export interface ReceiptClaims {
  iss: string;
  iat: number;
  nbf?: number;
  /** The id of the first delivery of this license, item version and decision. */
  jti: string;
  /** Partner id. */
  sub: string;
  license: string;
  licenseVersion: number;
  /** The title stated, or all titles of the grant. A list too long for a receipt is a set name (see below). */
  title: string | string[];
  item: string;
  version: string;
  /** base64url SHA-256 over the RFC 8785 form of [[component id, digest], …] sorted by id. */
  digest: string;
  uses: string[];
  /** Named sets where they are; taken-out codes as `-JP`. */
  territories: string[];
  channels: string[];
  /** Absent: any purpose. */
  purposes?: string[];
  /** Alterations that may be made wherever anything is permitted. Absent: none. */
  alterations?: string[];
  /**
   * The rights hold only for a use that states this (`{absoluteSize: "1200 px"}`), by ODRL left operand; or the set name of
   * its members. Absent: the rights depend on nothing that was stated besides.
   */
  stated?: Record<string, string | number> | string;
  /**
   * Rights that are not one box of uses × titles × territories × channels: the members above are the widest box,
   * true on its own, and these are the others; or the set name of their list.
   */
  more?: ReceiptBox[] | string;
  /**
   * Ids of pictures that carry Content Credentials: they leave as the newsroom sent them, and their rights
   * stand in this receipt and in the headers, not in the file. Absent: none. Or the set name of the list.
   */
  contentCredentials?: string[] | string;
  /** NumericDate at which the rights end. */
  expires: number;
  log: { origin: string; index: number; leaf: string };
}

/** One more box of rights in a receipt. */
export interface ReceiptBox {
  title: string | string[];
  uses: string[];
  territories: string[];
  channels: string[];
  purposes?: string[];
}

/**
 * `set:<count>:<digest>` stands for a list that is too long to be spelled out in a receipt; `digest` is base64url
 * SHA-256 over the RFC 8785 form of the list. It narrows to exactly that list, which the usage terms and the rights
 * expression of the same delivery spell out; nothing is cut off in silence.
 */
export type SetName = `set:${number}:${string}`;

/** Everything a format needs to say of rights. Formats place it; they decide nothing. */
export interface Stamp {
  agency: Agency;
  copyrightHolder: string;
  copyrightNotice: string;
  /** Readable sentences: what is permitted, where, until when, and on what duties. */
  usageTerms: string;
  /** The credit line that must be printed. */
  creditLine: string;
  /** Shown above everything in every format, when the item is delivered in advance of its embargo. */
  banner?: string;
  /** ODRL Agreement (RightsML 2.0 profile) of this delivery's effective rights, as JSON text. */
  encodedRights: string;
  /** Compact JWS. */
  receipt: string;
  /** Its `jti`. */
  receiptId: string;
  /** `<PUBLIC_URL>/verify#<receipt>` */
  verifyUrl: string;
  rights: EffectiveRights;
  /** When it was let out first: the receipt is about that delivery. Milliseconds, UTC. */
  releasedMs: number;
}
