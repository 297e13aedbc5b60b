/** From what the API says of entries of the log to the pages that show them. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { mayGo } from './to.tsx';

const LIST = '/v1/audit/deliveries';

/** The API's link to a list of entries, as a page. */
export function entriesAt(href: string): string {
  return href.startsWith(LIST) ? `/console/deliveries${href.slice(LIST.length)}` : href;
}

/** A number of entries, with the way to them for those who may go it. */
export const Count: FC<{ of: number | undefined; href?: string | undefined }> = ({ of = 0, href }) => {
  const view = useView();
  const text = view.t.number(of);
  const isLinked = href !== undefined && of !== 0 && mayGo(view, '/console/deliveries');
  return isLinked ? <a href={entriesAt(href)}>{text}</a> : <>{text}</>;
};
