/** Types of a published document: the texts to check, each with its receipts. Pure. */
import { DOCUMENT_DEPTH_MAX } from '../limits.ts';

/** A passage as readers see it: one block of the text digest. */
export interface Passage {
  text: string;
  /**
   * `prose`: running text. `heading`: text set as a heading. `beside`: captions, controls and drawings, which
   * are visible and never part of an article's text.
   */
  kind: 'prose' | 'heading' | 'beside';
  marks: readonly string[];
}

/** A receipt, or a link that names one by id, and the passage that it is in or before. */
export interface Anchor {
  passage: number;
  /** Compact JWS. */
  receipt?: string;
  /** Id of a receipt: marks the beginning of its text. */
  id?: string;
  article?: Range;
}

/** Passage indexes; an empty range has `last` before `first`. */
export interface Range {
  first: number;
  last: number;
}

/** One version of a story's text: a story may exist as XHTML and as plain text, and each must be genuine. */
export interface StoryVersion {
  /** Headline from a field of its own; absent for a page, where it is one of the passages. */
  headline?: string;
  passages: Passage[];
  anchors: Anchor[];
  /** Other content may surround the article. */
  page: boolean;
}

/** A page, or an entry of a feed. */
export interface Story {
  receipts: string[];
  versions: StoryVersion[];
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

export type DocumentFault = 'too_deep' | 'not_well_formed' | 'not_a_document';

export type ReadResult<T> = { ok: true; value: T } | { ok: false; reason: DocumentFault };

export const DOCUMENT_FAULTS: Record<DocumentFault, string> = {
  too_deep: `This document is nested deeper than is looked at (${DOCUMENT_DEPTH_MAX} levels)`,
  not_well_formed: 'This document is not well-formed',
  not_a_document: 'This is not a document of a kind that is known here',
};

/** Thrown by callbacks of a parser, and caught around it. */
export class RefusedDocument extends Error {
  readonly reason: DocumentFault;
  constructor(reason: DocumentFault) {
    super(reason);
    this.reason = reason;
  }
}
