/** Visiting the console inside the test runtime, as a browser does: a cookie, pages, forms, and no script. */

import type { Role } from '../../src/ledger/types.ts';
import { type Asking, BASE, request } from './gateway.ts';
import { signedInAs } from './sessions.ts';

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

/** A fresh operator of the role who has signed in. `ask`: see `visitorWith`. */
export async function visitor(role: Role, ask?: Asking): Promise<Visitor> {
  return visitorWith(await signedInAs(role), ask);
}

/** Whose browser has this cookie. `ask`: of a gateway whose connections are broken. */
export function visitorWith(cookie: string, ask: Asking = request): Visitor {
  const get = (path: string, headers: Record<string, string> = {}) =>
    ask(path, { headers: { Cookie: cookie, ...headers } });
  return {
    cookie,
    get,
    post: (path, form, headers = {}) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(form).toString(),
        headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded', ...OURS, ...headers },
      }),
    page: async (path, status = 200) => {
      const response = await get(path, OURS);
      const html = await response.text();
      if (response.status !== status) throw new Error(`GET ${path}: ${response.status} ${html}`);
      return html;
    },
  };
}
