/** Differences found by a replay: in words, as numbers, and with example entries. */
import type { FC } from 'hono/jsx';
import { idOf } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { FaultNote } from '../licenses/fault-note.tsx';
import { EntityLink, EntryTime, TitleName } from '../parts/entity.tsx';
import { AbsentMonths } from '../parts/list-tools.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Note } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';
import { TEXTS } from './fields.ts';

type Answer = Schema<'ReplayAnswer'>;

/** `permit`, or the code of a refusal. */
const outcome = (t: Translate, code: string) =>
  code === 'permit' ? t.word('outcome', code) : t.word('code', code);

const sum = <R,>(rows: R[], select: (row: R) => number) =>
  rows.reduce((total, row) => total + select(row), 0);

/** `unread`: texts that would await review. */
export const ReplayResult: FC<{ answer: Answer; unread: string[] }> = ({ answer, unread }) => {
  const { t } = useView();
  const { totals, archived, warnings = [] } = answer;
  const { entries, same, changed, components, units, notDecided, quotaNotApplied, examples } = totals;
  const [added, dropped] = [sum(units, (row) => row.added), sum(units, (row) => row.dropped)];
  const quoted = unread.map((text) => t('licenses.say.quoted', { text }));
  const lessWord = components.every(({ to }) => to !== 'permit') && t.word('outcome', 'in_part');
  const simulated = ({ from, to }: { from: string; to: string }) => {
    if (from !== to) return outcome(t, to);
    return (to === 'permit' && lessWord) || t('replay.other_types', { outcome: outcome(t, to) });
  };
  return (
    <>
      <h2>{t('replay.result')}</h2>
      {unread.length > 0 && (
        <Note tone="warn" title={t('replay.unread', { count: unread.length, texts: t.list(quoted) })}>
          <p>
            {t('replay.unread_hint')} <a href={`#${idOf(TEXTS)}`}>{t('replay.unread_change')}</a>
          </p>
        </Note>
      )}
      <p class="answer">{t('replay.said', { entries, same, otherwise: entries - same })}</p>
      <p>{added + dropped === 0 ? t('replay.same_bill') : t('replay.other_bill', { added, dropped })}</p>
      {quotaNotApplied > 0 && <p>{t('replay.quota_left_out', { count: quotaNotApplied })}</p>}
      <Undecided rows={notDecided} />
      <AbsentMonths archived={archived} />
      <FaultNote faults={warnings.filter(({ path }) => !path.endsWith('/text'))} />
      <TableSection
        title="replay.changed"
        rows={changed}
        columns={[
          { label: 'replay.was', cell: (row) => outcome(t, row.from) },
          { label: 'replay.would_be', cell: (row) => simulated(row) },
          { label: 'reports.entries', number: (row) => row.entries, total: 'sum' },
        ]}
      />
      <TableSection
        title="replay.examples"
        rows={examples}
        columns={[
          { label: 'replay.entry', cell: (row) => <EntryTime id={row.entry} at={row.at} precise /> },
          { label: 'reports.license', cell: (row) => <EntityLink id={row.license} /> },
          { label: 'replay.was', cell: (row) => outcome(t, row.from) },
          { label: 'replay.would_be', cell: (row) => simulated(row) },
          { label: 'replay.why', cell: (row) => <Sentence message={row.message} text={row.sentence} /> },
        ]}
      >
        <p class="hint">{t('replay.examples_hint')}</p>
      </TableSection>
      <div class="columns">
        <TableSection
          title="replay.by_component"
          rows={components}
          columns={[
            { label: 'replay.component', cell: (row) => t.word('component', row.type) },
            { label: 'replay.was', cell: (row) => outcome(t, row.from) },
            { label: 'replay.would_be', cell: (row) => outcome(t, row.to) },
            { label: 'reports.components', number: (row) => row.components },
          ]}
        />
        <TableSection
          title="replay.on_bill"
          rows={units}
          columns={[
            { label: 'reports.license', cell: (row) => <EntityLink id={row.license} /> },
            {
              label: 'reports.title_of',
              cell: (row) => <TitleName {...row} none={t('reports.none_stated')} />,
            },
            { label: 'replay.added', number: (row) => row.added, total: added },
            { label: 'replay.dropped', number: (row) => row.dropped, total: dropped },
          ]}
        />
      </div>
    </>
  );
};

export const Undecided: FC<{ rows: { reason: string; entries: number }[] }> = ({ rows }) => {
  const { t } = useView();
  return (
    <>
      {rows.map(({ reason, entries }) => (
        <p>
          {t('replay.undecided', { count: entries })} <code>{reason}</code>
        </p>
      ))}
    </>
  );
};
