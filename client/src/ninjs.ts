/** IPTC ninjs 3.1 as the gateway delivers it. Members are optional if they depend on the newsroom. */

export interface NinjsTerm {
  name?: string;
  rel?: string;
  uri?: string;
  literal?: string;
  [member: string]: unknown;
}

export interface NinjsText {
  role?: string;
  contentType?: string;
  value: string;
  charCount?: number;
  wordCount?: number;
  [member: string]: unknown;
}

export interface NinjsRendition {
  name?: string;
  /** Address of the bytes. Needs a token; `client.component` sends it. */
  href?: string;
  contentType?: string;
  width?: number;
  height?: number;
  sizeInBytes?: number;
  [member: string]: unknown;
}

export interface NinjsAssociation {
  name: string;
  uri: string;
  type?: string;
  headlines?: NinjsText[];
  descriptions?: NinjsText[];
  renditions?: NinjsRendition[];
  usageTerms?: string;
  copyrightNotice?: string;
  copyrightHolder?: string;
  [member: string]: unknown;
}

export interface Ninjs {
  standard: { name: string; version: string; schema?: string };
  uri: string;
  type: string;
  version: string;
  versionCreated: string;
  firstCreated?: string;
  embargoedUntil?: string;
  pubStatus: string;
  language?: string;
  urgency?: number;
  headlines?: NinjsText[];
  by?: string;
  located?: string;
  slugline?: string;
  edNote?: string;
  /** The text as XHTML and as plain text. */
  bodies?: NinjsText[];
  descriptions?: NinjsText[];
  subjects?: NinjsTerm[];
  people?: NinjsTerm[];
  organisations?: NinjsTerm[];
  places?: NinjsTerm[];
  associations?: NinjsAssociation[];
  renditions?: NinjsRendition[];
  copyrightHolder: string;
  copyrightNotice: string;
  usageTerms: string;
  /** `encodedRights`: the rights of this delivery as an ODRL policy. */
  rightsInfo: { langId: string; encodedRights: string };
  trustIndicators: { role: string; href: string; [member: string]: unknown }[];
  [member: string]: unknown;
}

/** Rights and obligations of a delivery in machine-readable form. Instants are ISO 8601, UTC. */
export interface ArticleRights {
  jti: string;
  /** The receipt, a compact JWS. */
  receipt: string;
  verify: string;
  /** The credit line to print. */
  credit: string;
  copyrightNotice: string;
  usageTerms: string;
  alterations: string[];
  grants: {
    uses: string[];
    titles: string[];
    territories: string[];
    except: string[];
    channels: string[];
    purposes?: string[];
  }[];
  duties: { action: string; text?: string }[];
  /** Do not publish before this instant; null: no embargo. */
  notBefore: string | null;
  expires: string | null;
  /** Delete all copies by this instant; null: no obligation. */
  deleteBy: string | null;
  /** Delete copies that were never published by this instant. */
  deleteUnpublishedBy: string | null;
  components: ComponentRights[];
}

export interface ComponentRights {
  id: string;
  type: string;
  allowed: boolean;
  /** Remove any copy from an earlier delivery. */
  remove: boolean;
  /** Code of the reason for which it is withheld. */
  code?: string;
  credit?: string;
  /** Address of the bytes. Needs a token. */
  href?: string;
}

/** The format `article`. */
export interface ArticleJson {
  ninjs: Ninjs;
  rights: ArticleRights;
}
