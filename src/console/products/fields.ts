/** Fields of a product. Each list narrows it; an empty one selects everything. */
import { type Field, wordOptions } from '../forms/fields.ts';
import type { Translate } from '../frame/messages.ts';
import { ITEM_TYPES } from '../parts/vocabularies.ts';

export function productFields(t: Translate): Field[] {
  return [
    { kind: 'text', path: '/name', label: 'products.name', hint: 'products.name_hint', required: true },
    { kind: 'lines', path: '/sections', label: 'products.sections', hint: 'products.sections_hint' },
    { kind: 'checks', path: '/types', label: 'products.types', options: wordOptions(t, 'type', ITEM_TYPES) },
    { kind: 'lines', path: '/subjects', label: 'products.subjects', hint: 'products.subjects_hint' },
    {
      kind: 'lines',
      path: '/languages',
      label: 'products.languages',
      hint: 'products.languages_hint',
      textKind: 'language',
    },
    {
      kind: 'number',
      path: '/backfileDays',
      label: 'products.backfile',
      hint: 'products.backfile_hint',
      min: 0,
    },
  ];
}
