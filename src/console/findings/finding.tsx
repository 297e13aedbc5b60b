import type { Child, FC } from 'hono/jsx';
import { STATES } from '../../audit/reconciliation/types.ts';
import { logHref } from '../entry/facts.tsx';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import { isNamedId } from '../frame/entity-names.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { EntityLink, EntryLink, TitleName } from '../parts/entity.tsx';
import { Links } from '../parts/link.tsx';
import { DecidedBy } from '../parts/rules.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Badge, Facts, Heading, Id, Section, Time } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';
import { type Finding, FindingArticle } from './pages.tsx';

const { hinted } = fieldsIn('findings');

export const sayFields = (t: Translate, not?: string): Field[] => [
  {
    kind: 'select',
    ...hinted('say_state', '/state'),
    options: wordOptions(t, 'finding_act', STATES).filter(({ value }) => value !== not),
    required: true,
  },
  {
    ...{ kind: 'area', ...hinted('note'), lines: 3 },
    // Reopening needs no note.
    ...(not === 'open' ? { required: true } : { needed: 'findings.note_needed' as const }),
  },
];

export const FindingPage: FC<{ finding: Finding; state: FormState }> = ({ finding, state }) => {
  const { t } = useView();
  const { id, kind, license, partner, article, sentence, message, note, operator, since, changed } = finding;
  const { earlier = [] } = finding;
  return (
    <>
      <Heading title={t.word('discrepancy', kind)} lead={<Sentence message={message} text={sentence} />} />
      <Facts
        rows={[
          ['findings.state', <Badge list="finding_state" value={finding.state} />],
          ['reports.license', <EntityLink id={license} copy />],
          ['findings.article', <FindingArticle finding={finding} copy />],
          ['findings.since', <Time at={since} precise />],
          ['findings.changed', <Time at={changed} precise />],
          ['findings.by', operator && <EntityLink id={operator} copy />],
          ['findings.note', note && (operator ? note : t('findings.settled_itself'))],
          ['findings.id', <Id id={id} />],
        ]}
      />
      <div class="columns">
        <Section title={t('findings.reported')}>
          <Side finding={finding} labels={REPORTED} empty="findings.nothing_reported" />
        </Section>
        <Section title={t('findings.on_record')}>
          <Side finding={finding} labels={ON_RECORD} empty="findings.nothing_on_record" />
          {kind === 'published_without_delivery' && (
            <Links to={[['findings.refusals', logHref({ kind: 'refusal', article, partner })]]} />
          )}
        </Section>
      </div>
      <TableSection
        title="findings.earlier"
        id="earlier"
        rows={earlier.toReversed()}
        columns={[
          { label: 'findings.state', cell: ({ state }) => <Badge list="finding_state" value={state} /> },
          { label: 'findings.note', cell: ({ note }) => note },
          { label: 'findings.changed', cell: ({ changed }) => <Time at={changed} precise /> },
          { label: 'findings.by', cell: ({ operator }) => <EntityLink id={operator} /> },
        ]}
      />
      <Section title={t('findings.say')}>
        <Form fields={sayFields(t, finding.state)} state={state} submit="findings.say_do" />
      </Section>
    </>
  );
};

/** Labels of members of the evidence, in order. */
const REPORTED: Record<string, MessageKey> = {
  publication: 'findings.publication',
  title: 'reports.title_of',
  channel: 'findings.channel',
  territory: 'findings.territory',
  version: 'reports.version',
  url: 'findings.url',
  publishedAt: 'findings.published',
  withdrawnAt: 'findings.withdrawn',
};
const ON_RECORD: Record<string, MessageKey> = {
  firstDelivery: 'findings.first_delivery',
  deliveries: 'reports.deliveries',
  components: 'reports.components',
  rule: 'reports.rule',
  license: 'findings.license_version',
  change: 'findings.change',
  embargoedUntil: 'findings.embargoed',
  used: 'findings.used_version',
};

/** Labels of evidence members; others are shown without, or hidden. */
const PARTS: Record<string, MessageKey> = {
  version: 'reports.version',
  licenseVersion: 'reports.version',
  status: 'reports.status',
  starts: 'findings.starts',
  ends: 'findings.ends',
};
const UNTOLD = ['seq'];

type SideProps = { finding: Finding; labels: Record<string, MessageKey>; empty: MessageKey };

const Side: FC<SideProps> = ({ finding: { evidence, license }, labels, empty }) => {
  const rows = Object.entries(labels).map(([name, label]): [MessageKey, Child] => {
    const value = evidence[name] ?? null;
    if (value === null) return [label, null];
    if (name === 'title') return [label, <TitleName license={license} title={String(value)} />];
    return [label, <Value name={name} value={value} />];
  });
  if (rows.every(([, value]) => value === null)) return <p class="soft">{useView().t(empty)}</p>;
  return <Facts rows={rows} />;
};

/** Formats a value by its shape; objects as a row of members. */
const Value: FC<{ name: string; value: unknown }> = ({ name, value }) => {
  const { t } = useView();
  if (Array.isArray(value))
    return <>{value.map((item, index) => [index > 0 && ', ', <Value name={name} value={item} />])}</>;
  if (typeof value === 'object' && value !== null)
    return (
      <>
        {Object.entries(value)
          .filter(([name, member]) => member !== null && !UNTOLD.includes(name))
          .map(([name, member], index) => [
            index > 0 && ' · ',
            PARTS[name] && `${t(PARTS[name])} `,
            <Value name={name} value={member} />,
          ])}
      </>
    );
  const text = String(value);
  if (name === 'rule') return <DecidedBy rule={text} copy />;
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return <Time at={text} precise />;
  if (/^(dlv|rfs|pub|ext)_/.test(text)) return <EntryLink id={text} copy />;
  if (isNamedId(text)) return <EntityLink id={text} copy />;
  if (/^https?:\/\//.test(text))
    return (
      <a href={text} rel="noreferrer nofollow">
        {text}
      </a>
    );
  // Lists of words have the same names as evidence.
  return <>{t.word(name, text)}</>;
};
