/** `/console/restrictions/phrases`: phrases that the desk has added to the phrasebook. */
import { MEANING_KEYS } from '../../rights/index.ts';
import { type Field, fieldsIn } from '../forms/fields.ts';
import { byId } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { meaningName } from '../parts/rules.tsx';
import { Time } from '../parts/small.tsx';
import { statusColumn } from '../parts/table.tsx';
import { resourcePages } from '../resources/resource-pages.tsx';
import { policyInWords, ruleAt } from './in-words.ts';
import { Tabs } from './lists.tsx';

/** Languages of the built-in phrasebook; phrases may be in others too. */
const LANGUAGES = ['en', 'de', 'fr', 'es'];

const { hinted } = fieldsIn('restrictions');

const phraseFields = (t: Translate): Field[] => [
  { kind: 'text', ...hinted('phrase'), required: true },
  {
    kind: 'text',
    ...hinted('language'),
    required: true,
    textKind: 'language',
    suggestions: LANGUAGES.map((value) => ({ value, label: t.codeName('language', value) })),
  },
  {
    kind: 'select',
    ...hinted('meaning'),
    options: MEANING_KEYS.map((value) => ({ value, label: meaningName(value, t) ?? value })),
  },
  { kind: 'json', ...hinted('policy'), hint: 'restrictions.phrase_policy_hint', lines: 8, partAt: ruleAt },
];

export const phrasePages = resourcePages({
  name: 'phrases',
  path: '/restrictions/phrases',
  api: '/v1/admin/phrases',
  nameOf: ({ phrase }) => phrase,
  list: {
    top: <Tabs current="phrases" />,
    columns: (view) => [
      { label: 'restrictions.phrase', cell: ({ phrase }) => <q>{phrase}</q> },
      {
        label: 'restrictions.language',
        narrow: 'bare',
        cell: ({ language }) => view.t.codeName('language', language),
      },
      {
        label: 'restrictions.meaning',
        narrow: 'bare',
        cell: ({ meaning, policy, prose }) =>
          (meaning && meaningName(meaning, view.t)) ??
          (policy && policyInWords(policy, view)?.join('. ')) ?? <span lang="en">{prose}</span>,
      },
      statusColumn('restrictions.state'),
      { label: 'restrictions.changed', narrow: 'none', cell: ({ updated }) => <Time at={updated} /> },
      {
        label: 'restrictions.act',
        narrow: 'bare',
        cell: ({ id, status }) =>
          status === 'active' && (
            <a class="act" href={`/console/restrictions/phrases/${id}/withdraw`}>
              {view.t('restrictions.withdraw')}
            </a>
          ),
      },
    ],
  },
  create: {
    form: ({ var: { view } }) => ({ fields: phraseFields(view.t), lead: view.t('phrases.form_lead') }),
    done: 'phrase_taught',
  },
  actions: {
    withdraw: {
      label: 'phrases.withdraw',
      weight: 'final',
      effect: (_, { t }) => <p>{t('phrases.withdraw_means')}</p>,
      send: (api, id) => api.DELETE('/v1/admin/phrases/{id}', byId(id)),
      done: 'phrase_withdrawn',
    },
  },
});
