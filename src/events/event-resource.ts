import type { LicenseEvent } from '../ledger/events/types.ts';
import type { EventResource } from './schemas.ts';

/** The payload of Standard Webhooks, for lists and for endpoints. */
export function eventResource(event: LicenseEvent, publicUrl: string): EventResource {
  const { id, type, at, license, article, version, within, endpoint, reason } = event;
  return {
    id,
    type,
    timestamp: at,
    data: {
      license,
      ...(article !== undefined && { article, version, href: `${publicUrl}/v1/articles/${article}` }),
      ...(within !== undefined && { within }),
      ...(endpoint !== undefined && { endpoint, reason }),
    },
  };
}
