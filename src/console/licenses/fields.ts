/** What is asked of a license's terms, in the order in which an agreement is made: who, what, how, where, when, for what in return. */
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import { type Field, type Option, under } from '../forms/fields.ts';
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
  const closed = (list: string, values: readonly string[]): Option[] =>
    values.map((value) => ({ value, label: t.word(list, value) }));
  const isByPolicy = choices.terms?.policy !== undefined;
  const acts = closed('act', [...new Set([...COMMON_ACTS, ...(choices.terms?.uses ?? [])])]);
  const components = closed('component', COMPONENT_TYPES);
  const channels = closed('channel', CHANNELS);
  const say = (name: string) => ({ path: `/${name.replace('.', '/')}`, label: label(name) });
  const hinted = (name: string) => ({ ...say(name), hint: label(`${name}_hint`) });
  const day = (name: string, edge: 'first' | 'last'): Field => ({
    kind: 'edge',
    edge,
    zone: ZONE,
    ...say(name),
  });

  const basis: Field = {
    kind: 'select',
    ...hinted('territoryBasis'),
    options: closed('basis', ['market', 'audience']),
  };
  const named: Field[] = [
    group(
      'acts',
      [
        { kind: 'checks', ...say('components'), options: components, required: true },
        { kind: 'checks', ...say('uses'), options: acts, required: true },
        { kind: 'checks', ...hinted('alterations'), options: closed('alteration', ALTERATIONS) },
        { kind: 'checks', ...say('channels'), options: channels, required: true },
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
    { kind: 'flag', ...say('advance') },
    { kind: 'flag', ...say('fullTextFeed') },
    ...(isByPolicy
      ? []
      : [
          { kind: 'number', ...hinted('onlineDays'), min: 1 } satisfies Field,
          { kind: 'number', ...hinted('retentionDays'), min: 1 } satisfies Field,
        ]),
    { kind: 'select', ...say('afterTerm.keep'), options: closed('keep', ['none', 'published', 'all']) },
    { kind: 'number', ...say('afterTerm.deleteWithinDays'), min: 0, needed: 'licenses.with_keep' },
  ];
  const billing: Field[] = [
    { kind: 'number', ...say('minimum.units'), min: 1 },
    {
      kind: 'select',
      ...say('minimum.per'),
      needed: 'licenses.with_minimum',
      options: closed('per', ['month', 'term']),
    },
    { kind: 'number', ...hinted('reporting.withinDays'), min: 1 },
  ];
  const exclusive: Field[] = [
    { kind: 'flag', path: IS_EXCLUSIVE, label: label('isExclusive'), hint: label('isExclusive_hint') },
    { kind: 'checks', ...say('exclusivity.uses'), options: acts },
    { kind: 'checks', ...say('exclusivity.components'), options: components },
    { kind: 'checks', ...say('exclusivity.channels'), options: channels },
    { kind: 'lines', ...say('exclusivity.territories'), as: 'territory' },
    day('exclusivity.from', 'first'),
    day('exclusivity.until', 'last'),
    { kind: 'number', ...hinted('exclusivity.firstHours'), min: 1 },
  ];
  return {
    what: [
      group('what', [
        { kind: 'checks', ...hinted('titles'), options: titles },
        { kind: 'checks', ...say('products'), options: products, required: true },
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
    uses: isByPolicy ? byPolicy : named,
    term: [
      group('term', [...termFields(), { kind: 'text', ...hinted('timeZone'), as: 'zone' }]),
      group('quota', quotaFields(t)),
      group('keeping', keeping, 'rare'),
      group('billing', billing, 'rare'),
    ],
    agreement: [
      group('consent', consentFields()),
      ...(isByPolicy
        ? []
        : [
            group('credit', [
              { kind: 'text', ...say('credit.line') },
              { kind: 'flag', ...say('credit.byline') },
            ]),
          ]),
      group('digest', [DIGEST], 'rare'),
      group('exclusivity', exclusive, 'rare'),
      group('sublicensing', [{ kind: 'area', ...hinted('sublicensing'), lines: 3 }], 'rare'),
    ],
  };
}

const DIGEST: Field = {
  kind: 'text',
  path: '/consent/documentDigest',
  label: 'licenses.consent.documentDigest',
  hint: 'licenses.consent.documentDigest_hint',
  as: 'hex',
};

/** What a renewal asks for: the next term, its quota, and the consent that it rests on. */
export function renewalFields(t: Translate): Field[] {
  return [
    group('term', termFields()),
    group('quota', quotaFields(t)),
    group('consent', consentFields()),
    group('digest', [DIGEST], 'rare'),
  ];
}

function termFields(): Field[] {
  return [
    {
      kind: 'edge',
      edge: 'first',
      zone: ZONE,
      path: '/starts',
      label: 'licenses.starts',
      hint: 'licenses.starts_hint',
      required: true,
    },
    {
      kind: 'edge',
      edge: 'last',
      zone: ZONE,
      path: '/ends',
      label: 'licenses.ends',
      hint: 'licenses.ends_hint',
      required: true,
    },
  ];
}

function quotaFields(t: Translate): Field[] {
  const options = (list: string, values: string[]): Option[] =>
    values.map((value) => ({ value, label: t.word(list, value) }));
  return [
    {
      kind: 'number',
      path: '/quota/limit',
      label: 'licenses.quota.limit',
      hint: 'licenses.quota.limit_hint',
      min: 1,
    },
    {
      kind: 'select',
      path: '/quota/per',
      label: 'licenses.quota.per',
      needed: 'licenses.with_quota',
      options: options('per', ['day', 'month', 'term']),
    },
    {
      kind: 'select',
      path: '/quota/onExceed',
      label: 'licenses.quota.onExceed',
      needed: 'licenses.with_quota',
      options: options('beyond', ['refuse', 'overage']),
    },
  ];
}

function consentFields(): Field[] {
  const say = (name: string) => ({ path: `/consent/${name}`, label: label(`consent.${name}`) });
  return [
    { kind: 'text', ...say('reference'), hint: 'licenses.consent.reference_hint', required: true },
    { kind: 'text', ...say('signedBy'), required: true },
    { kind: 'day', ...say('signedOn'), required: true },
  ];
}
