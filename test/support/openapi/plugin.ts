/**
 * `virtual:openapi-answers`: the description and its compiled schemas, for tests that run where nothing may
 * be compiled.
 */
import type { Plugin } from 'vite';
import { checkerModule } from './compile.ts';

const NAME = 'virtual:openapi-answers';

export function openapiAnswers(): Plugin {
  return {
    name: NAME,
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: async (id) =>
      id === `\0${NAME}` ? { code: await checkerModule(), map: { mappings: '' } } : undefined,
  };
}
