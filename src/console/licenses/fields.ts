/** What is asked of a license's terms, in the order in which an agreement is made: who, what, how, where, when, for what in return. */
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import type { Field, Option } from '../forms/fields.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
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

export interface Choices {
  titles: Option[];
  products: Option[];
  /** Of the license as it is, so that nothing of it is lost in the form. */
  terms?: Draft;
  t: Translate;
}

const label = (name: string) => `licenses.${name}` as MessageKey;

function group(name: string, fields: Field[]): Field {
  return {
    kind: 'group',
    path: `/${name}`,
    label: label(`group.${name}`),
    hint: label(`group.${name}_hint`),
    fields,
  };
}

export function termsFields(choices: Choices): Field[] {
  const { titles, products, t } = choices;
  const closed = (list: string, values: readonly string[]): Option[] =>
    values.map((value) => ({ value, label: t.word(list, value) }));
  const isByPolicy = choices.terms?.policy !== undefined;
  const acts = closed('act', [...new Set([...COMMON_ACTS, ...(choices.terms?.uses ?? [])])]);
  const components = closed('component', COMPONENT_TYPES);
  const channels = closed('channel', CHANNELS);
  const say = (name: string) => ({ path: `/${name.replace('.', '/')}`, label: label(name) });
  const hinted = (name: string) => ({ ...say(name), hint: label(`${name}_hint`) });

  const what: Field[] = [
    { kind: 'checks', ...hinted('titles'), options: titles },
    { kind: 'checks', ...say('products'), options: products, required: true },
  ];
  const named: Field[] = [
    group('acts', [
      { kind: 'checks', ...say('components'), options: components, required: true },
      { kind: 'checks', ...say('uses'), options: acts, required: true },
      { kind: 'lines', path: MORE_USES, label: label('moreUses'), hint: label('moreUses_hint') },
      { kind: 'checks', ...hinted('alterations'), options: closed('alteration', ALTERATIONS) },
    ]),
    group('where', [
      { kind: 'checks', ...say('channels'), options: channels, required: true },
      { kind: 'lines', ...hinted('territories'), required: true, as: 'territory' },
      { kind: 'select', ...hinted('territoryBasis'), options: closed('basis', ['market', 'audience']) },
      { kind: 'lines', whole: true, ...hinted('purposes') },
      { kind: 'lines', ...hinted('languages'), as: 'language' },
    ]),
  ];
  const byPolicy: Field[] = [
    group('policy', [
      { kind: 'json', ...hinted('policy'), lines: 16, required: true },
      { kind: 'select', ...hinted('territoryBasis'), options: closed('basis', ['market', 'audience']) },
    ]),
  ];
  const afterTerm: Field[] = [
    { kind: 'select', ...say('afterTerm.keep'), options: closed('keep', ['none', 'published', 'all']) },
    { kind: 'number', ...say('afterTerm.deleteWithinDays'), min: 0, needed: 'licenses.with_keep' },
  ];
  const term: Field[] = [
    ...termFields(),
    { kind: 'text', ...hinted('timeZone'), as: 'zone' },
    { kind: 'flag', ...say('advance') },
    ...(isByPolicy
      ? []
      : [
          { kind: 'number', ...hinted('onlineDays'), min: 1 } satisfies Field,
          { kind: 'number', ...hinted('retentionDays'), min: 1 } satisfies Field,
        ]),
    ...afterTerm,
  ];
  const credit: Field[] = [
    { kind: 'text', ...say('credit.line') },
    { kind: 'flag', ...say('credit.byline') },
  ];
  const exclusive: Field[] = [
    { kind: 'flag', path: IS_EXCLUSIVE, label: label('isExclusive'), hint: label('isExclusive_hint') },
    { kind: 'checks', ...say('exclusivity.uses'), options: acts },
    { kind: 'checks', ...say('exclusivity.components'), options: components },
    { kind: 'checks', ...say('exclusivity.channels'), options: channels },
    { kind: 'lines', ...say('exclusivity.territories'), as: 'territory' },
    { kind: 'instant', ...say('exclusivity.from') },
    { kind: 'instant', ...say('exclusivity.until') },
    { kind: 'number', ...hinted('exclusivity.firstHours'), min: 1 },
  ];
  return [
    group('what', what),
    ...(isByPolicy ? byPolicy : named),
    group('term', term),
    group('return', [
      ...(isByPolicy ? [] : credit),
      { kind: 'flag', ...say('fullTextFeed') },
      ...quotaFields(t),
      { kind: 'number', ...say('minimum.units'), min: 1 },
      {
        kind: 'select',
        ...say('minimum.per'),
        needed: 'licenses.with_minimum',
        options: closed('per', ['month', 'term']),
      },
      { kind: 'number', ...hinted('reporting.withinDays'), min: 1 },
    ]),
    group('exclusivity', exclusive),
    group('consent', [...consentFields(), { kind: 'area', ...hinted('sublicensing'), lines: 3 }]),
  ];
}

/** What a renewal asks for: the next term, its quota, and the consent that it rests on. */
export function renewalFields(t: Translate): Field[] {
  return [
    group('term', termFields()),
    { kind: 'group', path: '/quota', label: 'licenses.quota', fields: quotaFields(t) },
    group('consent', consentFields()),
  ];
}

function termFields(): Field[] {
  return [
    {
      kind: 'instant',
      path: '/starts',
      label: 'licenses.starts',
      hint: 'licenses.starts_hint',
      required: true,
    },
    { kind: 'instant', path: '/ends', label: 'licenses.ends', hint: 'licenses.ends_hint', required: true },
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
    { kind: 'text', ...say('documentDigest'), hint: 'licenses.consent.documentDigest_hint', as: 'hex' },
  ];
}
