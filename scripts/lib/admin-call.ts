/** The desk's routes, called with the admin's key of the credentials file. */
import { existsSync, readFileSync } from 'node:fs';
import { type ClientCredentials, requestToken } from '../newsroom/client.ts';
import { CREDENTIALS_FILE } from './credentials-file.ts';
import { StartFailure } from './failure.ts';

/** Longer than the gateway itself takes for anything. */
const PATIENCE_MS = 120_000;

/** `path` under /v1/admin; with a body it is a POST. Throws a `StartFailure` with what the gateway says. */
export type AdminCall = (path: string, json?: unknown) => Promise<Response>;

export async function adminCall(): Promise<AdminCall> {
  if (!existsSync(CREDENTIALS_FILE))
    throw new StartFailure(`there are no credentials in ${CREDENTIALS_FILE}`);
  const { gateway, admin } = JSON.parse(readFileSync(CREDENTIALS_FILE, 'utf8')) as {
    gateway: string;
    admin: ClientCredentials;
  };
  const answer = await requestToken(gateway, admin).catch(() => null);
  if (answer?.status !== 200)
    throw new StartFailure(`${gateway} does not answer, or not to the key in ${CREDENTIALS_FILE}`);
  const { access_token } = answer.json as { access_token: string };
  return async (path, json) => {
    const response = await fetch(`${gateway}/v1/admin${path}`, {
      method: json === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.ok) return response;
    const { detail } = (await response.json()) as { detail: string };
    throw new StartFailure(detail);
  };
}
