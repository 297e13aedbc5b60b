/** Chapter 5: a kill that reaches the copies. Endpoints of three kinds, and what the desk sees of them. */
import { until } from '../lib/until.ts';
import { type Client, listAt, stringAt, valueAt } from '../newsroom/client.ts';
import { type Cast, type FreshItem, type Party, publish, signInAgain } from './cast.ts';
import { isOk, isStamped, short } from './checks.ts';
import { PartnerServer } from './receiver.ts';
import { expect, type Story, same, voices } from './step.ts';

interface Holder {
  name: string;
  party: Party;
  client: Client;
  server: PartnerServer;
  url: string;
  endpoint: string;
}

export async function recall(story: Story, cast: Cast): Promise<void> {
  const { partners, tagblatt, haffkantTv, desk, querblick } = voices(story);
  const { group, broadcaster, portal } = cast.parties;
  const plan = cast.newsroom.story.recall;
  const holders: Holder[] = [];
  try {
    for (const [name, party] of [
      ['Brennsteiner Tagblatt', group],
      ['Haffkant TV', broadcaster],
      ['Querblick', portal],
    ] as const)
      holders.push(await addEndpoint(story, cast, name, party));
    const [paper, television, site] = holders as [Holder, Holder, Holder];

    const article = await partners('fetch a report on the orders of a toolmaker', async (saw) => {
      const fresh = await publish(cast, plan.item);
      for (const { party } of holders) isStamped(await party.get(`/v1/articles/${fresh.id}`));
      saw(`200 for ${holders.map(({ name }) => name).join(', ')}`);
      return fresh;
    });

    await tagblatt('shows it on its site, and says where', async (saw) => {
      saw(`a page at ${await showOnSite(paper, article)}`);
    });

    await haffkantTv('has a power cut: its endpoint is dead', async (saw) => {
      television.server.close();
      saw('nothing answers at its address');
    });

    await desk('kills the report', async (saw) => {
      const json = { pubStatus: 'canceled', notice: plan.notice };
      const answer = await cast.desk.send('PATCH', `/v1/admin/articles/${article.id}`, { json });
      isOk(answer);
      saw('200: the kill is stored together with an event for each license that received the report');
    });

    const id = await tagblatt('gets the event, takes the report down, and says so', async (saw) => {
      const event = await killEvent(paper, article);
      const { notice, dueAt, recall: id } = event.data;
      same(notice, plan.notice, 'the notice');
      expect(dueAt !== undefined && id !== undefined, 'a deadline and a recall');
      saw(`article.killed, signed; due ${dueAt}`);
      paper.server.pages.set(PAGE, null);
      saw(await acknowledge(paper, { event: event.id, state: 'removed', at: new Date().toISOString() }));
      return id;
    });

    await querblick('gets it, too, and cannot: its newsletter is sent', async (saw) => {
      const event = await killEvent(site, article);
      const note = 'The newsletter with the report was sent this morning';
      saw(await acknowledge(site, { event: event.id, state: 'cannot', note }));
    });

    await haffkantTv('has not lost its event', async (saw) => {
      const { waiting, result } = await waitingAt(television);
      expect(waiting > 0 && result === 'unreachable', 'the event to wait for its endpoint');
      saw(`${waiting} waits for its endpoint, which is ${result}; it is tried again for three days`);
      const list = await television.client.send('GET', '/v1/events');
      isOk(list);
      const listed = listAt(list.json, 'items').map((item) => valueAt(item, 'data', 'article'));
      expect(listed.includes(article.id), 'the kill in the list of events');
      saw('GET /v1/events lists it as well');
    });

    await desk('has the page read: it is gone', async (saw) => {
      await recallWhen(cast, id, (recall) => pagesOf(recall, paper).length > 0);
      isOk(await cast.desk.send('POST', `/v1/admin/recalls/${id}/readings`));
      const readings = (recall: unknown) => listAt(pagesOf(recall, paper)[0], 'readings');
      const [reading] = readings(await recallWhen(cast, id, (recall) => readings(recall).length > 0));
      same(valueAt(reading, 'verdict'), 'gone', 'the verdict on the page');
      saw(`it answers ${valueAt(reading, 'status')}; entry ${short(stringAt(reading, 'entry'))} of its log`);
    });

    await desk('sees who has removed it, and who has not', async (saw) => {
      const count = (recall: unknown, what: string) => valueAt(recall, 'holders', what);
      const recall = await recallWhen(
        cast,
        id,
        (recall) => count(recall, 'done') === 1 && count(recall, 'refused') === 1,
      );
      const states = new Map(
        listAt(recall, 'licenses').map((license) => [valueAt(license, 'license'), valueAt(license, 'state')]),
      );
      same(states.get(group.license), 'closed', 'the state of Brennsteiner Tagblatt');
      same(states.get(portal.license), 'refused', 'the state of Querblick');
      same(states.get(broadcaster.license), 'notified', 'the state of Haffkant TV');
      for (const { name, party } of holders) saw(`${name}: ${states.get(party.license)}`);
    });

    await desk('telephones Haffkant TV, and closes the recall', async (saw) => {
      const note = 'Haffkant TV has confirmed by telephone that it will not broadcast the report';
      const answer = await cast.desk.send('POST', `/v1/admin/recalls/${id}/close`, { json: { note } });
      isOk(answer);
      same(valueAt(answer.json, 'state'), 'closed', 'the state of the recall');
      same(valueAt(answer.json, 'closed', 'open'), 2, 'the licenses that were open');
      cast.closedRecalls.push(id);
      saw(`closed by the desk, with 2 of ${holders.length} licenses open, as the record says`);
    });
  } finally {
    for (const { client, endpoint, server } of holders) {
      server.close();
      await client.send('DELETE', `/v1/webhooks/${endpoint}`);
    }
  }
}

const PAGE = '/orders';

/** Publishes the article as the site would, and reports the page. Returns its address. */
async function showOnSite({ party, client, server, url }: Holder, { id }: FreshItem): Promise<string> {
  const title = 'brennsteiner-tagblatt';
  const answer = await party.get(`/v1/articles/${id}?title=${title}`);
  isStamped(answer);
  const text = stringAt(answer.json, 'bodies', 0, 'value');
  server.pages.set(PAGE, `<!doctype html><html lang="de"><body><article>${text}</article></body></html>`);
  const json = {
    article: id,
    title,
    channel: 'web',
    url: url + PAGE,
    publishedAt: new Date().toISOString(),
  };
  isOk(await client.send('POST', '/v1/publications', { json }), 201);
  return url + PAGE;
}

/** A receiver on this machine, known to the gateway and verified. */
async function addEndpoint(story: Story, cast: Cast, name: string, party: Party): Promise<Holder> {
  return story.step(name, 'adds an endpoint for events', async (saw) => {
    const client = await signInAgain(cast, party);
    const server = new PartnerServer();
    const url = await server.listen();
    const created = await client.send('POST', '/v1/webhooks', { json: { url: `${url}/events` } });
    isOk(created, 201);
    server.secret = stringAt(created.json, 'secret');
    const endpoint = stringAt(created.json, 'id');
    const verified = await client.send('POST', `/v1/webhooks/${endpoint}/verify`);
    isOk(verified);
    same(valueAt(verified.json, 'status'), 'active', 'the status of the endpoint');
    saw(`${short(endpoint)} at ${url}/events has answered a challenge, and is active`);
    return { name, party, client, server, url, endpoint };
  });
}

async function killEvent({ server }: Holder, { id }: FreshItem) {
  const event = await server.next(({ type, data }) => type === 'article.killed' && data.article === id);
  expect(event !== undefined, 'the event of the kill within ten seconds');
  return event;
}

async function acknowledge({ client }: Holder, json: Record<string, unknown>): Promise<string> {
  const answer = await client.send('POST', '/v1/acknowledgements', { json });
  isOk(answer, 201);
  return `acknowledged as ${json.state}: entry ${short(stringAt(answer.json, 'id'))} of its log`;
}

/** Events that wait for the endpoint, once one was tried, and the result of the last try. */
async function waitingAt({ client, endpoint }: Holder): Promise<{ waiting: number; result: unknown }> {
  const read = async () => {
    const answer = await client.send('GET', `/v1/webhooks/${endpoint}`);
    isOk(answer);
    const attempts = await client.send('GET', `/v1/webhooks/${endpoint}/attempts`);
    isOk(attempts);
    const waiting = Number(valueAt(answer.json, 'delivery', 'waiting'));
    return { waiting, result: valueAt(attempts.json, 'items', 0, 'result') };
  };
  return until(read, ({ waiting, result }) => waiting > 0 && result === 'unreachable');
}

/** The recall, once the desk sees what matches; after ten seconds as it is. */
async function recallWhen(cast: Cast, id: string, matches: (recall: unknown) => boolean): Promise<unknown> {
  const answer = await until(
    () => cast.desk.send('GET', `/v1/admin/recalls/${id}`),
    ({ status, json }) => status === 200 && matches(json),
  );
  isOk(answer);
  return answer.json;
}

function pagesOf(recall: unknown, { party }: Holder): unknown[] {
  const holder = listAt(recall, 'licenses').find((license) => valueAt(license, 'license') === party.license);
  return listAt(holder, 'titles').flatMap((title) => listAt(title, 'pages'));
}
