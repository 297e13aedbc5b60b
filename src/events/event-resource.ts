import type { LicenseEvent } from '../ledger/events/types.ts';
import type { EventResource } from './schemas.ts';

/** The payload of Standard Webhooks, for lists and for endpoints. */
export function eventResource(event: LicenseEvent, publicUrl: string): EventResource {
  const { id, type, at, license, article, version, within, recall, dueAt, notice, endpoint, reason } = event;
  return {
    id,
    type,
    timestamp: at,
    data: {
      license,
      ...(article !== undefined && { article, version, href: `${publicUrl}/v1/articles/${article}` }),
      ...(within !== undefined && { within }),
      ...(notice !== undefined && { notice }),
      ...(dueAt !== undefined && { dueAt }),
      ...(recall !== undefined && { recall, links: { acknowledge: `${publicUrl}/v1/acknowledgements` } }),
      ...(endpoint !== undefined && { endpoint, reason }),
    },
  };
}
