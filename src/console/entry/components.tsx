/** Components that an entry delivered or withheld. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { DecidedBy } from '../parts/rules.tsx';
import { Empty } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';

type Entry = Schema<'UseEntry'>;
export const Components: FC<{ entry: Entry }> = ({ entry }) => {
  const { t } = useView();
  const { shown, withheld, kind } = entry;
  const type = (value: string | undefined) => value && t.word('component', value);
  return (
    <>
      {kind === 'delivery' && (
        <TableSection
          title={shown ? 'entry.shown' : 'entry.delivered'}
          id="delivered"
          rows={shown ?? entry.delivered}
          empty={<Empty text="entry.nothing_delivered" />}
          columns={[
            { label: 'entry.type', cell: (part) => type(part.type) },
            {
              label: 'entry.component',
              cell: ({ component, ...part }) => <EntityLink id={component} fallback={type(part.type)} copy />,
            },
            { label: 'deliveries.by.supplier', cell: ({ supplier }) => supplier },
            { label: 'entry.digest', cell: ({ digest }) => <code>{digest}</code> },
            {
              label: 'entry.billed',
              cell: ({ component }) =>
                t(entry.billed?.includes(component) ? 'entry.is_billed' : 'entry.not_billed'),
            },
          ]}
        />
      )}
      <TableSection
        title="entry.withheld"
        id="withheld"
        rows={withheld}
        columns={[
          { label: 'entry.type', cell: (part) => type(part.type) },
          {
            label: 'entry.component',
            cell: ({ component, ...part }) => <EntityLink id={component} fallback={type(part.type)} copy />,
          },
          { label: 'deliveries.by.code', cell: ({ code }) => t.word('code', code) },
          { label: 'entry.decided_by', cell: ({ decidedBy }) => <DecidedBy rule={decidedBy} /> },
        ]}
      />
    </>
  );
};
