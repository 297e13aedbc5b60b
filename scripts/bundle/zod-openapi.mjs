/** Replaces zod-openapi's registry in the worker (`alias` in wrangler.toml), which makes no description. */

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
