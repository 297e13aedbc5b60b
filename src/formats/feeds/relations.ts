/** Link relations that are not registered have URIs of our own (RFC 8288 §2.1.2). */
import type { Agency } from '../../stamp/types.ts';

export function receiptRelation({ publicUrl }: Agency): string {
  return `${publicUrl}/ns/trust/receipt`;
}

/**
 * Relation of a feed to the continuation for its followers: unlike `next`, it is present even if there is
 * nothing more yet.
 */
export function resumeRelation({ publicUrl }: Agency): string {
  return `${publicUrl}/ns/feed/resume`;
}
