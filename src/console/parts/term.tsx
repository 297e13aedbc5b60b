/** Start and end of a license as days in its own zone. */
import type { FC } from 'hono/jsx';
import { dayOf, zoneOrUtc } from '../frame/contract-day.ts';
import { useView } from '../frame/view.ts';

type Zoned<Member extends string> = Record<Member, string> & { timeZone?: string | undefined };
type TermDayProps = { edge: 'first'; license: Zoned<'starts'> } | { edge: 'last'; license: Zoned<'ends'> };

export const TermDay: FC<TermDayProps> = (props) => {
  const { t } = useView();
  const { edge, license } = props;
  const zone = zoneOrUtc(license.timeZone);
  const iso = props.edge === 'first' ? props.license.starts : props.license.ends;
  const [date = '', time] = dayOf(iso, zone, edge).split('T');
  const day = date === '' ? iso : t.date(`${date}T00:00:00Z`, { timeZone: 'UTC', dateStyle: 'medium' });
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return (
    <time datetime={iso} title={`${iso.replace('T', ' ').replace('Z', '')} UTC`}>
      {time === undefined
        ? t(`term.${edge}`, { day, zone: city })
        : t(`term.${edge}_time`, { day, time, zone: city })}
    </time>
  );
};

export const LastDay: FC<{ license: string; ends: string }> = ({ license, ends }) => (
  <TermDay license={{ ends, timeZone: useView().names.get(license)?.timeZone }} edge="last" />
);
