/**
 * Routes that partners' programs call all day: tokens, articles, feeds, events. A new isolate evaluates only
 * these; worker.ts loads the rest on first use.
 */

import { createGateway } from './gateway.ts';
import { hooks } from './hooks.ts';
import { accessRoutes } from './http/access.ts';
import { changesRoutes } from './http/delivery/changes.ts';
import { feedAddressRoutes } from './http/delivery/feed-addresses.ts';
import { thumbnailRoutes } from './http/delivery/thumbnails.ts';
import { deliveryRoutes } from './http/delivery.ts';
import { eventRoutes } from './http/events.ts';

export const PARTNER_ROUTES = [
  accessRoutes,
  deliveryRoutes,
  changesRoutes,
  eventRoutes,
  feedAddressRoutes,
  thumbnailRoutes,
];

export const partnerGateway = createGateway(PARTNER_ROUTES, hooks);

/** All routes under these paths belong to PARTNER_ROUTES. */
const PARTNER_PATHS =
  /^[a-z]+:\/\/[^/?#]+\/(?:v1\/(?:articles|changes|decisions|events|feeds|thumbnails)|oauth|\.well-known)(?:[/?.]|$)/;

export const isPartnerRoute = (url: string): boolean => PARTNER_PATHS.test(url);
