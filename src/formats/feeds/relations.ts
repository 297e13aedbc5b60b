/** Links for which no relation is registered are named by URIs of our own (RFC 8288 §2.1.2). */
import type { Agency } from '../../stamp/types.ts';

/** From an entry to its receipt, as ninjs names it. */
export function receiptRelation({ publicUrl }: Agency): string {
  return `${publicUrl}/ns/trust/receipt`;
}

/** From a feed that is followed to where its reader goes on: unlike `next`, it is there when there is nothing more yet. */
export function resumeRelation({ publicUrl }: Agency): string {
  return `${publicUrl}/ns/feed/resume`;
}
