import { TITLE_KINDS } from '../../rights/index.ts';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import type { Translate } from '../frame/messages.ts';

const { field, hinted } = fieldsIn('partners');

export const partnerFields = (t: Translate): Field[] => [
  { kind: 'text', ...field('name'), required: true },
  { kind: 'text', ...hinted('contact') },
  { kind: 'text', ...hinted('recallContact') },
  {
    kind: 'rows',
    ...hinted('titles'),
    add: 'partners.add_title',
    required: true,
    fields: [
      { kind: 'text', ...field('title_name', '/name'), required: true },
      { kind: 'text', ...hinted('title_id', '/id'), from: '/name' },
      { kind: 'text', ...hinted('market'), textKind: 'place', required: true },
      { kind: 'lines', ...hinted('domains'), textKind: 'host', always: true },
      {
        ...{ kind: 'text', ...hinted('kind'), textKind: 'title_kind' },
        suggestions: wordOptions(t, 'product', TITLE_KINDS),
      },
      { kind: 'text', ...hinted('feed') },
    ],
  },
];
