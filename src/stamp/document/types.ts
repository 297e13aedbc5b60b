/** What a published document is read into: texts to be judged, each beside the receipts that stand with it. Pure. */

/** A passage as a reader of the document sees it: what is one block to the text digest. */
export interface Passage {
  text: string;
  /**
   * `prose`: running text. `heading`: running text that is set as a heading. `beside`: captions, controls and
   * drawings, which readers see and which are never part of an article's text.
   */
  kind: 'prose' | 'heading' | 'beside';
  /** Ids of the receipts whose marks it stands in. */
  marks: readonly string[];
}

/** A receipt, or a link that names one by its id, and the passage that it stands in, or before. */
export interface Anchor {
  passage: number;
  /** Compact JWS. */
  receipt?: string;
  /** The id of a receipt: where its text begins. */
  id?: string;
  /** The innermost `article` element that it stands in. */
  article?: Range;
}

/** Indexes of passages; `last` is before `first` where there are none. */
export interface Range {
  first: number;
  last: number;
}

/** One text of a story. A story may be there as XHTML and as plain text; each must hold. */
export interface Telling {
  /** Stated as such, by a field of its own; absent in a page, where it is one of the passages. */
  headline?: string;
  passages: Passage[];
  anchors: Anchor[];
  /** Other matter may stand around the article. */
  page: boolean;
}

/** A page, or an entry of a feed. */
export interface Story {
  /** Every receipt that stands in it, once, in order. */
  receipts: string[];
  tellings: Telling[];
}

export const DOCUMENT_KINDS = [
  'html',
  'atom',
  'rss',
  'json_feed',
  'ninjs',
  'newsml_g2',
  'nitf',
  'markdown',
  'text',
  'picture',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Why a document is not read. */
export type DocumentFault = 'too_deep' | 'not_well_formed' | 'not_a_document';

export type Read<T> = { ok: true; value: T } | { ok: false; reason: DocumentFault };
