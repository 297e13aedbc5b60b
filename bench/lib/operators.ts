/**
 * Operators of a gateway that is measured: new ones, since those of a state that is used again are known to
 * nobody.
 */
import type { Gateway } from '../../scripts/gateway.ts';
import { makeOperator } from '../../scripts/lib/new-operator.ts';
import { type Client, tokenOf } from '../../test/support/calls.ts';

export async function addOperator({ runtime }: Gateway, role: string): Promise<Client> {
  const { client, statements } = await makeOperator({ name: `Bench ${role}`, role, reason: 'bench' });
  const db = await runtime.getD1Database('DB');
  await db.batch(statements.map(({ sql, values }) => db.prepare(sql).bind(...values)));
  return { client_id: client.client_id, client_secret: client.client_secret ?? '' };
}

/** The `Cookie` header of a new operator who has signed in to the console. */
export async function signIn(gateway: Gateway, role: string): Promise<string> {
  const token = await tokenOf(gateway.url, await addOperator(gateway, role));
  const response = await fetch(`${gateway.url}/console/session`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Sec-Fetch-Site': 'same-origin' },
  });
  const [cookie] = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  if (response.status !== 204 || !cookie) throw new Error(`no session: ${response.status}`);
  return cookie;
}
