/** The desk, the auditor and the partners, each with a license for this run, on terms of the sample. */
import {
  type Answer,
  type Ask,
  type Client,
  type ClientCredentials,
  clientOf,
  expectStatus,
  requestToken,
  signIn,
  stringAt,
  valueAt,
} from '../newsroom/client.ts';
import { created, ingest, type PartnerCredentials } from '../newsroom/load.ts';
import { type Newsroom, type NinjsItem, readItem, readNewsroom } from '../newsroom/sample.ts';
import { copyOf } from './copy.ts';

export interface Credentials {
  gateway: string;
  admin: ClientCredentials;
  auditor: ClientCredentials;
  partners: PartnerCredentials[];
}

/** A partner's request: its answer, and its entry in the log. */
export interface LoggedRequest {
  entry: string;
  license: string;
  /** Null: delivered. */
  code: string | null;
  status: number;
}

export interface Party {
  name: string;
  license: string;
  key: ClientCredentials;
  /** GET, with the party's own token; what leaves an entry is remembered. */
  get(path: string, ask?: Ask): Promise<Answer>;
  /** `POST /v1/decisions`: is entered nowhere. */
  decide(article: string, use: Record<string, string>): Promise<Answer>;
}

const PARTS = {
  group: 'Brennstein Medien',
  broadcaster: 'Haffkant Rundfunk',
  portal: 'Querblick',
  publisher: 'Seto Publishing',
  answers: 'Answerwell',
  monitoring: 'Clipwatch Monitoring',
  suspended: 'Morgenrund Verlag',
} as const;

export type Part = keyof typeof PARTS;

export interface Cast {
  gateway: string;
  run: string;
  newsroom: Newsroom;
  desk: Client;
  auditor: Client;
  /** Someone with no token at all. */
  reader: Client;
  parties: Record<Part, Party>;
  /** The suspended partner under the license that the sample suspended. */
  suspendedSince: Party;
  requests: LoggedRequest[];
  /** Entries that must not have cost anything. */
  free: string[];
  closedRecalls: string[];
}

export async function gather({ gateway, admin, auditor, partners }: Credentials): Promise<Cast> {
  const desk = await signIn(gateway, admin);
  const requests: LoggedRequest[] = [];
  const run = Date.now().toString(36);
  const known = (name: string) => {
    const partner = partners.find((partner) => partner.name === name);
    if (!partner) throw new Error(`this gateway has no partner ${name}: the demo needs the sample newsroom`);
    return partner;
  };
  const parties = Object.entries(PARTS).map(
    async ([part, name]) => [part, await enlist({ gateway, desk, requests, run }, known(name))] as const,
  );
  return {
    gateway,
    run,
    newsroom: await readNewsroom(),
    desk,
    auditor: await signIn(gateway, auditor),
    reader: clientOf(gateway),
    parties: Object.fromEntries(await Promise.all(parties)) as Record<Part, Party>,
    suspendedSince: await partyOf({ gateway, requests }, known(PARTS.suspended)),
    requests,
    free: [],
    closedRecalls: [],
  };
}

type Stage = Pick<Cast, 'gateway' | 'desk' | 'requests' | 'run'>;

/** A license on the same terms as the sample's, and a key for it. */
async function enlist(stage: Stage, { name, license: model }: PartnerCredentials): Promise<Party> {
  const { desk, run } = stage;
  const sample = await desk.send('GET', `/v1/admin/licenses/${model}`);
  expectStatus(sample, 'GET /v1/admin/licenses', 200);
  const terms = valueAt(sample.json, 'versions', -1, 'terms') as { consent: { reference: string } };
  // Two licenses of one partner with the same reference could not be told apart.
  const consent = { ...terms.consent, reference: `${terms.consent.reference} demo ${run}` };
  const license = stringAt(await created(desk, 'licenses', { ...terms, consent }), 'id');
  const key = await created(desk, 'keys', { license, name: `demo ${run}` });
  return partyOf(stage, {
    name,
    license,
    client_id: stringAt(key, 'client_id'),
    client_secret: stringAt(key, 'client_secret'),
  });
}

async function partyOf(
  { gateway, requests }: Pick<Stage, 'gateway' | 'requests'>,
  { name, license, ...key }: PartnerCredentials,
): Promise<Party> {
  const client = await signIn(gateway, key);
  return {
    name,
    license,
    key,
    async get(path, ask) {
      const answer = await client.send('GET', path, ask);
      const entry = answer.headers.get('Rights-Entry');
      const refused = answer.status >= 400;
      if (entry)
        requests.push({
          entry,
          license,
          status: answer.status,
          code: refused ? stringAt(answer.json, 'code') : null,
        });
      return answer;
    },
    decide: (article, use) => client.send('POST', '/v1/decisions', { json: { article, use } }),
  };
}

export function askToken(cast: Cast, party: Party, details: Record<string, unknown>): Promise<Answer> {
  return requestToken(cast.gateway, party.key, {
    authorization_details: JSON.stringify([{ type: 'news_license', ...details }]),
  });
}

export interface FreshItem {
  id: string;
  uri: string;
  components: Map<string, string>;
  unreviewed: string[];
}

export async function publish(
  cast: Cast,
  name: string,
  { changes, edit = (item) => item }: { changes?: NinjsItem; edit?: (item: NinjsItem) => NinjsItem } = {},
): Promise<FreshItem> {
  const plan = cast.newsroom.items.find(({ file }) => file === `${name}.json`);
  if (!plan) throw new Error(`the sample has no item ${name}`);
  const copy = edit(
    copyOf(await readItem(plan.file), { run: cast.run, now: Date.now(), ...(changes && { changes }) }),
  );
  return { ...(await ingest(cast.desk, copy, plan)), uri: String(copy.uri) };
}

/** The party's own client, for the routes that are not deliveries. */
export function signInAgain({ gateway }: Cast, { key }: Party): Promise<Client> {
  return signIn(gateway, key);
}
