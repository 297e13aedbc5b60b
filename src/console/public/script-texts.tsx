/** Texts for a script of a page, which has none of its own: they lie in the page, in a template that is never shown. */
import type { FC } from 'hono/jsx';
import type { Env } from '../../platform/env.ts';
import { type Language, messagesOf } from '../frame/messages.ts';

export type ScriptTexts = Record<string, string>;

/** Those whose keys begin with one of `prefixes`. */
export async function textsFor(env: Env, language: Language, prefixes: string[]): Promise<ScriptTexts> {
  const all = Object.entries(await messagesOf(env, language));
  return Object.fromEntries(all.filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))));
}

export const TextsTemplate: FC<{ texts: ScriptTexts }> = ({ texts }) => (
  <template id="words">{JSON.stringify(texts)}</template>
);
