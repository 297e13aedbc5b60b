/**
 * Routes that partners' programs call all day: tokens, articles, feeds. A new isolate evaluates only these;
 * worker.ts loads the rest on first use.
 */
import { accessRoutes } from './access/routes.ts';
import { changesRoutes } from './delivery/changes/routes.ts';
import { feedAddressRoutes } from './delivery/feeds/address-routes.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import { thumbnailRoutes } from './delivery/thumbnails/routes.ts';
import { createGateway } from './gateway.ts';
import { hooks } from './hooks.ts';

export const PARTNER_ROUTES = [
  accessRoutes,
  deliveryRoutes,
  changesRoutes,
  feedAddressRoutes,
  thumbnailRoutes,
];

export const partnerGateway = createGateway(PARTNER_ROUTES, hooks);

/** All routes under these paths belong to PARTNER_ROUTES. */
const PARTNER_PATHS =
  /^[a-z]+:\/\/[^/?#]+\/(?:v1\/(?:articles|changes|decisions|feeds|thumbnails)|oauth|\.well-known)(?:[/?.]|$)/;

export const isPartnerRoute = (url: string): boolean => PARTNER_PATHS.test(url);
