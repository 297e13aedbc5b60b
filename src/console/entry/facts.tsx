/** Facts of an entry: who, what, where, and under which license. */
import type { Child, FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { operandIn } from '../frame/sentences.ts';
import { useView, type View } from '../frame/view.ts';
import { EntityLink, EntryLink, TitleName } from '../parts/entity.tsx';
import { AuthorizedLink } from '../parts/link.tsx';
import { DecidedBy } from '../parts/rules.tsx';
import { Facts, Id, Lines, Time } from '../parts/small.tsx';

type Entry = Schema<'LedgerEntry'>;
type Row = [MessageKey, Child | undefined];

export const logHref = (query: Record<string, string>) => `/console/deliveries?${new URLSearchParams(query)}`;

export const EntryFacts: FC<{ entry: Entry }> = ({ entry }) => {
  const view = useView();
  const { t } = view;
  const { partner, license, licenseVersion, index, id } = entry;
  const title = 'title' in entry ? entry.title : null;
  return (
    <Facts
      rows={[
        ['deliveries.by.partner', <EntityLink id={partner} href={logHref({ partner })} copy />],
        ['deliveries.by.title', title && <TitleName license={license} title={title} />],
        [
          'deliveries.by.license',
          <>
            <EntityLink id={license} copy /> {t('entry.version', { version: String(licenseVersion) })}
          </>,
        ],
        ...('delivered' in entry ? rowsOfUse(entry, view) : noteRows(entry, t)),
        ['entry.place', t('entry.place_of', { index: String(index) })],
        ['entry.id', <Id id={id} />],
      ]}
    />
  );
};

function rowsOfUse(entry: Schema<'UseEntry'>, view: View): Row[] {
  const { t } = view;
  const word = (list: string, value: string | null) => (value === null ? undefined : t.word(list, value));
  return [
    articleRow(entry.article, { version: entry.version, fallback: entry.uri }),
    ['entry.uri', <code>{entry.uri}</code>],
    ['deliveries.by.section', entry.sections.join(', ')],
    ['deliveries.by.format', t.word('format', entry.format)],
    ['deliveries.by.use', word('use', entry.use) ?? t('entry.no_use')],
    ['deliveries.by.territory', entry.territory && t.codeName('region', entry.territory)],
    ['deliveries.by.channel', word('channel', entry.channel)],
    ['entry.stated', entry.stated && pairs(entry.stated, 'operand', view)],
    ['entry.narrowed', entry.narrowed && pairs(entry.narrowed, 'narrowed', view)],
    ['deliveries.by.code', word('code', entry.code)],
    ['entry.decided_by', <DecidedBy rule={entry.decidedBy} copy />],
    ['deliveries.units', t.number(entry.billable)],
    ['deliveries.by.key', <EntityLink id={entry.key} href={logHref({ key: entry.key })} copy />],
  ];
}

const pairs = (values: object, list: string, view: View): string =>
  Object.entries(values)
    .map(([name, value]) => [
      view.t.word(list, name),
      [value].flat().map((fact) => operandIn(view, name, fact)),
    ])
    .map(([name, text]) => `${name}: ${text}`)
    .join('; ');

const articleRow = (id: string, named: { version?: string; fallback?: string } = {}): Row => [
  'deliveries.by.article',
  <>
    <EntityLink id={id} href={logHref({ article: id })} {...named} copy />{' '}
    {named.version && <span class="soft">{useView().t('entry.version', { version: named.version })}</span>}
  </>,
];

/** Nothing is looked for on a page that is gone, or could not be read. */
const isCompared = ({ verdict, reason }: Extract<Entry, { kind: 'reading' }>): boolean =>
  verdict !== 'gone' && reason === null;

const recallRow = (id: string | null): Row => [
  'entry.recall',
  id && <AuthorizedLink href={`/console/recalls/${id}`}>{useView().t('recalls.to')}</AuthorizedLink>,
];

function noteRows(entry: Exclude<Entry, Schema<'UseEntry'>>, t: Translate): Row[] {
  const reporter: Row = ['entry.reported_by', <EntityLink id={entry.key ?? entry.operator ?? ''} copy />];
  switch (entry.kind) {
    case 'publication':
      return [
        articleRow(entry.article, entry.uri === undefined ? {} : { fallback: entry.uri }),
        ['entry.published', <Time at={entry.publishedAt} />],
        ['entry.withdrawn', entry.withdrawnAt && <Time at={entry.withdrawnAt} />],
        ['entry.url', entry.url && <code>{entry.url}</code>],
        ['deliveries.by.channel', t.word('channel', entry.channel)],
        ['deliveries.by.territory', entry.territory && t.codeName('region', entry.territory)],
        ['entry.delivery', entry.delivery && <EntryLink id={entry.delivery} copy />],
        reporter,
      ];
    case 'declaration':
      return [
        ['entry.period', entry.period],
        ['entry.figure', `${t.word('figure', entry.figure)}: ${t.number(entry.value)} ${entry.unit ?? ''}`],
        reporter,
      ];
    case 'adjustment':
      return [
        ['entry.statement', <EntityLink id={entry.statement} copy />],
        ['deliveries.units', t.number(entry.units)],
        ['entry.reason', entry.reason],
        reporter,
      ];
    case 'external':
      return [
        articleRow(entry.article),
        ['entry.door', t.word('door', entry.door)],
        ['entry.sent', <Time at={entry.sentAt} />],
        ['entry.note', entry.note ?? undefined],
        reporter,
      ];
    case 'acknowledgement':
      return [
        ...(entry.article === null ? [] : [articleRow(entry.article)]),
        ['entry.event', t.word('event', entry.eventType)],
        ['entry.acknowledged', t.word('acknowledgement', entry.state)],
        ['entry.done_at', entry.doneAt && <Time at={entry.doneAt} />],
        ['entry.urls', entry.urls.length > 0 && <Lines texts={entry.urls} />],
        ['entry.note', entry.note ?? undefined],
        entry.endpoint ? ['entry.by_endpoint', <code>{entry.endpoint}</code>] : reporter,
      ];
    case 'notice':
      return [
        ...(entry.article === null ? [] : [articleRow(entry.article)]),
        ['entry.event', t.word('event', entry.eventType)],
        ['entry.due', entry.dueAt && <Time at={entry.dueAt} />],
        recallRow(entry.recall),
      ];
    case 'reading':
      return [
        articleRow(entry.article, entry.version === null ? {} : { version: entry.version }),
        ['entry.url', <code>{entry.url}</code>],
        ['entry.verdict', t.word('verdict', entry.verdict)],
        ['entry.reason', entry.reason === null ? undefined : t.word('unread', entry.reason)],
        [
          'entry.found',
          isCompared(entry) ? t('entry.found_of', { found: entry.found, blocks: entry.blocks }) : undefined,
        ],
        ['entry.status', entry.status ?? undefined],
        ['entry.read_at', <Time at={entry.readAt} />],
        ['entry.sha256', entry.sha256 && <code>{entry.sha256}</code>],
        recallRow(entry.recall),
      ];
  }
}
