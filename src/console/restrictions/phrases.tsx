/** Phrases that the desk has taught: the list, teaching one, withdrawing one. */
import type { FC } from 'hono/jsx';
import { MEANING_KEYS, meaningInProse } from '../../rights/index.ts';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Badge, Empty, Heading, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { Tabs } from './lists.tsx';

type Phrase = Schema<'Phrase'>;

/** Those that the phrasebook itself reads; in any other a phrase can be taught, too. */
const LANGUAGES = ['en', 'de', 'fr', 'es'];

export const PHRASE_FIELDS: Field[] = [
  {
    kind: 'text',
    path: '/phrase',
    label: 'restrictions.phrase',
    hint: 'restrictions.phrase_hint',
    required: true,
  },
  {
    kind: 'text',
    path: '/language',
    label: 'restrictions.language',
    hint: 'restrictions.language_hint',
    required: true,
    suggestions: LANGUAGES.map((value) => ({ value, label: '' })),
  },
  {
    kind: 'select',
    path: '/meaning',
    label: 'restrictions.meaning',
    hint: 'restrictions.meaning_hint',
    options: MEANING_KEYS.map((value) => ({ value, label: meaningInProse(value) })),
  },
  {
    kind: 'json',
    path: '/policy',
    label: 'restrictions.policy',
    hint: 'restrictions.phrase_policy_hint',
    lines: 8,
  },
];

export const PhrasesPage: FC<{ list: Page<Phrase> }> = ({ list: { items, next } }) => {
  const { t } = useView();
  const teach = (
    <a class="button primary" href="/console/restrictions/phrases/new">
      {t('restrictions.teach')}
    </a>
  );
  return (
    <>
      <Heading title={t('restrictions.title')} lead={t('restrictions.phrases_lead')}>
        {teach}
      </Heading>
      <Tabs here="phrases" />
      <Table
        caption={t('restrictions.phrases')}
        rows={items}
        empty={<Empty text="restrictions.no_phrases">{teach}</Empty>}
        columns={[
          { label: 'restrictions.phrase', cell: ({ phrase }) => <q>{phrase}</q> },
          { label: 'restrictions.language', cell: ({ language }) => language },
          { label: 'restrictions.meaning', cell: ({ prose }) => <span lang="en">{prose}</span> },
          { label: 'restrictions.state', cell: ({ status }) => <Badge list="status" value={status} /> },
          { label: 'restrictions.changed', cell: ({ updated }) => <Time at={updated} /> },
          {
            label: 'restrictions.act',
            cell: ({ id, status }) =>
              status === 'active' ? (
                <a href={`/console/restrictions/phrases/${id}/withdraw`}>{t('restrictions.withdraw')}</a>
              ) : (
                ''
              ),
          },
        ]}
      />
      <Pager next={next} />
    </>
  );
};

export const TeachPage: FC<{ state: FormState }> = ({ state }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('restrictions.teach')} lead={t('restrictions.teach_lead')} />
      <Form
        fields={PHRASE_FIELDS}
        state={state}
        submit="restrictions.teach"
        cancel="/console/restrictions/phrases"
      />
    </>
  );
};

export const WithdrawPhrasePage: FC<{ phrase: Phrase; state: FormState }> = ({ phrase, state }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('restrictions.phrase_withdraw')} />
      <Confirm
        name={phrase.phrase}
        state={state}
        submit="restrictions.withdraw"
        cancel="/console/restrictions/phrases"
      >
        <p>{t('restrictions.phrase_withdraw_what')}</p>
      </Confirm>
    </>
  );
};
