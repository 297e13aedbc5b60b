/** What is asked of a license's terms, in the order in which an agreement is made: who, what, how, where, when, for what in return. */
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, type Option, under, wordOptions } from '../forms/fields.ts';
import type { Edge } from '../frame/contract-day.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { productFields } from '../products/fields.ts';
import type { Draft } from './terms.ts';

/** Acts that agencies sell. All others of ODRL 2.2 are typed in. */
const COMMON_ACTS = [
  'display',
  'distribute',
  'reproduce',
  'print',
  'present',
  'play',
  'stream',
  'textToSpeech',
  'archive',
  'index',
  'search',
  'aggregate',
  'modify',
  'cc:CommercialUse',
  'ai-input',
  'ai-index',
  'ai-train',
];

/** Not of the terms: acts that are typed in, and whether the license is exclusive at all. read-terms.ts takes them apart. */
export const MORE_USES = '/moreUses';
export const IS_EXCLUSIVE = '/isExclusive';

/** A product that is created beside the license, and the button that does it. */
export const NEW_PRODUCT = '/newProduct';
export const CREATE_PRODUCT = '_product';

export const newProductFields = (t: Translate): Field[] =>
  productFields(t).map((field) => under(NEW_PRODUCT, field));

const ZONE = '/timeZone';

export interface Choices {
  titles: Option[];
  products: Option[];
  /** Of the license as it is, so that nothing of it is lost in the form. */
  terms?: Draft;
  t: Translate;
}

const label = (name: string) => `licenses.${name}` as MessageKey;

/** `quota.limit` is at `/quota/limit` of the terms, and is called by `licenses.quota.limit`. */
const named = (name: string) => ({ path: `/${name.replace('.', '/')}`, label: label(name) });
const hinted = (name: string) => ({ ...named(name), hint: label(`${name}_hint`) });

const dayField = (name: string, edge: Edge): Extract<Field, { kind: 'edge' }> => ({
  kind: 'edge',
  edge,
  zone: ZONE,
  ...named(name),
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

/** The pages of the form, in order. */
export const STEPS = ['what', 'uses', 'term', 'agreement'] as const;
export type Step = (typeof STEPS)[number];

/** All of them. */
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
        { kind: 'checks', ...named('components'), options: components, required: true },
        { kind: 'checks', ...named('uses'), options: acts, required: true },
        { kind: 'checks', ...hinted('alterations'), options: closed('alteration', ALTERATIONS) },
        { kind: 'checks', ...named('channels'), options: channels, required: true },
        group(
          'more_uses',
          [{ kind: 'lines', path: MORE_USES, label: label('moreUses'), hint: label('moreUses_hint') }],
          'rare',
        ),
      ],
      'preset',
    ),
    group('where', [{ kind: 'lines', ...hinted('territories'), required: true, as: 'territory' }]),
    group(
      'limits',
      [
        basis,
        { kind: 'lines', whole: true, ...hinted('purposes') },
        { kind: 'lines', ...hinted('languages'), as: 'language' },
      ],
      'rare',
    ),
  ];
  const byPolicy: Field[] = [
    group('policy', [{ kind: 'json', ...hinted('policy'), lines: 16, required: true }, basis]),
  ];
  const keeping: Field[] = [
    { kind: 'flag', ...named('advance') },
    { kind: 'flag', ...named('fullTextFeed') },
    ...(isByPolicy
      ? []
      : [
          { kind: 'number', ...hinted('onlineDays'), min: 1 } satisfies Field,
          { kind: 'number', ...hinted('retentionDays'), min: 1 } satisfies Field,
        ]),
    { kind: 'select', ...named('afterTerm.keep'), options: closed('keep', ['none', 'published', 'all']) },
    { kind: 'number', ...named('afterTerm.deleteWithinDays'), min: 0, needed: 'licenses.with_keep' },
  ];
  const billing: Field[] = [
    { kind: 'number', ...named('minimum.units'), min: 1 },
    {
      kind: 'select',
      ...named('minimum.per'),
      needed: 'licenses.with_minimum',
      options: closed('per', ['month', 'term']),
    },
    { kind: 'number', ...hinted('reporting.withinDays'), min: 1 },
  ];
  const exclusive: Field[] = [
    { kind: 'flag', path: IS_EXCLUSIVE, label: label('isExclusive'), hint: label('isExclusive_hint') },
    { kind: 'checks', ...named('exclusivity.uses'), options: acts },
    { kind: 'checks', ...named('exclusivity.components'), options: components },
    { kind: 'checks', ...named('exclusivity.channels'), options: channels },
    { kind: 'lines', ...named('exclusivity.territories'), as: 'territory' },
    dayField('exclusivity.from', 'first'),
    dayField('exclusivity.until', 'last'),
    { kind: 'number', ...hinted('exclusivity.firstHours'), min: 1 },
  ];
  return {
    what: [
      group('what', [
        { kind: 'checks', ...hinted('titles'), options: titles },
        { kind: 'checks', ...named('products'), options: products, required: true },
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
      group('term', [...TERM, { kind: 'text', ...hinted('timeZone'), as: 'zone' }]),
      group('quota', quotaFields(t)),
      group('keeping', keeping, 'rare'),
      group('billing', billing, 'rare'),
    ],
    agreement: [
      group('consent', CONSENT),
      ...(isByPolicy
        ? []
        : [
            group('credit', [
              { kind: 'text', ...named('credit.line') },
              { kind: 'flag', ...named('credit.byline') },
            ]),
          ]),
      group('digest', [DIGEST], 'rare'),
      group('exclusivity', exclusive, 'rare'),
      group('sublicensing', [{ kind: 'area', ...hinted('sublicensing'), lines: 3 }], 'rare'),
    ],
  };
}

const DIGEST: Field = { kind: 'text', ...hinted('consent.documentDigest'), as: 'hex' };

const TERM: Field[] = [
  { ...dayField('starts', 'first'), ...hinted('starts'), required: true },
  { ...dayField('ends', 'last'), ...hinted('ends'), required: true },
];

const CONSENT: Field[] = [
  { kind: 'text', ...hinted('consent.reference'), required: true },
  { kind: 'text', ...named('consent.signedBy'), required: true },
  { kind: 'day', ...named('consent.signedOn'), required: true },
];

const quotaFields = (t: Translate): Field[] => [
  { kind: 'number', ...hinted('quota.limit'), min: 1 },
  {
    kind: 'select',
    ...named('quota.per'),
    needed: 'licenses.with_quota',
    options: wordOptions(t, 'per', ['day', 'month', 'term']),
  },
  {
    kind: 'select',
    ...named('quota.onExceed'),
    needed: 'licenses.with_quota',
    options: wordOptions(t, 'beyond', ['refuse', 'overage']),
  },
];

/** What a renewal asks for: the next term, its quota, and the consent that it rests on. */
export const renewalFields = (t: Translate): Field[] => [
  group('term', TERM),
  group('quota', quotaFields(t)),
  group('consent', CONSENT),
  group('digest', [DIGEST], 'rare'),
];
