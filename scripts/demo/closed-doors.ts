/** Chapter 6: uses that nobody has agreed to. */
import { valueAt } from '../newsroom/client.ts';
import { type Cast, type FreshItem, publish } from './cast.ts';
import { isOk, isRefusal, isStamped, refusal } from './checks.ts';
import { type Story, same, voices } from './step.ts';

export async function closedDoors(story: Story, cast: Cast): Promise<void> {
  const { newsroom } = voices(story);
  const { item, association } = cast.newsroom.story.closedDoors;
  const article = await newsroom('sends a report with a photograph and a trademark', async (saw) => {
    const fresh = await publish(cast, item);
    saw(`components ${[...fresh.components.keys()].join(', ')}`);
    return fresh;
  });

  await answerService(story, cast, article);
  await suspension(story, cast, article);
  await quota(story, cast, article);
  await outsideTheLicense(story, cast, article, article.components.get(association) ?? '');
}

async function answerService(story: Story, cast: Cast, article: FreshItem): Promise<void> {
  const { answerwell } = voices(story);
  const { answers } = cast.parties;
  await answerwell('indexes the report for search, as it is licensed to', async (saw) => {
    const answer = await answers.get(`/v1/articles/${article.id}?use=search`);
    isStamped(answer);
    same(valueAt(answer.json, 'associations', 0), undefined, 'associations in the item');
    saw('200, the text and nothing else');
  });
  for (const [use, words] of [
    ['ai-input', 'wants to answer questions from it'],
    ['ai-train', 'wants to train a model on it'],
  ])
    await refusal(answerwell, `${words} (use=${use})`, 'use_not_licensed', () =>
      answers.get(`/v1/articles/${article.id}?use=${use}`),
    );
}

async function suspension(story: Story, cast: Cast, article: FreshItem): Promise<void> {
  const { morgenrund } = voices(story);
  const { suspended } = cast.parties;
  const asks = 'asks under the license that was suspended before today';
  await refusal(morgenrund, asks, 'license_suspended', () =>
    cast.suspendedSince.get(`/v1/articles/${article.id}`),
  );
  await morgenrund('fetches under a new license, which the desk then suspends too', async (saw) => {
    isStamped(await suspended.get(`/v1/articles/${article.id}`));
    isOk(
      await cast.desk.send('PATCH', `/v1/admin/licenses/${suspended.license}`, {
        json: { status: 'suspended' },
      }),
    );
    saw(
      `200 before; the next request with the same token: ${isRefusal(await suspended.get(`/v1/articles/${article.id}`), 403, 'license_suspended')}`,
    );
  });
}

async function quota(story: Story, cast: Cast, article: FreshItem): Promise<void> {
  const { clipwatch } = voices(story);
  const { monitoring } = cast.parties;
  await clipwatch('has a quota of three units and asks for a fourth', async (saw) => {
    const names = ['coffee-stocks', 'silent-film', 'wild-bees-rails'];
    const items: FreshItem[] = [];
    for (const name of names) items.push(await publish(cast, name));
    for (const { id } of items) isStamped(await monitoring.get(`/v1/articles/${id}`));
    saw(isRefusal(await monitoring.get(`/v1/articles/${article.id}`), 402, 'quota_exceeded'));
    const again = await monitoring.get(`/v1/articles/${items[0]?.id}`);
    cast.free.push(isStamped(again).entry);
    saw('what it has paid for it may still fetch: 200, free');
  });
  await clipwatch('loses its key, and its token with it', async (saw) => {
    isOk(await cast.desk.send('DELETE', `/v1/admin/keys/${monitoring.key.client_id}`), 204);
    const answer = await monitoring.get(`/v1/articles/${article.id}`);
    same(answer.status, 401, 'the status');
    same(valueAt(answer.json, 'code'), 'invalid_token', 'the code');
    saw(`401 invalid_token: ${valueAt(answer.json, 'detail')}`);
  });
}

async function outsideTheLicense(story: Story, cast: Cast, article: FreshItem, photo: string): Promise<void> {
  const { querblick, haffkantRadio } = voices(story);
  const { portal, broadcaster } = cast.parties;
  await refusal(
    querblick,
    'asks for a photograph; its license covers text and graphics',
    'component_not_licensed',
    () => portal.get(`/v1/articles/${article.id}/components/${photo}`),
  );
  await refusal(
    querblick,
    'asks for a use in Austria; its license covers Germany',
    'territory_not_licensed',
    () => portal.get(`/v1/articles/${article.id}?use=display&title=querblick&territory=AT`),
  );
  await refusal(haffkantRadio, 'asks with the license of its sister title', 'title_not_licensed', () =>
    broadcaster.get(`/v1/articles/${article.id}?title=haffkant-radio`),
  );
  await querblick('asks for a report of a section that it has not bought', async (saw) => {
    const { id } = await publish(cast, 'ghent-organ');
    const [uncovered, unknown] = [
      await portal.get(`/v1/articles/${id}`),
      await portal.get(`/v1/articles/itm_${'0'.repeat(32)}`),
    ];
    same(uncovered.status, 404, 'the status');
    same(uncovered.text, unknown.text, 'the answer, compared with that for an id that does not exist,');
    saw('404, to the byte the answer for an id that does not exist');
  });
}
