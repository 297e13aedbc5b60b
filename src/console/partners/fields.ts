import { type Field, fieldsIn } from '../forms/fields.ts';

const { field, hinted } = fieldsIn('partners');

export const PARTNER_FIELDS: Field[] = [
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
      { kind: 'text', ...hinted('kind'), textKind: 'word' },
      { kind: 'text', ...hinted('feed') },
    ],
  },
];
