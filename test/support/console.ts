/** Visiting the console inside the test runtime, as a browser does: a cookie, pages, forms, and no script. */

import type { Role } from '../../src/ledger/types.ts';
import { BASE, operatorToken, request } from './gateway.ts';

/** What a browser says of a request that a page of ours makes. */
const OURS = { 'Sec-Fetch-Site': 'same-origin', Origin: BASE };

export interface Visitor {
  cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form: names may repeat. */
  post(path: string, form: [string, string][], headers?: Record<string, string>): Promise<Response>;
  /** The page's HTML; fails on any other status. */
  page(path: string, status?: number): Promise<string>;
}

/** A fresh operator of the role who has signed in. */
export async function visitor(role: Role): Promise<Visitor> {
  const token = await operatorToken(role);
  const opened = await request('/console/session', { method: 'POST', token, headers: OURS });
  if (opened.status !== 204) throw new Error(`No session: ${opened.status} ${await opened.text()}`);
  const cookie = (opened.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  const get = (path: string, headers: Record<string, string> = {}) =>
    request(path, { headers: { Cookie: cookie, ...headers } });
  return {
    cookie,
    get,
    post: (path, form, headers = {}) =>
      request(path, {
        method: 'POST',
        body: new URLSearchParams(form).toString(),
        headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded', ...OURS, ...headers },
      }),
    page: async (path, status = 200) => {
      const response = await get(path);
      const html = await response.text();
      if (response.status !== status) throw new Error(`GET ${path}: ${response.status} ${html}`);
      return html;
    },
  };
}
