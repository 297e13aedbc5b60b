/** RPC interface of the object of a host. Types alone, as `ledger/rpc.ts`. */
import type { UnreadReason } from './types.ts';

export interface SiteRequest {
  url: string;
  domains: readonly string[];
  /** Time for requests, without waiting for their turn. Milliseconds. */
  timeoutMs: number;
}

export interface SiteAnswer {
  status: number;
  /** Those of `STORED_HEADERS`. */
  headers: Record<string, string>;
  /** Empty for a redirect. */
  bytes: Uint8Array<ArrayBuffer>;
  /** There were more bytes than are read. */
  isCut: boolean;
}

/** `spentMs`: how long the requests took. */
export type SiteVisit = { spentMs: number } & (
  | { kind: 'answer'; answer: SiteAnswer }
  | { kind: 'unread'; reason: UnreadReason }
);

export interface SiteReaderRpc extends Rpc.DurableObjectBranded {
  /** Requests an address of the host, if its robots.txt permits that. Follows no redirect. */
  visit(request: SiteRequest): Promise<SiteVisit>;
  /** Requests the robots.txt of another host, which redirects here. */
  robots(request: Pick<SiteRequest, 'url' | 'timeoutMs'>): Promise<SiteVisit>;
}
