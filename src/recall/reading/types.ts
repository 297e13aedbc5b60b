/**
 * Pages that the gateway reads, and what it finds there. Plain data that crosses RPC: add optional fields,
 * remove none.
 */
import type { ReadingVerdict } from '../../ledger/notes/types.ts';

export interface PageRequest {
  url: string;
  /**
   * Registered domains of the title: the page, and each address that it redirects to, must be on one of them.
   */
  domains: readonly string[];
}

/**
 * Why a page was not read. `not_registered`: it is on no domain of the title. `redirected`: it redirects
 * elsewhere, or too often. `status`: neither a page nor gone. `not_text`: another type than HTML and plain
 * text. `busy`: too many readings of this host wait; nothing was requested.
 */
export type UnreadReason =
  | 'not_registered'
  | 'robots'
  | 'robots_unreachable'
  | 'redirected'
  | 'timed_out'
  | 'unreachable'
  | 'too_large'
  | 'status'
  | 'not_text'
  | 'too_complex'
  | 'no_original'
  | 'busy';

/** A page as it was answered. The bytes, headers and time of an answer are in R2: see `store.ts`. */
export interface ReadPage {
  url: string;
  /** The last address, after redirects. */
  finalUrl: string;
  /** ISO 8601 UTC. */
  readAt: string;
  /** HTTP status; null: there was no answer. */
  status: number | null;
  reason: UnreadReason | null;
  /** SHA-256 of the bytes, hex; null: none were read. */
  sha256: string | null;
  /** Null: no text was read. */
  content: { kind: 'html' | 'text'; text: string } | null;
}

export interface PageJudgement {
  verdict: ReadingVerdict;
  reason: UnreadReason | null;
  /** Blocks of the version's text, and how many of them are on the page word for word. */
  blocks: number;
  found: number;
  /** Whether the page names the agency; null: not looked for, because the text is not there. */
  credit: boolean | null;
}

/** A reading to be made for a license, and entered in its log. */
export interface ReadingTask {
  license: string;
  /** Id of the title; null: the page may be on a domain of any title of the partner. */
  title: string | null;
  article: string;
  /** The delivered version. */
  version: string;
  url: string;
  /** The event whose effect is checked; null: a regular reading. */
  event: string | null;
  recall: string | null;
  /** Entry of the publication report; null: nobody has reported the page. */
  publication: string | null;
  /** Names the reading among those of its event and page, such as `5m`: it is entered once. */
  step: string;
}
