/** Schemas of the gateway are described for its documents as well: here they only check. */
import * as z from 'zod';

(z.ZodType.prototype as unknown as { openapi(): unknown }).openapi = function (this: unknown) {
  return this;
};
