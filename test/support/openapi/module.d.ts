/** Made by vitest.config.ts from assets/openapi.json. */
declare module 'virtual:openapi-answers' {
  export const validators: Record<string, import('./check.ts').Validate>;
  export const document: import('../../../scripts/openapi/types.ts').Document;
}
