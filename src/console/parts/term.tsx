/** When a license begins and ends, the same on every page: as days in its own zone. */
import type { FC } from 'hono/jsx';
import { dayOf, zoneOrUtc } from '../frame/contract-day.ts';
import { useView } from '../frame/view.ts';

type Zoned<Member extends string> = Record<Member, string> & { timeZone?: string | undefined };
type TermDayProps = { edge: 'first'; of: Zoned<'starts'> } | { edge: 'last'; of: Zoned<'ends'> };

export const TermDay: FC<TermDayProps> = (props) => {
  const { t } = useView();
  const { edge, of } = props;
  const zone = zoneOrUtc(of.timeZone);
  const iso = props.edge === 'first' ? props.of.starts : props.of.ends;
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

export const LastDay: FC<{ of: string; ends: string }> = ({ of, ends }) => (
  <TermDay of={{ ends, timeZone: useView().names.get(of)?.timeZone }} edge="last" />
);
