/** Fields of a product. Each list narrows it; an empty one selects everything. */
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import type { Translate } from '../frame/messages.ts';
import { ITEM_TYPES } from '../parts/vocabularies.ts';

const { field, hinted } = fieldsIn('products');

export function productFields(t: Translate): Field[] {
  return [
    { kind: 'text', ...hinted('name'), required: true },
    { kind: 'lines', ...hinted('sections') },
    { kind: 'checks', ...field('types'), options: wordOptions(t, 'type', ITEM_TYPES) },
    { kind: 'lines', ...hinted('subjects') },
    { kind: 'lines', ...hinted('languages'), textKind: 'language' },
    { kind: 'number', ...hinted('backfile', '/backfileDays') },
  ];
}
