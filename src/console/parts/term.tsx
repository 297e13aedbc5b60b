/** Start and end of a license as days in its own zone. */
import type { FC } from 'hono/jsx';
import { dayOf, type Edge, zoneOrUtc } from '../frame/contract-day.ts';
import { useView } from '../frame/view.ts';

interface TermDayProps {
  edge: Edge;
  /** ISO 8601 UTC; the end of a term is exclusive. */
  at: string;
  zone: string | undefined;
}

export const TermDay: FC<TermDayProps> = ({ edge, at, zone: timeZone }) => {
  const { t } = useView();
  const zone = zoneOrUtc(timeZone);
  const [date = '', time = ''] = dayOf(at, zone, edge).split('T');
  const day = date === '' ? at : t.date(`${date}T00:00:00Z`, { timeZone: 'UTC', dateStyle: 'medium' });
  return (
    <time class="zoned" datetime={at} title={`${at.replace('T', ' ').replace('Z', '')} UTC`}>
      {t(time ? `term.${edge}_time` : `term.${edge}`, { day, time, zone })}
    </time>
  );
};

/** In the zone of a license that the page knows by its id alone. */
export const LicenseDay: FC<Omit<TermDayProps, 'zone'> & { license: string }> = ({ license, ...day }) => (
  <TermDay zone={useView().names.get(license)?.timeZone} {...day} />
);
