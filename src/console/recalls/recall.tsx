/** One recall: what each title has done, what was seen of its pages, and how its partner was notified. */
import type { Child, FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { EntityLink, EntryTime, ReceivedIn, TitleName } from '../parts/entity.tsx';
import { AuthorizedLink, ButtonLink, Contact } from '../parts/link.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Badge, Breakable, Empty, Facts, Heading, Id, List, Note, Time } from '../parts/small.tsx';
import { Beneath, TableSection } from '../parts/table.tsx';
import { isReleasedHold, RecallState, Refused, Share, titleOf } from './list.tsx';

export type Details = Schema<'RecallDetails'>;
export type License = Details['licenses'][number];
type Article = Schema<'Article'>;
type Title = License['titles'][number];
type Step = Title['steps']['notified'] | null;
type Reading = Title['pages'][number]['readings'][number];

interface RecallProps {
  recall: Details;
  partners: Schema<'Partner'>[];
}

/** `current`: the article now. */
export const RecallPage: FC<RecallProps & { current: Article }> = ({ recall: stored, current, partners }) => {
  const { t, mayGo } = useView();
  const recall = isReleasedHold(stored) ? withoutDeadlines(stored) : stored;
  const { id, type, article, version, at, operator, notice, state, closed, holders, licenses, later } =
    recall;
  const [dueAt] = licenses.flatMap(({ dueAt }) => dueAt ?? []).sort();
  const late = licenses.filter((license) => license.overdueAt && license.state !== 'closed');
  const href = `/console/recalls/${id}`;
  const isOpen = state !== 'closed';
  return (
    <>
      <Heading title={titleOf(recall, t)}>
        {isOpen && mayGo(`${href}/read`) && (
          <form method="post" action={`${href}/read`}>
            <button type="submit">{t('recalls.read')}</button>
          </form>
        )}
        {isOpen && <ButtonLink href={`${href}/answer`} label="recalls.answer" />}
        {isOpen && <ButtonLink href={`${href}/close`} label="recalls.close" />}
        {closed && <ButtonLink href={`${href}/closure`} label="recalls.closure" />}
        <PrintButton />
      </Heading>
      {state === 'overdue' && (
        <Note tone="bad">
          <p>
            {t('recalls.is_overdue', { count: holders.overdue })}{' '}
            {mayGo(`${href}/answer`) && t('recalls.overdue_do', { count: holders.overdue })}
          </p>
          <List
            items={late.map(({ license, partner }) => (
              <>
                <EntityLink id={license} />:{' '}
                {contactsOf(partners, partner)
                  .slice(0, 1)
                  .map((contact) => (
                    <Contact partner={partner} contact={contact} />
                  ))}
              </>
            ))}
          />
        </Note>
      )}
      {closed && <Closed closed={closed} recall={recall} />}
      <Facts
        rows={[
          ['recalls.article', <EntityLink id={article} version={version} copy />],
          ['recalls.version', version],
          ['recalls.type', t.word('event', type)],
          ['recalls.at', <Time at={at} precise />],
          ['recalls.by', operator && <EntityLink id={operator} />],
          ['articles.notice', notice],
          ['recalls.replacement', replacementIn(recall, current, t)],
          ['recalls.state', <RecallState recall={recall} />],
          [
            'recalls.licenses_acknowledged',
            <>
              <Share recall={recall} count={holders.acknowledged} all={holders.notified} />{' '}
              <Refused recall={recall} />
            </>,
          ],
          ['recalls.licenses_done', <Share recall={recall} count={holders.done} all={holders.notified} />],
          ['recalls.due', dueAt && <Time at={dueAt} />],
          ['recalls.id', <Id id={id} />],
        ]}
      />
      <Titles recall={recall} partners={partners} />
      <Pages licenses={licenses} />
      {later.length > 0 && <Later later={later} />}
      <Attempts licenses={licenses} />
    </>
  );
};

/** What takes the place of the recalled copies: a version, another article or nothing. */
function replacementIn({ type, version }: Details, current: Article, t: Translate): Child {
  const { id, pubStatus, substitute, versions } = current;
  if (type === 'article.corrected') {
    const [, before] = versions.slice(versions.findIndex((row) => row.version === version));
    const links = [version, before?.version ?? ''].map((version) => (
      <AuthorizedLink href={`/console/articles/${id}/look?${new URLSearchParams({ version })}`}>
        {t('entry.version', { version })}
      </AuthorizedLink>
    ));
    return before && t.rich('recalls.replaces', { version: links[0], before: links[1] });
  }
  if (substitute) return <EntityLink id={substitute} copy />;
  return pubStatus !== 'usable' && t(`recalls.replaced_${pubStatus}`);
}

const withoutDeadlines = (recall: Details): Details => ({
  ...recall,
  licenses: recall.licenses.map((license) => ({ ...license, dueAt: null, overdueAt: null })),
});

/** Undefined alone for a partner without a contact; empty if the partner was not loaded. */
const contactsOf = (partners: Schema<'Partner'>[], id: string | null) => {
  const partner = partners.find((candidate) => candidate.id === id);
  const contacts = [partner?.recallContact, partner?.contact].filter((text) => text !== undefined);
  return partner && contacts.length === 0 ? [undefined] : contacts;
};

const Closed: FC<{ closed: NonNullable<Details['closed']>; recall: Details }> = ({ closed, recall }) => {
  const { t } = useView();
  const { at, how, operator, note, open } = closed;
  const { article, later } = recall;
  const isReleased = isReleasedHold(recall);
  return (
    <Note tone={isReleased || open === 0 ? 'good' : 'warn'}>
      <p>
        {t.rich(`recalls.closed_${isReleased ? 'released' : how}`, {
          at: <Time at={at} />,
          operator: operator ? <EntityLink id={operator} /> : '–',
        })}{' '}
        {how === 'superseded' && (
          <a href={`/console/recalls?state=all&article=${article}`}>{t('recalls.all_of')}</a>
        )}{' '}
        {open > 0 && !isReleased && t('recalls.left_open', { count: open })}
      </p>
      {note && <blockquote dir="auto">{note}</blockquote>}
      {later.length > 0 && <p>{t('recalls.came_later', { count: later.length })}</p>}
    </Note>
  );
};

type TitleProps = { license: License; title: Title } & RecallProps;

const TitleCell: FC<TitleProps> = ({ license, title, recall, partners }) => {
  const contacts = contactsOf(partners, license.partner).map((contact) => (
    <Contact partner={license.partner} contact={contact} />
  ));
  const { id, delivery } = title;
  const within = delivery && delivery.article !== recall.article && <ReceivedIn {...delivery} />;
  return (
    <>
      <strong>
        <EntityLink id={license.license} />
      </strong>
      {[<TitleName license={license.license} title={id} />, within, ...contacts].map((line) => (
        <Beneath>{line}</Beneath>
      ))}
    </>
  );
};

/** `doneAt`: when it was done, as the partner states, instead of when it reported that. */
const StepTime: FC<{ step: Step; doneAt?: string | null | undefined }> = ({ step, doneAt }) =>
  step?.entry ? <EntryTime id={step.entry} at={doneAt ?? step.at} /> : <Time at={step?.at} />;

const laterStep = (label: string, step: Step) => step && [`${label} `, <StepTime step={step} />];

const Titles: FC<RecallProps> = ({ recall, partners }) => {
  const { t } = useView();
  const { type, closed, licenses } = recall;
  return (
    <TableSection
      title="recalls.titles"
      id="titles"
      lead={<p class="hint">{[t('recalls.titles_lead'), t('recalls.endpoint_means')].join(' ')}</p>}
      rows={licenses.flatMap((license) => license.titles.map((title) => ({ license, title })))}
      empty={<Empty text="recalls.no_holders" />}
      columns={[
        { label: 'recalls.titles', cell: (row) => <TitleCell {...row} {...{ recall, partners }} /> },
        {
          label: 'recalls.notified',
          cell: ({ title: { steps } }) => <StepTime step={steps.notified} />,
          beneath: ({ title: { steps } }) =>
            laterStep(t('recalls.received'), steps.received) ?? t('recalls.not_received'),
        },
        {
          label: 'recalls.acknowledged',
          cell: ({ title: { steps } }) => <StepTime step={steps.acknowledged ?? steps.refused} />,
          beneath: ({ license: { acknowledgement: report } }) =>
            report && (
              <>
                {[t.word('acknowledgement', report.state), report.note].filter(Boolean).join(': ')}
                {report.operator && ' '}
                {report.operator &&
                  t.rich('recalls.recorded_by', { operator: <EntityLink id={report.operator} /> })}
              </>
            ),
        },
        {
          label: type === 'article.corrected' ? 'recalls.corrected' : 'recalls.removed',
          cell: ({ license: { acknowledgement }, title: { steps } }) => (
            <StepTime step={steps.removed} doneAt={acknowledgement?.doneAt} />
          ),
          beneath: ({ license: { acknowledgement }, title: { steps } }) =>
            steps.removed &&
            acknowledgement?.doneAt &&
            t.rich('recalls.reported', { at: <Time at={steps.removed.at} /> }),
        },
        { label: 'recalls.seen', cell: ({ title: { steps } }) => <StepTime step={steps.seen} /> },
        {
          label: 'recalls.due',
          cell: ({ license: { dueAt, overdueAt, state } }) => [
            <Time at={dueAt} />,
            overdueAt && state !== 'closed' && [' ', <Badge list="recall_state" value="overdue" />],
          ],
          beneath: ({ title: { steps } }) =>
            laterStep(t('recalls.closed'), steps.closed) ??
            (closed && !isReleasedHold(recall) && t('recalls.not_done')),
        },
      ]}
    />
  );
};

function outcomeOf({ verdict, reason, found, blocks, status }: Reading, t: Translate): string {
  const answered = status === null ? [] : [t('recalls.status', { status: String(status) })];
  if (reason !== null)
    return [...(reason === 'status' ? [] : [t.word('unread', reason)]), ...answered].join(' · ');
  return verdict === 'gone' ? answered.join() : t('recalls.found', { found, count: blocks });
}

const Pages: FC<{ licenses: License[] }> = ({ licenses }) => {
  const { t } = useView();
  return (
    <TableSection
      title="recalls.pages"
      lead={<p class="hint">{t('recalls.pages_lead')}</p>}
      rows={licenses.flatMap((license) =>
        license.titles.flatMap((title) =>
          title.pages.map((page) => ({ license, title, page, last: page.readings[0] })),
        ),
      )}
      empty={<Empty text="recalls.no_pages" />}
      columns={[
        {
          label: 'recalls.page',
          cell: ({ page: { url } }) => (
            <a href={url} rel="noreferrer nofollow">
              <Breakable text={url} />
            </a>
          ),
          beneath: ({ license, title }) => (
            <>
              <TitleName license={license.license} title={title.id} /> · <EntityLink id={license.license} />
            </>
          ),
        },
        {
          label: 'recalls.verdict',
          cell: ({ last }) =>
            last ? (
              <Badge list="verdict" value={last.verdict} />
            ) : (
              <span class="soft">{t('recalls.unread')}</span>
            ),
          beneath: ({ last }) => last && outcomeOf(last, t),
        },
        {
          label: 'recalls.read_at',
          cell: ({ last }) => last && <EntryTime id={last.entry} at={last.at} />,
        },
        { label: 'recalls.next', cell: ({ page: { nextAt } }) => <Time at={nextAt} /> },
      ]}
    />
  );
};

const Later: FC<Pick<Details, 'later'>> = ({ later }) => {
  const { t } = useView();
  const inWords = ({ kind, state, verdict, withdrawnAt }: Details['later'][number]) => {
    if (kind === 'acknowledgement') return t.word('acknowledgement', state ?? '');
    if (kind === 'reading') return t.word('verdict', verdict ?? '');
    if (kind === 'notice') return t('recalls.notified');
    return t(withdrawnAt === null ? 'recalls.page_reported' : 'recalls.page_withdrawn');
  };
  return (
    <TableSection
      title="recalls.later"
      lead={<p class="hint">{t('recalls.later_lead')}</p>}
      rows={later}
      columns={[
        { label: 'recalls.at', cell: ({ entry, at }) => <EntryTime id={entry} at={at} precise /> },
        { label: 'reports.license', cell: ({ license }) => <EntityLink id={license} /> },
        {
          label: 'recalls.later_entry',
          cell: inWords,
          beneath: ({ url, note }) => (url ? <Breakable text={url} /> : note),
        },
      ]}
    />
  );
};

const Attempts: FC<{ licenses: License[] }> = ({ licenses }) => {
  const { t } = useView();
  return (
    <TableSection
      title="recalls.attempts"
      rows={licenses.flatMap(({ license, attempts }) => attempts.map((attempt) => ({ license, ...attempt })))}
      columns={[
        { label: 'reports.license', cell: ({ license }) => <EntityLink id={license} /> },
        { label: 'recalls.endpoint', cell: ({ url }) => <Breakable text={url} /> },
        { label: 'recalls.at', cell: ({ at }) => <Time at={at} precise /> },
        {
          label: 'recalls.result',
          cell: ({ result }) => (
            <Badge list="attempt" value={result} tone={result === 'delivered' ? 'good' : 'warn'} />
          ),
          beneath: ({ status, latencyMs: ms }) =>
            [status, t('recalls.latency', { ms })].filter(Boolean).join(' · '),
        },
        { label: 'recalls.next_attempt', cell: ({ nextAt }) => <Time at={nextAt} /> },
      ]}
    />
  );
};
