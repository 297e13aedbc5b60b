import type { LicenseEvent } from '../ledger/events/types.ts';
import type { EventResource } from './schemas.ts';

/** The payload of Standard Webhooks, for lists and for endpoints. */
export function eventResource(event: LicenseEvent, publicUrl: string): EventResource {
  const { id, type, at, license, article, version, recall, statement, ...more } = event;
  const links = {
    ...(recall !== undefined && { acknowledge: `${publicUrl}/v1/acknowledgements` }),
    ...(statement !== undefined && { statement: `${publicUrl}/v1/usage/statements/${statement}` }),
  };
  return {
    id,
    type,
    timestamp: at,
    data: {
      license,
      ...(article !== undefined && { article, version, href: `${publicUrl}/v1/articles/${article}` }),
      ...more,
      ...(recall !== undefined && { recall }),
      ...(statement !== undefined && { statement }),
      ...(Object.keys(links).length > 0 && { links }),
    },
  };
}
