/**
 * What partners' programs ask for all day: tokens, articles, feeds. An isolate that has just started has these at once; all the rest is
 * made when it is first asked for (worker.ts).
 */
import { accessRoutes } from './access/routes.ts';
import { changesRoutes } from './delivery/changes/routes.ts';
import { feedAddressRoutes } from './delivery/feeds/address-routes.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import { thumbnailRoutes } from './delivery/thumbnails/routes.ts';
import { hooks } from './hooks.ts';
import { gatewayOf } from './shell.ts';

export const FRONT = [accessRoutes, deliveryRoutes, changesRoutes, feedAddressRoutes, thumbnailRoutes];

export const front = gatewayOf(FRONT, hooks);

/** Every route under these paths is among them. */
const PATHS =
  /^[a-z]+:\/\/[^/?#]+\/(?:v1\/(?:articles|changes|decisions|feeds|thumbnails)|oauth|\.well-known)(?:[/?.]|$)/;

/** Whether a request is for them, by its URL. */
export const isForFront = (url: string): boolean => PATHS.test(url);
