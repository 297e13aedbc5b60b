/** What went out, part by part, and what was kept back, with the reason. */
import type { FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import { useView } from '../frame/view.ts';
import { Empty, Section } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';

type Entry = components['schemas']['UseEntry'];

export const Components: FC<{ entry: Entry }> = ({ entry }) => {
  const { t } = useView();
  const { shown, withheld, kind } = entry;
  const type = (value: string | undefined) => (value === undefined ? '–' : t.word('component', value));
  return (
    <>
      {kind === 'delivery' && (
        <Section title={t(shown ? 'entry.shown' : 'entry.delivered')} id="delivered">
          <Table
            caption={t(shown ? 'entry.shown' : 'entry.delivered')}
            rows={shown ?? entry.delivered}
            empty={<Empty text="entry.nothing_delivered" />}
            columns={[
              { label: 'entry.type', cell: (part) => type(part.type) },
              { label: 'entry.component', cell: ({ component }) => <code>{component}</code> },
              { label: 'deliveries.by.supplier', cell: ({ supplier }) => supplier ?? '–' },
              { label: 'entry.digest', cell: ({ digest }) => <code>{digest}</code> },
              {
                label: 'entry.billed',
                cell: ({ component }) =>
                  t(entry.billed?.includes(component) ? 'entry.is_billed' : 'entry.not_billed'),
              },
            ]}
          />
        </Section>
      )}
      {withheld.length > 0 && (
        <Section title={t('entry.withheld')} id="withheld">
          <Table
            caption={t('entry.withheld')}
            rows={withheld}
            empty={null}
            columns={[
              { label: 'entry.type', cell: (part) => type(part.type) },
              { label: 'entry.component', cell: ({ component }) => <code>{component}</code> },
              { label: 'deliveries.by.code', cell: ({ code }) => t.word('code', code) },
              { label: 'entry.decided_by', cell: ({ decidedBy }) => <code>{decidedBy}</code> },
            ]}
          />
        </Section>
      )}
    </>
  );
};
