/** Texts for a script, in a template element of the page. */
import type { FC } from 'hono/jsx';
import type { Env } from '../../platform/env.ts';
import { type Language, messagesOf } from '../frame/messages.ts';

export type ScriptTexts = Record<string, string>;

/** Messages whose keys start with one of `prefixes`. */
export async function textsFor(env: Env, language: Language, prefixes: string[]): Promise<ScriptTexts> {
  const messages = Object.entries(await messagesOf(env, language));
  return Object.fromEntries(messages.filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))));
}

export const TextsTemplate: FC<{ texts: ScriptTexts }> = ({ texts }) => (
  <template id="words">{JSON.stringify(texts)}</template>
);
