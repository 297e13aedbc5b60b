/** A product's selection as a sentence. */
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';

type Selection = Pick<Schema<'Product'>, 'sections' | 'types' | 'subjects' | 'languages' | 'backfileDays'>;

export function selectionInWords(
  { sections, types, subjects, languages, backfileDays }: Selection,
  t: Translate,
): string {
  const list = (words: string[]) => t.list(words, 'disjunction');
  const clauses = [
    sections && t('products.says_sections', { list: list(sections) }),
    types && t('products.says_types', { list: list(types.map((type) => t.word('type', type))) }),
    subjects && t('products.says_subjects', { list: list(subjects) }),
    languages &&
      t('products.says_languages', {
        list: list(languages.map((code) => t.codeName('language', code))),
      }),
    backfileDays !== undefined && t('products.says_backfile', { count: backfileDays }),
  ].filter((clause) => typeof clause === 'string');
  return clauses.length === 0 ? t('products.says_all') : t('products.says', { parts: clauses.join(', ') });
}
