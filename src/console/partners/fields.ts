import type { Field } from '../forms/fields.ts';

export const PARTNER_FIELDS: Field[] = [
  { kind: 'text', path: '/name', label: 'partners.name', required: true },
  { kind: 'text', path: '/contact', label: 'partners.contact', hint: 'partners.contact_hint' },
  {
    kind: 'rows',
    path: '/titles',
    label: 'partners.titles',
    hint: 'partners.titles_hint',
    add: 'partners.add_title',
    required: true,
    fields: [
      { kind: 'text', path: '/name', label: 'partners.title_name', required: true },
      {
        kind: 'text',
        path: '/id',
        label: 'partners.title_id',
        hint: 'partners.title_id_hint',
        from: '/name',
      },
      {
        kind: 'text',
        path: '/market',
        label: 'partners.market',
        hint: 'partners.market_hint',
        textKind: 'place',
        required: true,
      },
      {
        kind: 'lines',
        path: '/domains',
        label: 'partners.domains',
        hint: 'partners.domains_hint',
        textKind: 'host',
        always: true,
      },
      { kind: 'text', path: '/kind', label: 'partners.kind', hint: 'partners.kind_hint', textKind: 'word' },
    ],
  },
];
