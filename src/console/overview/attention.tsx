import type { Child, FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import type { Health } from '../health/health.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Contact } from '../parts/link.tsx';
import { periodName } from '../parts/period-choices.ts';
import { QuotaWords, toneOf } from '../parts/quota.tsx';
import { Empty, Section, Time } from '../parts/small.tsx';
import { LicenseDay } from '../parts/term.tsx';
import { type Recall, nameOf as recallName } from '../recalls/list.tsx';
import type { Overview } from './page.tsx';

/** The API's limit of counts. */
const COUNTED_MAX = 1_000;

interface Row {
  tone: 'warn' | 'bad';
  text: Child;
  action: MessageKey;
  href: string;
}

export const Attention: FC<{ overview: Overview; health: Health | null }> = ({ overview, health }) => {
  const { t, mayGo } = useView();
  const rows = [
    ...useRecalls(overview),
    ...useQuotas(overview),
    ...useDesk(overview.desk),
    ...useShared(overview, health),
  ].flatMap((row) => (row && mayGo(row.href) ? row : []));
  return (
    <Section title={t('overview.attention')} id="attention">
      {!overview.quotas.complete && <p class="soft">{t('overview.quotas_unknown')}</p>}
      {rows.length === 0 ? (
        <Empty text="overview.attention_none" />
      ) : (
        <ul class="attention">
          {rows.map(({ tone, text, action, href }) => (
            <li class={tone}>
              <span>{text}</span> <a href={href}>{t(action)}</a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};

const nameOf = ({ partner, reference }: Pick<Overview['quotas']['items'][number], 'partner' | 'reference'>) =>
  [partner.name, reference].filter(Boolean).join(' · ') || partner.id;

/** Says how many there are in all, unless all of them are listed. */
function countRow(
  { count, items = [], period = '' }: { count: number; items?: unknown[]; period?: string },
  ...[key, action, href]: [text: MessageKey, action: MessageKey, href: string]
): Row[] {
  const { t } = useView();
  const number = count < COUNTED_MAX ? t.number(count) : t('overview.or_more', { number: count });
  const text = t(key, { count, period }).replace(t.number(count), number);
  return count > items.length ? [{ tone: 'warn', text, action, href }] : [];
}

function useRecalls({ recalls, openRecalls }: Overview): Row[] {
  const { t, mayGo } = useView();
  const rowOf = (recall: Overview['recalls']['items'][number]): Row => {
    const { id, holders, toCall: count, calls, dueAt } = recall;
    const mayCall = count > 0 && mayGo(`/console/recalls/${id}/answer`);
    const { refused, overdue, notified } = holders;
    const figure = refused > 0 ? 'refused' : overdue > 0 ? 'overdue' : 'acknowledged';
    const names = { article: recallName(recall), change: t.word('event', recall.type) };
    return {
      tone: figure === 'acknowledged' ? 'warn' : 'bad',
      text: (
        <>
          {t(`overview.recall_${figure}`, { ...names, number: holders[figure], count: notified })}
          {refused > 0 && overdue > 0 && ` ${t('overview.recall_late', { count: overdue })}`}
          {count > 0 && ` ${t('overview.recall_unreached', { count })} `}
          {mayCall &&
            (overdue > 0 || dueAt === null
              ? t('overview.recall_call')
              : t.rich('overview.recall_call_by', { at: <Time at={dueAt} /> }))}
          {(mayCall ? calls : []).map(({ partner, contact }, index) => [
            index > 0 ? '; ' : ' ',
            <EntityLink id={partner} />,
            ': ',
            <Contact partner={partner} contact={contact} />,
          ])}
          {mayCall &&
            count > calls.length &&
            `; ${t('decisions.listed_more', { count: count - calls.length })}`}
        </>
      ),
      action: 'overview.recall_do',
      href: `/console/recalls/${id}`,
    };
  };
  const further = (list: Overview['recalls'], state: 'overdue' | 'open') =>
    countRow(list, `overview.recalls_${state}`, 'overview.all', `/console/recalls?state=${state}`);
  const isRefused = ({ holders }: Recall) => Number(holders.refused > 0);
  return [
    ...[...recalls.items, ...openRecalls.items].sort((a, b) => isRefused(b) - isRefused(a)).map(rowOf),
    ...further(recalls, 'overdue'),
    ...further(openRecalls, 'open'),
  ];
}

function useQuotas({ quotas }: Overview): Row[] {
  return [
    ...quotas.items.map(
      (line): Row => ({
        tone: toneOf(line) === 'bad' ? 'bad' : 'warn',
        text: [<strong>{nameOf(line)}</strong>, ' ', <QuotaWords quota={line} />],
        action: 'overview.license_do',
        href: `/console/licenses/${line.license}`,
      }),
    ),
    ...countRow(quotas, 'overview.quotas_all', 'overview.usage_do', '/console/reports/usage'),
  ];
}

function useDesk(desk: Overview['desk']): Row[] {
  const { t } = useView();
  if (!desk) return [];
  const { unreviewed, held, ending, keys } = desk;
  return [
    ...countRow({ count: held }, 'overview.held', 'overview.all', '/console/articles?state=withheld'),
    ...countRow(
      { count: unreviewed.count },
      'overview.reviews',
      'overview.review_do',
      '/console/restrictions',
    ),
    ...ending.items.map(
      (line): Row => ({
        tone: 'warn',
        text: (
          <>
            <strong>{nameOf(line)}</strong>{' '}
            {t.rich('overview.ends', {
              at: <LicenseDay license={line.license} at={line.ends} edge="last" />,
            })}
          </>
        ),
        action: 'overview.renew_do',
        href: `/console/licenses/${line.license}/renew`,
      }),
    ),
    ...countRow(ending, 'overview.ending_all', 'overview.all', '/console/licenses?status=active&ending=60'),
    ...keys.items.map((line): Row => {
      const { key, name, partner, expires, lastUsed, concern } = line;
      const values = { name, partner: partner.name ?? partner.id };
      return {
        tone: 'warn',
        text:
          concern === 'expiring'
            ? t.rich('overview.key_expires', { ...values, at: <Time at={expires} day /> })
            : lastUsed === null
              ? t('overview.key_unused', values)
              : t.rich('overview.key_silent', { ...values, at: <Time at={lastUsed} day /> }),
        action: concern === 'expiring' ? 'overview.rotate_do' : 'overview.key_do',
        href: `/console/keys/${key}${concern === 'expiring' ? '/rotate' : ''}`,
      };
    }),
    ...countRow(keys, 'overview.keys_all', 'overview.keys_do', '/console/keys'),
  ];
}

function useShared({ findings, statements, desk }: Overview, health: Health | null): (Row | false)[] {
  const { t } = useView();
  return [
    ...countRow(
      { count: findings.count },
      'overview.discrepancies',
      'overview.findings_do',
      '/console/findings?state=open',
    ),
    ...(['due', 'older'] as const).flatMap((name) => {
      const row = { count: desk ? 0 : statements[name], period: periodName(statements.period, t) };
      return countRow(row, `overview.statements_${name}`, 'overview.statements_do', '/console/statements');
    }),
    health?.status !== 'ok' && {
      tone: 'bad',
      text: t(health ? 'overview.health_bad' : 'health.unknown'),
      action: 'overview.health_do',
      href: '/console/health',
    },
  ];
}
