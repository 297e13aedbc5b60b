/** Fields of license terms in the order of an agreement: parties, content, uses, territory, term, price. */
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, fieldsIn, type Option, under, wordOptions } from '../forms/fields.ts';
import type { Edge } from '../frame/contract-day.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { COMMON_ACTS } from '../parts/vocabularies.ts';
import { productFields } from '../products/fields.ts';
import { ruleAt } from '../restrictions/in-words.ts';
import type { Draft } from './terms.ts';

/** Times to act on a recall that are commonly agreed. */
const RECALL_TIMES = ['PT15M', 'PT1H', 'PT4H', 'PT12H', 'P1D', 'P3D', 'P7D'];

/** Form-only fields for typed acts and exclusivity; read-terms.ts converts them. */
export const MORE_USES = '/moreUses';
export const IS_EXCLUSIVE = '/isExclusive';

/** Creates a product within the license form; the button does it. */
export const NEW_PRODUCT = '/newProduct';
export const CREATE_PRODUCT = '_product';

export const newProductFields = (t: Translate): Field[] =>
  productFields(t).map((field) => under(NEW_PRODUCT, field));

const ZONE = '/timeZone';

export interface Choices {
  titles: Option[];
  products: Option[];
  /** Current terms, so that the form offers every value that they have. */
  terms?: Draft;
  t: Translate;
}

const { field, hinted } = fieldsIn('licenses');
const label = (name: string) => `licenses.${name}` as MessageKey;

const dayField = (name: Name, edge: Edge): Extract<Field, { kind: 'edge' }> => ({
  kind: 'edge',
  edge,
  zone: ZONE,
  ...field(name),
});

function group(name: string, fields: Field[], fold?: 'rare' | 'preset'): Field {
  return {
    kind: 'group',
    path: `/${name}`,
    label: label(`group.${name}`),
    ...(fold !== 'rare' && { hint: label(`group.${name}_hint`) }),
    fields,
    ...(fold && { fold }),
  };
}

export const STEPS = ['what', 'uses', 'term', 'agreement'] as const;
export type Step = (typeof STEPS)[number];

export function termsFields(choices: Choices): Field[] {
  const fields = stepFields(choices);
  return STEPS.flatMap((step) => fields[step]);
}

export function stepFields(choices: Choices): Record<Step, Field[]> {
  const { titles, products, t } = choices;
  const closed = (list: string, values: readonly string[]) => wordOptions(t, list, values);
  const isByPolicy = choices.terms?.policy !== undefined;
  const acts = closed('act', [...new Set([...COMMON_ACTS, ...(choices.terms?.uses ?? [])])]);
  const components = closed('component', COMPONENT_TYPES);
  const channels = closed('channel', CHANNELS);

  const basis: Field = {
    kind: 'select',
    ...hinted('territoryBasis'),
    options: closed('basis', ['market', 'audience']),
  };
  const byTerms: Field[] = [
    group(
      'acts',
      [
        { kind: 'checks', ...field('components'), options: components, required: true },
        { kind: 'checks', ...field('uses'), options: acts, required: true },
        { kind: 'checks', ...hinted('alterations'), options: closed('alteration', ALTERATIONS) },
        { kind: 'checks', ...field('channels'), options: channels, required: true },
        group('more_uses', [{ kind: 'lines', ...hinted('moreUses') }], 'rare'),
      ],
      'preset',
    ),
    group('where', [{ kind: 'lines', ...hinted('territories'), required: true, textKind: 'territory' }]),
    group(
      'limits',
      [
        basis,
        { kind: 'lines', separateLines: true, ...hinted('purposes') },
        { kind: 'lines', ...hinted('languages'), textKind: 'language' },
      ],
      'rare',
    ),
  ];
  const byPolicy: Field[] = [
    group('policy', [
      { kind: 'json', ...hinted('policy'), lines: 16, required: true, partAt: ruleAt },
      basis,
    ]),
  ];
  const keeping: Field[] = [
    { kind: 'flag', ...field('advance') },
    { kind: 'flag', ...field('fullTextFeed') },
    ...(isByPolicy
      ? []
      : [
          { kind: 'number', ...hinted('onlineDays') } satisfies Field,
          { kind: 'number', ...hinted('retentionDays') } satisfies Field,
        ]),
    { kind: 'select', ...field('afterTerm.keep'), options: closed('keep', ['none', 'published', 'all']) },
    { kind: 'number', ...field('afterTerm.deleteWithinDays'), needed: 'licenses.with_keep' },
  ];
  const billing: Field[] = [
    { kind: 'number', ...hinted('minimum.units') },
    choice(t, 'minimum.per', 'licenses.with_minimum', 'per', ['month', 'term']),
    { kind: 'number', ...hinted('reporting.withinDays') },
  ];
  const recallTime = (name: 'removeWithin' | 'correctWithin'): Field => {
    const current = choices.terms?.recall?.[name];
    const times = new Set([...RECALL_TIMES, ...(current === undefined ? [] : [current])]);
    const options = [...times].map((value) => ({ value, label: t.period(value) }));
    return { kind: 'select', ...hinted(`recall.${name}`), options };
  };
  const exclusive: Field[] = [
    { kind: 'flag', ...hinted('isExclusive') },
    { kind: 'checks', ...field('exclusivity.uses'), options: acts },
    { kind: 'checks', ...field('exclusivity.components'), options: components },
    { kind: 'checks', ...field('exclusivity.channels'), options: channels },
    { kind: 'lines', ...field('exclusivity.territories'), textKind: 'territory' },
    dayField('exclusivity.from', 'first'),
    dayField('exclusivity.until', 'last'),
    { kind: 'number', ...hinted('exclusivity.firstHours') },
  ];
  return {
    what: [
      group('what', [
        { kind: 'checks', ...hinted('titles'), options: titles },
        {
          kind: 'checks',
          ...field('products'),
          options: products,
          required: true,
          ...(products.length === 0 && { hint: 'licenses.no_products' }),
        },
      ]),
      {
        kind: 'group',
        fold: 'rare',
        path: NEW_PRODUCT,
        label: 'licenses.new_product',
        fields: newProductFields(t),
        action: { name: CREATE_PRODUCT, label: 'licenses.create_product' },
      },
    ],
    uses: isByPolicy ? byPolicy : byTerms,
    term: [
      group('term', [...TERM, { kind: 'text', ...hinted('timeZone'), textKind: 'zone' }]),
      group('quota', quotaFields(t)),
      group('keeping', keeping, 'rare'),
      group('billing', billing, 'rare'),
      group('recall', [recallTime('removeWithin'), recallTime('correctWithin')], 'rare'),
    ],
    agreement: [
      group('consent', CONSENT),
      ...(isByPolicy ? [] : [CREDIT]),
      group('digest', [DIGEST], 'rare'),
      group('exclusivity', exclusive, 'rare'),
      group('sublicensing', [{ kind: 'area', ...hinted('sublicensing'), lines: 3 }], 'rare'),
    ],
  };
}

const CREDIT = group('credit', [
  { kind: 'text', ...field('credit.line') },
  { kind: 'flag', ...field('credit.byline') },
]);

const DIGEST: Field = { kind: 'text', ...hinted('consent.documentDigest'), textKind: 'hex' };

const TERM: Field[] = [
  { ...dayField('starts', 'first'), ...hinted('starts'), required: true },
  { ...dayField('ends', 'last'), ...hinted('ends'), required: true },
];

const CONSENT: Field[] = [
  { kind: 'text', ...hinted('consent.reference'), required: true },
  { kind: 'text', ...field('consent.signedBy'), required: true },
  { kind: 'day', ...field('consent.signedOn'), required: true },
];

export const quotaFields = (t: Translate): Field[] => [
  { kind: 'number', ...hinted('quota.limit') },
  choice(t, 'quota.per', 'licenses.with_quota', 'per', ['day', 'month', 'term']),
  choice(t, 'quota.onExceed', 'licenses.with_quota', 'beyond', ['refuse', 'overage']),
];

type Name = Parameters<typeof field>[0];

/** Choice that is required with another field. */
function choice(t: Translate, name: Name, needed: MessageKey, list: string, values: string[]): Field {
  return { kind: 'select', ...field(name), needed, options: wordOptions(t, list, values) };
}

export const renewalFields = (t: Translate): Field[] => [
  group('term', TERM),
  group('quota', quotaFields(t)),
  group('consent', CONSENT),
  group('digest', [DIGEST], 'rare'),
];
