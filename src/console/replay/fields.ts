/** Fields of a replay and of pricing a draft. Paths are those of the API's bodies. */
import { CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, wordOptions } from '../forms/fields.ts';
import type { Translate } from '../frame/messages.ts';

function requestFilters(under: string): Field[] {
  return [
    { kind: 'entity', path: `${under}/license`, label: 'reports.license', kinds: ['license'] },
    { kind: 'entity', path: `${under}/partner`, label: 'replay.partner', kinds: ['partner'] },
    { kind: 'entity', path: `${under}/article`, label: 'replay.article', kinds: ['article'] },
    { kind: 'text', path: `${under}/section`, label: 'replay.section' },
  ];
}

/** One restriction per line; becomes `change.restrictions`. */
export const TEXTS = '/change/texts';
/** Form-only: the gateway does not know prices. */
export const UNIT_PRICE = '/unitPrice';
export const CURRENCY = '/currency';

export const REPLAY_FIELDS: Field[] = [
  {
    kind: 'group',
    path: '/change',
    label: 'replay.change',
    hint: 'replay.change_hint',
    fields: [
      { kind: 'area', path: TEXTS, label: 'replay.texts', hint: 'replay.texts_hint', lines: 3 },
      {
        kind: 'lines',
        path: '/change/withdraw',
        label: 'replay.withdraw',
        hint: 'replay.withdraw_hint',
        kinds: ['restriction'],
        literal: /^exc_\w+$/,
        separateLines: true,
      },
      {
        kind: 'number',
        path: '/change/license/version',
        label: 'replay.version',
        hint: 'replay.version_hint',
        min: 1,
      },
    ],
  },
  {
    kind: 'group',
    path: '/filter',
    label: 'replay.filter',
    hint: 'replay.filter_hint',
    fields: requestFilters('/filter'),
  },
];

const ALL_ACTS = [
  'display',
  'distribute',
  'reproduce',
  'print',
  'textToSpeech',
  'archive',
  'index',
  'modify',
  'ai-input',
  'ai-index',
  'ai-train',
];

export function priceFields(t: Translate): Field[] {
  return [
    {
      kind: 'group',
      path: '/terms',
      label: 'replay.draft',
      hint: 'replay.draft_hint',
      fields: [
        {
          kind: 'lines',
          path: '/terms/products',
          label: 'replay.products',
          hint: 'replay.products_hint',
          required: true,
          kinds: ['product'],
          separateLines: true,
        },
        {
          kind: 'checks',
          path: '/terms/components',
          label: 'replay.components',
          options: wordOptions(t, 'component', COMPONENT_TYPES),
          required: true,
        },
        {
          kind: 'checks',
          path: '/terms/uses',
          label: 'replay.uses',
          options: wordOptions(t, 'use', ALL_ACTS),
          required: true,
        },
        {
          kind: 'checks',
          path: '/terms/channels',
          label: 'replay.channels',
          options: wordOptions(t, 'channel', CHANNELS),
          required: true,
        },
        {
          kind: 'lines',
          path: '/terms/territories',
          label: 'replay.territories',
          hint: 'licenses.territories_hint',
          required: true,
          textKind: 'territory',
        },
        {
          kind: 'number',
          path: '/terms/quota/limit',
          label: 'replay.quota',
          hint: 'replay.quota_hint',
          min: 0,
        },
        {
          kind: 'select',
          path: '/terms/quota/per',
          label: 'replay.per',
          options: wordOptions(t, 'per', ['day', 'month', 'term']),
        },
        {
          kind: 'select',
          path: '/terms/quota/onExceed',
          label: 'replay.beyond',
          options: wordOptions(t, 'beyond', ['refuse', 'overage']),
        },
      ],
    },
    {
      kind: 'group',
      path: '/money',
      label: 'replay.money',
      hint: 'replay.money_hint',
      fields: [
        { kind: 'number', path: UNIT_PRICE, label: 'replay.unit_price', min: 0, step: 0.01 },
        { kind: 'text', path: CURRENCY, label: 'replay.currency', hint: 'replay.currency_hint' },
      ],
    },
    {
      kind: 'group',
      path: '/basis',
      label: 'replay.basis',
      hint: 'replay.basis_hint',
      fields: requestFilters('/basis'),
    },
  ];
}
