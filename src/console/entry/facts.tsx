/** Who, what, where and under which license, in the order in which one asks. */
import type { Child, FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import type { Names } from '../parts/parties.tsx';
import { Facts, Id, Time } from '../parts/small.tsx';
import { Named } from '../parts/to.tsx';

type Schemas = components['schemas'];
type Entry = Schemas['LedgerEntry'];
type Row = [MessageKey, Child | undefined];

interface FactsProps {
  entry: Entry;
  partner: string;
  names: Names;
  article: Schemas['Article'] | undefined;
}

/** The list of the log, narrowed. */
export const listOf = (query: Record<string, string>) => `/console/deliveries?${new URLSearchParams(query)}`;

export const EntryFacts: FC<FactsProps> = ({ entry, partner, names, article }) => {
  const { t } = useView();
  const { license, licenseVersion, index, id } = entry;
  const titles = names.get(license)?.titles ?? [];
  const title = 'title' in entry ? entry.title : null;
  return (
    <Facts
      rows={[
        ['deliveries.by.partner', <a href={listOf({ partner: entry.partner })}>{partner}</a>],
        ['deliveries.by.title', title && (titles.find((one) => one.id === title)?.name ?? title)],
        [
          'deliveries.by.license',
          <>
            <Named id={license} /> {t('entry.version', { version: String(licenseVersion) })}
          </>,
        ],
        ...('delivered' in entry ? rowsOfUse(entry, article, t) : noteRows(entry, t)),
        ['entry.place', t('entry.place_of', { index: String(index) })],
        ['entry.id', <Id of={id} />],
      ]}
    />
  );
};

type Translate = ReturnType<typeof useView>['t'];

function rowsOfUse(entry: Schemas['UseEntry'], article: Schemas['Article'] | undefined, t: Translate): Row[] {
  const {
    uri,
    version,
    sections,
    format,
    use,
    territory,
    channel,
    stated,
    narrowed,
    code,
    billable,
    key,
    decidedBy,
  } = entry;
  const word = (list: string, value: string | null) => (value === null ? undefined : t.word(list, value));
  return [
    [
      'deliveries.by.article',
      <>
        <a href={listOf({ article: entry.article })}>{article?.headline ?? uri}</a>{' '}
        <span class="soft">{t('entry.version', { version })}</span>
      </>,
    ],
    ['entry.uri', article?.headline && <code>{uri}</code>],
    ['deliveries.by.section', sections.join(', ')],
    ['deliveries.by.format', t.word('format', format)],
    ['deliveries.by.use', word('use', use) ?? t('entry.no_use')],
    ['deliveries.by.territory', territory ?? undefined],
    ['deliveries.by.channel', word('channel', channel)],
    ['entry.stated', stated && pairs(stated)],
    ['entry.narrowed', narrowed && pairs(narrowed)],
    ['deliveries.by.code', word('code', code)],
    ['entry.decided_by', <Id of={decidedBy} />],
    ['deliveries.units', t.number(billable)],
    ['deliveries.by.key', <a href={listOf({ key })}>{key}</a>],
  ];
}

const pairs = (values: object): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : value}`)
    .join('; ');

function noteRows(entry: Exclude<Entry, Schemas['UseEntry']>, t: Translate): Row[] {
  const by: Row = ['entry.reported_by', entry.key ?? entry.operator];
  switch (entry.kind) {
    case 'publication':
      return [
        [
          'deliveries.by.article',
          <a href={listOf({ article: entry.article })}>{entry.uri ?? entry.article}</a>,
        ],
        ['entry.published', <Time at={entry.publishedAt} />],
        ['entry.withdrawn', entry.withdrawnAt && <Time at={entry.withdrawnAt} />],
        ['entry.url', entry.url && <code>{entry.url}</code>],
        ['deliveries.by.channel', t.word('channel', entry.channel)],
        ['deliveries.by.territory', entry.territory ?? undefined],
        [
          'entry.delivery',
          entry.delivery && (
            <a href={`/console/deliveries/${encodeURIComponent(entry.delivery)}`}>{entry.delivery}</a>
          ),
        ],
        by,
      ];
    case 'declaration':
      return [
        ['entry.period', entry.period],
        ['entry.figure', `${t.word('figure', entry.figure)}: ${t.number(entry.value)} ${entry.unit ?? ''}`],
        by,
      ];
    case 'adjustment':
      return [
        [
          'entry.statement',
          <a href={`/console/statements/${encodeURIComponent(entry.statement)}`}>{entry.statement}</a>,
        ],
        ['deliveries.units', t.number(entry.units)],
        ['entry.reason', entry.reason],
        by,
      ];
    case 'external':
      return [
        ['deliveries.by.article', <a href={listOf({ article: entry.article })}>{entry.article}</a>],
        ['entry.door', t.word('door', entry.door)],
        ['entry.sent', <Time at={entry.sentAt} />],
        ['entry.note', entry.note ?? undefined],
        by,
      ];
  }
}
