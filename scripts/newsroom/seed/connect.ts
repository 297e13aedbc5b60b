/** The gateway that is seeded, and the operators who create the newsroom and count its entries. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CREDENTIALS_FILE, readCredentials } from '../../lib/credentials-file.ts';
import { StartFailure } from '../../lib/failure.ts';
import { type ClientCredentials, listAt, requestToken, stringAt, valueAt } from '../client.ts';
import { type Address, isMadeBefore, networkError, Pace, Party, reasonOf } from '../party.ts';
import type { Options } from './options.ts';

export interface Connection {
  address: Address;
  desk: Party;
  auditor: Party;
  /** Of the credentials. */
  folder: string;
  /** Revokes the auditor if it was created here. */
  end(): Promise<void>;
}

/** Bytes in the gateway's state, rounded up: an entry in shard, D1 and journals; an article with pictures. */
const ENTRY_BYTES = 6_000;
const ARTICLE_BYTES = 250_000;

/** Throws a `StartFailure` without an answer, without an owner's key, or when this disk is too small. */
export async function connect(options: Options): Promise<Connection> {
  const file = options.credentials ?? CREDENTIALS_FILE;
  const credentials = readCredentials(file);
  const url = options.gateway ?? credentials.gateway;
  if (url === undefined) throw new StartFailure(`${file} does not name its gateway: add --gateway URL`);
  const address = { url, pace: new Pace(options.rate) };
  const token = await requestToken(url, credentials.admin).catch(networkError);
  if (token instanceof Error)
    throw new StartFailure(`${url} does not answer (${reasonOf(token)}): is the gateway running?`);
  if (![200, 429, 503].includes(token.status))
    throw new StartFailure(`${url} rejects the key in ${file} (${token.status})`);
  const desk = new Party(address, credentials.admin);
  const owners = await desk.call('GET', '/v1/admin/operators?limit=1', { alsoAccepted: [401, 403] });
  if (owners.status !== 200)
    throw new StartFailure(`the key in ${file} is not an owner's, which is required`);
  const folder = dirname(file);
  if (isLocal(url)) assertSpaceFor(folder, options);
  return { address, desk, folder, ...(await auditorFor(address, desk, credentials.auditor)) };
}

export const isLocal = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

function assertSpaceFor(folder: string, { entries, articles }: Options): void {
  const { bavail, bsize } = statfsSync(folder);
  const [free, needed] = [bavail * bsize, entries * ENTRY_BYTES + articles * ARTICLE_BYTES];
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  if (needed > free)
    throw new StartFailure(
      `a newsroom of this size takes about ${gigabytes(needed)} GB, and the disk of ${folder} has ${gigabytes(free)} GB left`,
    );
}

const COUNTER = 'Auditor of npm run seed';

/** Only auditors read the log. Without one in the credentials, one is created, and revoked at the end. */
async function auditorFor(
  address: Address,
  desk: Party,
  given?: ClientCredentials,
): Promise<Pick<Connection, 'auditor' | 'end'>> {
  if (given && (await requestToken(address.url, given)).status === 200)
    return { auditor: new Party(address, given), end: async () => undefined };
  // Left over from a run that was cut off.
  const { json } = await desk.call('GET', '/v1/admin/operators?limit=200');
  for (const item of listAt(json, 'items'))
    if (valueAt(item, 'name') === COUNTER && valueAt(item, 'status') === 'active')
      await desk.call('DELETE', `/v1/admin/operators/${stringAt(item, 'id')}`);
  const created = await desk.call('POST', '/v1/admin/operators', {
    json: { name: COUNTER, role: 'auditor' },
  });
  if (isMadeBefore(created)) return auditorFor(address, desk);
  const id = stringAt(created.json, 'client_id');
  return {
    auditor: new Party(address, { client_id: id, client_secret: stringAt(created.json, 'client_secret') }),
    // The next run revokes one that could not be revoked.
    end: async () => {
      await desk.send(`/v1/admin/operators/${id}`, { method: 'DELETE' }).catch(networkError);
    },
  };
}
