/** How an entry names the link to its receipt (RFC 8288 §2.1.2): as ninjs does, by our own URI. */
import type { Agency } from '../../stamp/types.ts';

export function receiptRelation({ publicUrl }: Agency): string {
  return `${publicUrl}/ns/trust/receipt`;
}
