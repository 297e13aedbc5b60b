/** Who makes the newsroom, and who counts what came of it. */
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CREDENTIALS_FILE } from '../../lib/credentials-file.ts';
import { StartFailure } from '../../lib/failure.ts';
import { type ClientCredentials, listAt, requestToken, stringAt, valueAt } from '../client.ts';
import type { Options } from './options.ts';
import { type Address, isMadeBefore, Party } from './party.ts';
import { noAnswer, Pace } from './patience.ts';

export interface Hands {
  address: Address;
  desk: Party;
  auditor: Party;
  /** Beside which file the keys are written. */
  folder: string;
  /** Revokes the auditor, if it was made for this. */
  end(): Promise<void>;
}

/**
 * Bytes on the gateway's disk, with room: of an entry in object, D1 and their journals; of an article with
 * its pictures.
 */
const ENTRY_BYTES = 6_000;
const ARTICLE_BYTES = 250_000;

/**
 * Throws a `StartFailure` when nobody answers, when the key is not an owner's, or when this machine's disk is
 * too small.
 */
export async function connect(options: Options): Promise<Hands> {
  const file = options.credentials ?? CREDENTIALS_FILE;
  const read = readCredentials(file);
  const url = options.gateway ?? read.gateway;
  if (url === undefined)
    throw new StartFailure(`${file} does not say which gateway it is of: name it with --gateway`);
  const address = { url, pace: new Pace(options.rate) };
  await assertTaken(url, read.admin, file);
  const desk = new Party(address, read.admin);
  const owners = await desk.call('GET', '/v1/admin/operators?limit=1', { accepted: [200, 401, 403] });
  if (owners.status !== 200)
    throw new StartFailure(`the key in ${file} is not an owner's: the newsroom is made, and counted, by one`);
  if (isLocal(url)) assertRoom(dirname(file), options);
  const { auditor, end } = await auditorFor(address, desk, read.auditor);
  return { address, desk, auditor, folder: dirname(file), end };
}

export const isLocal = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

interface Credentials {
  gateway?: string;
  admin: ClientCredentials;
  auditor?: ClientCredentials;
}

/** As `npm start` writes it, or a client's id and secret alone, as `npm run operator` prints them. */
function readCredentials(file: string): Credentials {
  if (!existsSync(file))
    throw new StartFailure(
      `there are no credentials in ${file}: start a gateway, or name them with --credentials`,
    );
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new StartFailure(`${file} is not JSON`);
  }
  const admin = valueAt(json, 'admin') ?? json;
  if (typeof valueAt(admin, 'client_id') !== 'string' || typeof valueAt(admin, 'client_secret') !== 'string')
    throw new StartFailure(`${file} has no client_id and client_secret of an owner`);
  return { ...(json as Credentials), admin: admin as ClientCredentials };
}

async function assertTaken(url: string, admin: ClientCredentials, file: string): Promise<void> {
  const answer = await requestToken(url, admin).catch(noAnswer);
  if (answer instanceof Error)
    throw new StartFailure(`${url} does not answer (${answer.message}): is the gateway running?`);
  if (answer.status !== 200 && answer.status !== 429 && answer.status !== 503)
    throw new StartFailure(`${url} does not take the key in ${file} (${answer.status})`);
}

function assertRoom(folder: string, { entries, articles }: Options): void {
  const { bavail, bsize } = statfsSync(folder);
  const [free, needed] = [bavail * bsize, entries * ENTRY_BYTES + articles * ARTICLE_BYTES];
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  if (needed > free)
    throw new StartFailure(
      `a newsroom of this size takes about ${gigabytes(needed)} GB, and the disk of ${folder} has ${gigabytes(free)} GB left`,
    );
}

const COUNTER = 'Auditor of npm run seed';

/**
 * Counting is for auditors, and an owner is none: one that nobody gave us is made, and revoked at the end.
 */
async function auditorFor(
  address: Address,
  desk: Party,
  given: ClientCredentials | undefined,
): Promise<{ auditor: Party; end: () => Promise<void> }> {
  if (given && (await requestToken(address.url, given)).status === 200)
    return { auditor: new Party(address, given), end: async () => undefined };
  await revokeLeftOver(desk);
  const created = await desk.call('POST', '/v1/admin/operators', {
    json: { name: COUNTER, role: 'auditor' },
  });
  // By an attempt that was not answered: nobody knows its secret.
  if (isMadeBefore(created)) return auditorFor(address, desk, undefined);
  const { json } = created;
  const id = stringAt(json, 'client_id');
  return {
    auditor: new Party(address, { client_id: id, client_secret: stringAt(json, 'client_secret') }),
    // One that stays, because nobody answers any more, is revoked by the next run.
    end: async () => {
      await desk.once('DELETE', `/v1/admin/operators/${id}`).catch(noAnswer);
    },
  };
}

/** Of a run that was cut off. */
async function revokeLeftOver(desk: Party): Promise<void> {
  const { json } = await desk.call('GET', '/v1/admin/operators?limit=200');
  for (const item of listAt(json, 'items'))
    if (valueAt(item, 'name') === COUNTER && valueAt(item, 'status') === 'active')
      await desk.call('DELETE', `/v1/admin/operators/${stringAt(item, 'id')}`, { accepted: [200, 204] });
}
