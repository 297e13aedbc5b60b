/** One finding: what the partner reports beside what the gateway has, and what is said of it. */
import type { Child, FC } from 'hono/jsx';
import { STATES } from '../../audit/reconciliation/types.ts';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { entryAt } from '../parts/entries.tsx';
import { LicenseName, type Names } from '../parts/parties.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Badge, Facts, Heading, Id, Section, Time } from '../parts/small.tsx';
import { mayGo } from '../parts/to.tsx';
import { FINDING_TONES, type Finding } from './pages.tsx';

export const sayFields = (t: Translate, not?: string): Field[] => [
  {
    kind: 'select',
    path: '/state',
    label: 'findings.say_state',
    options: STATES.filter((state) => state !== not).map((value) => ({
      value,
      label: t.word('finding_act', value),
    })),
    required: true,
  },
  {
    kind: 'area',
    path: '/note',
    label: 'findings.note',
    hint: 'findings.note_hint',
    lines: 3,
    // An open one may be opened again without a word.
    ...(not === 'open' ? { required: true } : { needed: 'findings.note_needed' as const }),
  },
];

export const FindingPage: FC<{ finding: Finding; names: Names; state: FormState }> = ({
  finding,
  names,
  state,
}) => {
  const { t } = useView();
  const { id, kind, license, article, sentence, message, evidence, note, operator, since, changed } = finding;
  return (
    <>
      <Heading title={t.word('discrepancy', kind)} lead={<Sentence message={message} text={sentence} />} />
      <Facts
        rows={[
          [
            'findings.state',
            <Badge list="finding_state" value={finding.state} tone={FINDING_TONES[finding.state]} />,
          ],
          [
            'reports.license',
            <LicenseName id={license} names={names} href={`/console/licenses/${license}`} />,
          ],
          ['findings.article', <Id of={article} href={`/console/articles/${article}`} />],
          ['findings.since', <Time at={since} />],
          ['findings.changed', <Time at={changed} />],
          ['findings.by', operator && <code>{operator}</code>],
          ['findings.note', note && (operator ? note : t('findings.settled_itself'))],
          ['findings.id', <Id of={id} />],
        ]}
      />
      <div class="columns">
        <Section title={t('findings.reported')}>
          <Side evidence={evidence} names={REPORTED} empty="findings.nothing_reported" />
        </Section>
        <Section title={t('findings.on_record')}>
          <Side
            evidence={evidence}
            names={Object.keys(evidence).filter((name) => !REPORTED.includes(name))}
            empty="findings.nothing_on_record"
          />
        </Section>
      </div>
      <Section title={t('findings.say')}>
        <Form fields={sayFields(t, finding.state)} state={state} submit="findings.say_do" />
      </Section>
    </>
  );
};

/** Of the evidence, what the partner has said. */
const REPORTED = [
  'publication',
  'title',
  'channel',
  'territory',
  'version',
  'url',
  'publishedAt',
  'withdrawnAt',
];

/** Names of evidence that the message files know. */
const LABELS: Record<string, MessageKey> = {
  publication: 'findings.publication',
  title: 'reports.title_of',
  channel: 'findings.channel',
  territory: 'findings.territory',
  version: 'reports.version',
  url: 'findings.url',
  publishedAt: 'findings.published',
  withdrawnAt: 'findings.withdrawn',
  firstDelivery: 'findings.first_delivery',
  deliveries: 'reports.deliveries',
  components: 'reports.components',
  rule: 'reports.rule',
  license: 'findings.license_version',
  change: 'findings.change',
  embargoedUntil: 'findings.embargoed',
  used: 'findings.used_version',
};

/** Parts of evidence that are called something; others speak for themselves, or are of the log alone. */
const PARTS: Record<string, MessageKey> = {
  version: 'reports.version',
  licenseVersion: 'reports.version',
  status: 'reports.status',
  starts: 'findings.starts',
  ends: 'findings.ends',
};
const UNTOLD = ['seq'];

const Side: FC<{ evidence: Record<string, unknown>; names: string[]; empty: MessageKey }> = ({
  evidence,
  names,
  empty,
}) => {
  const { t } = useView();
  const known = names.filter((name) => evidence[name] !== undefined && evidence[name] !== null);
  const open = known.flatMap((name): [MessageKey, Child][] => {
    const label = LABELS[name];
    return label ? [[label, <Value name={name} of={evidence[name]} />]] : [];
  });
  return open.length > 0 ? <Facts rows={open} /> : <p class="soft">{t(empty)}</p>;
};

/** Entries and times by what they look like; of an object, its parts in a row. */
const Value: FC<{ name: string; of: unknown }> = ({ name, of }) => {
  const view = useView();
  const { t } = view;
  if (Array.isArray(of))
    return (
      <>
        {of.map((one, place) => (
          <>
            {place > 0 && ', '}
            <Value name={name} of={one} />
          </>
        ))}
      </>
    );
  if (typeof of === 'object' && of !== null)
    return (
      <>
        {Object.entries(of)
          .filter(([part, one]) => one !== null && !UNTOLD.includes(part))
          .map(([part, one], place) => (
            <>
              {place > 0 && ' · '}
              {PARTS[part] && `${t(PARTS[part])} `}
              <Value name={part} of={one} />
            </>
          ))}
      </>
    );
  const text = String(of);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return <Time at={text} />;
  if (/^(dlv|rfs|pub|ext)_/.test(text))
    return <Id of={text} {...(mayGo(view, entryAt(text)) && { href: entryAt(text) })} />;
  if (/^https?:\/\//.test(text))
    return (
      <a href={text} rel="noreferrer nofollow">
        {text}
      </a>
    );
  // The lists whose words these are go by the same names.
  return <>{t.word(name, text)}</>;
};
