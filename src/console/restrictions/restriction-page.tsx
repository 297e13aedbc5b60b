/** Restriction page with history, and its forms. */
import type { FC } from 'hono/jsx';
import { type Field, fieldsIn } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { FaultNote } from '../licenses/fault-note.tsx';
import { EntityLink } from '../parts/entity.tsx';
import { onceField } from '../parts/idempotency.ts';
import { ButtonLink } from '../parts/link.tsx';
import { Reading } from '../parts/reading.tsx';
import { Badge, Facts, Heading, Id, JsonDetails, Note, Submit, Time } from '../parts/small.tsx';
import { stateColumn, TableSection, withQuery } from '../parts/table.tsx';
import { countInWords, nameOf } from './decisions.tsx';
import { ruleAt } from './in-words.ts';
import { Decide, GENERAL_SCOPE, type Restriction, Subject, stateIn } from './restriction.tsx';

export const RestrictionPage: FC<{ restriction: Schema<'RestrictionWithHistory'> }> = ({ restriction }) => {
  const view = useView();
  const { t, url } = view;
  const { id, text, policy, reading, reviewed, status, source, warnings = [], versions } = restriction;
  const isActive = status === 'active';
  const state = stateIn(restriction);
  /** These words needed no review, although the phrasebook does not understand them. */
  const isDecidedBefore = (row: Partial<(typeof versions)[number]> = {}, changes = ['create']) =>
    reading?.complete === false && row.reviewed && row.text === text && changes.includes(row.change ?? '');
  return (
    <>
      <Heading title={nameOf(view, restriction)}>
        {isActive && reviewed && (
          <ButtonLink
            href={`${url.pathname}/correct`}
            label={source === 'desk' && text ? 'restrictions.change' : 'restrictions.correct'}
          />
        )}
        {isActive && <ButtonLink href={`${url.pathname}/withdraw`} label="restrictions.withdraw" />}
      </Heading>
      <Subject restriction={restriction} />
      {text && <blockquote dir="auto">{text}</blockquote>}
      {state !== 'released' && <Reading {...restriction} />}
      {isDecidedBefore(versions[0], ['create', 'text', 'reread']) && <p>{t('restrictions.read_before')}</p>}
      {isActive && !reviewed && <Decide restriction={restriction} from={url.pathname} />}
      <FaultNote title="restrictions.warnings" faults={warnings} document={restriction} />
      <Facts
        rows={[
          ['restrictions.state', <Badge list="restriction_state" value={state} />],
          ['restrictions.source', t.word('source', source)],
          ['restrictions.id', <Id id={id} />],
          ['restrictions.made', <Time at={restriction.created} />],
          ['restrictions.changed', <Time at={restriction.updated} />],
        ]}
      />
      {policy && <JsonDetails summary={t('restrictions.policy')} value={policy} />}
      <TableSection
        title="restrictions.history"
        rows={versions}
        columns={[
          { label: 'restrictions.version', number: (row) => row.version },
          { label: 'restrictions.at', cell: (row) => <Time at={row.at} /> },
          stateColumn('restrictions.state', stateIn, 'restriction_state'),
          {
            label: 'restrictions.what',
            cell: (row) =>
              t(isDecidedBefore(row) ? 'restrictions.did_before' : `restrictions.did_${row.change}`),
          },
          { label: 'restrictions.by', cell: (row) => <EntityLink id={row.operator} /> },
        ]}
      />
    </>
  );
};

const { hinted } = fieldsIn('restrictions');

const TEXT: Field = { kind: 'area', ...hinted('text'), required: true, partAt: ruleAt };
const POLICY: Field = { kind: 'json', ...hinted('policy'), lines: 14, required: true, partAt: ruleAt };
const SCOPE: Field = {
  kind: 'entity',
  ...hinted('scope'),
  required: true,
  kinds: ['article', 'component'],
  literal: GENERAL_SCOPE,
};

/** With `policy`, the form takes ODRL, otherwise text. */
export const fieldsOf = (policy: boolean, isNew: boolean): Field[] => [
  ...(isNew ? [SCOPE] : []),
  policy ? POLICY : TEXT,
];

export interface Wording {
  title: string;
  back: string;
  /** The original text that is interpreted. */
  wire?: string | undefined;
  /** Absent: it is new. */
  corrected?: Restriction;
  /** Restrictions with the same text that are saved together. */
  count?: number;
}

interface WordingProps extends Wording {
  fields: Field[];
  state: FormState;
  /** Reading of the typed text; null for a policy or empty text. */
  reading: Schema<'Reading'> | null;
}

export const WordingPage: FC<WordingProps> = (props) => {
  const { title, back, wire, corrected, count = 1, fields, state, reading } = props;
  const { t, url } = useView();
  const byWords = fields.includes(TEXT);
  const isNew = fields.includes(SCOPE);
  return (
    <>
      <Heading title={title}>
        <a href={withQuery(url, { by: byWords ? 'policy' : null })}>
          {t(byWords ? 'restrictions.by_policy' : 'restrictions.by_words')}
        </a>
      </Heading>
      {corrected && <Subject restriction={corrected} />}
      {corrected && count > 1 && (
        <Note tone="warn">
          {t('restrictions.saves_all', { things: countInWords([corrected], t, count) })}
        </Note>
      )}
      {wire && <blockquote dir="auto">{wire}</blockquote>}
      {wire && byWords && <p>{t('restrictions.meaning_of')}</p>}
      <Form
        fields={fields}
        state={state}
        submit={isNew ? 'restrictions.make' : 'restrictions.put_right'}
        cancel={back}
        hidden={isNew ? onceField(state) : {}}
      >
        {byWords && <Live reading={reading} />}
      </Form>
    </>
  );
};

export const READING_BUTTON = '_read';

const Live: FC<{ reading: Schema<'Reading'> | null }> = ({ reading }) => {
  const { t, url } = useView();
  return (
    <div
      id="reading"
      tabindex={-1}
      class="live"
      aria-live="polite"
      hx-post={`${url.pathname}${url.search}`}
      hx-trigger="input delay:400ms from:closest form"
      hx-vals={JSON.stringify({ [READING_BUTTON]: 'true' })}
      hx-select="#reading"
      hx-swap="outerHTML ignoreTitle:true"
      hx-sync="this:replace"
    >
      <h2>{t('restrictions.reading')}</h2>
      {reading ? (
        <>
          <Reading reading={reading} {...reading} />
          <p>{t(verdictOf(reading))}</p>
        </>
      ) : (
        <p class="soft">{t('restrictions.reading_hint')}</p>
      )}
      <Submit text={t('restrictions.read')} name={READING_BUTTON} value="true" formaction="#reading" />
    </div>
  );
};

function verdictOf({ complete, confirmed, policy, unaccounted }: Schema<'Reading'>): MessageKey {
  if (complete) return 'restrictions.read_whole';
  if (confirmed) return policy ? 'restrictions.read_decided' : 'restrictions.read_released';
  return unaccounted.length === 0 ? 'restrictions.read_open' : 'restrictions.read_part';
}
