/** Gives schemas the method `openapi`, which the gateway's schemas call and which has no effect here. */
import * as z from 'zod';

(z.ZodType.prototype as unknown as { openapi(): unknown }).openapi = function (this: unknown) {
  return this;
};
