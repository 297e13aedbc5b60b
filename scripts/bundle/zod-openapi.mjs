/**
 * The describing half of the routes' library as the worker gets it (`alias` in wrangler.toml): nothing. The
 * description is made once, by `npm run openapi`, and lies beside the worker; at run time its words would
 * only be read, and every schema made twice, at each start.
 */

/** Keeps nothing: routers ask it for what their parts have registered. */
export class OpenAPIRegistry {
  definitions = [];
  registerPath() {}
  registerComponent() {}
  registerWebhook() {}
  registerParameter(_name, schema) {
    return schema;
  }
  register(_name, schema) {
    return schema;
  }
}

class NoGenerator {
  constructor() {
    throw new Error('The description is assets/openapi.json; the worker does not make it.');
  }
}

export { NoGenerator as OpenApiGeneratorV3, NoGenerator as OpenApiGeneratorV31 };

export function extendZodWithOpenApi({ ZodType }) {
  ZodType.prototype.openapi ??= function openapi() {
    return this;
  };
}

export const getOpenApiMetadata = () => ({});
