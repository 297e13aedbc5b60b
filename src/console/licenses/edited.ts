/** What an editor of license terms works on: the license or partner, choices, and the reading of the terms. */
import { entityOptions } from '../forms/fields.ts';
import type { FormState } from '../forms/state.ts';
import type { ConsoleView } from '../frame/view.ts';
import { namesIn, type Partner, type Product } from './catalogue.ts';
import { type DraftReading, readDraft } from './draft.ts';
import type { Choices } from './fields.ts';
import { licenseInWords } from './sentence.ts';
import type { Draft } from './terms.ts';

export type Terms = Record<string, unknown>;

/** Subject of an editor: new terms for a partner, or those of a license. */
export interface Subject {
  partner: Partner;
  products: Product[];
  license?: { id: string; version: number };
}

export function readingOf(
  { t, now }: ConsoleView,
  { partner, products, license }: Subject,
  terms: Terms,
): { sentences: string[]; draft: DraftReading } {
  const source = { id: license?.id ?? 'new', version: (license?.version ?? 0) + 1, titles: partner.titles };
  return {
    sentences: licenseInWords(terms as Draft, namesIn(partner, products), t),
    draft: readDraft(terms, source, now),
  };
}

export const choicesOf = ({ t }: ConsoleView, { partner, products }: Subject, terms: Draft): Choices => ({
  titles: entityOptions(partner.titles),
  products: entityOptions(products),
  terms,
  t,
});

export function formOf({ values }: FormState): FormData {
  const form = new FormData();
  for (const [name, texts] of values) for (const text of texts) form.append(name, text);
  return form;
}
