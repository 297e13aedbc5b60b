/** Where an article stands: its status, and whether its embargo is still to be kept. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Badge } from '../parts/small.tsx';

interface Stated {
  pubStatus: 'usable' | 'withheld' | 'canceled';
  embargoedUntil?: string;
}

export const isEmbargoed = ({ pubStatus, embargoedUntil }: Stated, now: number): boolean =>
  pubStatus !== 'canceled' && embargoedUntil !== undefined && Date.parse(embargoedUntil) > now;

export const State: FC<{ of: Stated }> = ({ of }) => {
  const { now } = useView();
  if (of.pubStatus === 'usable' && isEmbargoed(of, now))
    return <Badge list="status" value="embargoed" tone="warn" />;
  return <Badge list="status" value={of.pubStatus} />;
};
