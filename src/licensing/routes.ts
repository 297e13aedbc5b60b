import { createRouter } from '../platform/http.ts';
import { keyRoutes } from './keys/routes.ts';
import { licenseRoutes } from './licenses/routes.ts';
import { partnerRoutes } from './partners/routes.ts';
import { productRoutes } from './products/routes.ts';

export const licensingRoutes = createRouter();

for (const routes of [partnerRoutes, productRoutes, licenseRoutes, keyRoutes])
  licensingRoutes.route('/', routes);
