/** The message files as pages read them, and names for the ids of licenses that only exist in tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, type Translate, translator } from '../../../src/console/frame/messages.ts';
import { SENTENCE_TEMPLATES } from '../../../src/console/frame/sentences.ts';
import type { Names } from '../../../src/console/licenses/sentence.ts';

export function messagesIn(language: Language): Record<string, string> {
  const folder = join(import.meta.dirname, '../../../assets/console/messages', language);
  const files = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  return Object.assign({}, ...files);
}

export const english: Translate = translator('en', messagesIn('en'), SENTENCE_TEMPLATES);
export const german: Translate = translator('de', messagesIn('de'));

export const NAMES: Names = {
  partner: 'Kansai Shimbun',
  titles: new Map([
    ['morgen', 'Der Morgen'],
    ['abend', 'Abendpost'],
  ]),
  products: new Map([
    ['prd_1', 'Politics'],
    ['prd_2', 'Sport'],
    ['prd_3', 'Sport'],
  ]),
};
