/** Fields of a replay and of pricing a draft. Paths are those of the API's bodies. */
import { CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, fieldsIn, type Option, under, wordOptions } from '../forms/fields.ts';
import type { Translate } from '../frame/messages.ts';
import { quotaFields } from '../licenses/fields.ts';
import { COMMON_ACTS } from '../parts/vocabularies.ts';

const { field, hinted } = fieldsIn('replay');

function requestFilters(under: string): Field[] {
  return [
    { kind: 'entity', path: `${under}/license`, label: 'reports.license', kinds: ['license'] },
    { kind: 'entity', ...field('partner', `${under}/partner`), kinds: ['partner'] },
    { kind: 'entity', ...field('article', `${under}/article`), kinds: ['article'] },
    { kind: 'text', ...field('section', `${under}/section`) },
  ];
}

/** One restriction per line; becomes `change.restrictions`. */
export const TEXTS = '/change/texts';
/** Form-only: the gateway does not know prices. */
const UNIT_PRICE = '/unitPrice';
export const CURRENCY = '/currency';

export const REPLAY_FIELDS: Field[] = [
  {
    kind: 'group',
    ...hinted('change', '/change'),
    fields: [
      { kind: 'area', ...hinted('texts', TEXTS), lines: 3 },
      {
        kind: 'lines',
        ...hinted('withdraw', '/change/withdraw'),
        kinds: ['restriction'],
        literal: /^exc_\w+$/,
        separateLines: true,
      },
      { kind: 'number', ...hinted('version', '/change/license/version') },
    ],
  },
  { kind: 'group', ...hinted('filter', '/filter'), fields: requestFilters('/filter') },
];

export const COPY = 'copy';
/** The license that a draft starts from. */
export const COPY_FIELDS: Field[] = [
  { kind: 'entity', ...hinted('copy', COPY), kinds: ['license'], required: true },
];

const checks = (name: 'components' | 'uses' | 'channels', options: Option[]): Field => ({
  kind: 'checks',
  ...field(name, `/terms/${name}`),
  options,
  required: true,
});

/** `uses`: those of the license that the draft starts from, which may be rare ones. */
export function priceFields(t: Translate, uses: readonly string[] = []): Field[] {
  return [
    {
      kind: 'group',
      ...hinted('draft', '/terms'),
      fields: [
        {
          kind: 'lines',
          ...hinted('products', '/terms/products'),
          required: true,
          kinds: ['product'],
          separateLines: true,
        },
        checks('components', wordOptions(t, 'component', COMPONENT_TYPES)),
        checks('uses', wordOptions(t, 'act', [...new Set([...COMMON_ACTS, ...uses])])),
        checks('channels', wordOptions(t, 'channel', CHANNELS)),
        {
          kind: 'lines',
          ...field('territories', '/terms/territories'),
          hint: 'licenses.territories_hint',
          required: true,
          textKind: 'territory',
        },
        ...quotaFields(t).map((quota) => under('/terms', quota)),
      ],
    },
    {
      kind: 'group',
      ...hinted('money', '/money'),
      fields: [
        { kind: 'number', ...field('unit_price', UNIT_PRICE), hasCents: true },
        {
          kind: 'text',
          ...hinted('currency', CURRENCY),
          textKind: 'currency',
          needed: 'replay.currency_needed',
        },
      ],
    },
    { kind: 'group', ...hinted('basis', '/basis'), fields: requestFilters('/basis') },
  ];
}
