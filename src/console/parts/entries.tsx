/** Maps links of the API to pages of the console. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { mayGo } from './link.tsx';

const LIST = '/v1/audit/deliveries';

function entriesAt(href: string): string {
  return href.startsWith(LIST) ? `/console/deliveries${href.slice(LIST.length)}` : href;
}

export const Count: FC<{ value: number | undefined; href?: string | undefined }> = ({ value = 0, href }) => {
  const view = useView();
  const text = view.t.number(value);
  const isLinked = href !== undefined && value !== 0 && mayGo(view, '/console/deliveries');
  return isLinked ? <a href={entriesAt(href)}>{text}</a> : <>{text}</>;
};
