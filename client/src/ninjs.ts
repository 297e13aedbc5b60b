/**
 * IPTC ninjs 3.1 as the gateway delivers it: what it always writes, and what it writes where the newsroom
 * gave it.
 */

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
  /** Fetched with a token, as `client.component` does. */
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
  /** The text twice: as XHTML and as plain text. */
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
  /** `encodedRights`: the rights of this delivery, as an ODRL policy. */
  rightsInfo: { langId: string; encodedRights: string };
  trustIndicators: { role: string; href: string; [member: string]: unknown }[];
  [member: string]: unknown;
}

/** What a program has to do with an article, and by when. Instants are ISO 8601, UTC. */
export interface ArticleRights {
  jti: string;
  /** Compact JWS. */
  receipt: string;
  verify: string;
  /** The line to print. */
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
  /** Not to be published before; null: at once. */
  notBefore: string | null;
  expires: string | null;
  /** Copies have to be deleted by then; null: nothing is owed. */
  deleteBy: string | null;
  /** Copies of what was not published. */
  deleteUnpublishedBy: string | null;
  components: ComponentRights[];
}

export interface ComponentRights {
  id: string;
  type: string;
  allowed: boolean;
  /** A copy from an earlier delivery has to go, wherever it stands. */
  remove: boolean;
  /** Why it is not allowed. */
  code?: string;
  credit?: string;
  /** Fetched with a token. */
  href?: string;
}

/** The format `article`. */
export interface ArticleJson {
  ninjs: Ninjs;
  rights: ArticleRights;
}
