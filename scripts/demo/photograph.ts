/** Chapter 3: a photograph whose restriction came as prose. */
import { listAt, stringAt, valueAt } from '../newsroom/client.ts';
import { readItem } from '../newsroom/sample.ts';
import { type Cast, type FreshItem, publish } from './cast.ts';
import { associationNames, isOk, isRefusal, isStamped, short, withheldOf } from './checks.ts';
import { withTerms } from './copy.ts';
import { expect, type Story, same, voices } from './step.ts';

export async function photograph(story: Story, cast: Cast): Promise<void> {
  const { tagblatt, kansaiWeb, desk } = voices(story);
  const { group, broadcaster, publisher } = cast.parties;
  const { association } = cast.newsroom.story.photograph;
  const { article, component, text } = await arrival(story, cast);

  await tagblatt('fetches the report before the desk has read the restriction', async (saw) => {
    const answer = await group.get(`/v1/articles/${article.id}`);
    isStamped(answer);
    same(withheldOf(answer).get(component), 'restriction_unreviewed', 'the code of the withheld photograph');
    expect(!associationNames(answer).includes(association), 'no trace of the photograph in the item');
    expect(!answer.text.includes(component), 'no link to the photograph in the item');
    saw(`200 with the text; Rights-Withheld: ${answer.headers.get('Rights-Withheld')}`);
    saw(isRefusal(await group.get(componentPath(article, component)), 403, 'restriction_unreviewed'));
  });

  await confirmation(story, cast, { article, component, text });

  const inJapan = 'title=kansai-web&territory=JP';
  await kansaiWeb('fetches the report for Japan', async (saw) => {
    const answer = await publisher.get(`/v1/articles/${article.id}?${inJapan}`);
    isStamped(answer);
    same(withheldOf(answer).get(component), 'restricted', 'the code of the withheld photograph');
    expect(!associationNames(answer).includes(association), 'no trace of the photograph in the item');
    saw(`200 with the text only; Rights-Withheld: ${answer.headers.get('Rights-Withheld')}`);
    saw(isRefusal(await publisher.get(`${componentPath(article, component)}?${inJapan}`), 403, 'restricted'));
  });

  await desk('asks why, and what if it were Singapore', async (saw) => {
    const ask = async (title: string) => {
      const use = { action: 'display', title, channel: 'web', component };
      const json = { license: publisher.license, article: article.id, use };
      const answer = await cast.desk.send('POST', '/v1/admin/decisions', { json });
      isOk(answer);
      return answer.json;
    };
    const refused = await ask('kansai-web');
    same(valueAt(refused, 'outcome'), 'deny', 'the decision for Japan');
    same(valueAt(refused, 'code'), 'restricted', 'its code');
    const stop = listAt(refused, 'steps').find((step) => valueAt(step, 'result') === 'stopped');
    same(valueAt(stop, 'step'), 'policies', 'the step that stops it');
    saw(`deny. ${stringAt(refused, 'sentence')}`);
    const permitted = await ask('straits-review');
    same(valueAt(permitted, 'outcome'), 'permit', 'the decision for Singapore');
    saw(`permit. ${stringAt(permitted, 'sentence')}`);
  });

  const others = [
    { name: 'Brennsteiner Tagblatt', party: group, query: 'title=brennsteiner-tagblatt' },
    { name: 'Haffkant TV', party: broadcaster, query: 'title=haffkant-tv' },
    { name: 'The Straits Review', party: publisher, query: 'title=straits-review' },
  ];
  for (const { name, party, query } of others)
    await story.step(name, 'gets the report and the picture with its credit', async (saw) => {
      const answer = await party.get(`/v1/articles/${article.id}?${query}`);
      isStamped(answer);
      const photo = listAt(answer.json, 'associations').find((one) => valueAt(one, 'name') === association);
      expect(
        photo !== undefined,
        `the photograph in the item (withheld: ${answer.headers.get('Rights-Withheld')})`,
      );
      same(valueAt(photo, 'copyrightHolder'), 'Naniwa Photo Cooperative', 'the holder of the photograph');
      const page = await party.get(`/v1/articles/${article.id}?${query}`, { accept: 'text/html' });
      isStamped(page);
      expect(page.text.includes('Ryota Hamasaki'), 'the photographer named under the picture');
      expect(page.text.includes('Naniwa Photo Cooperative'), 'the agency of the photographer named with it');
      const picture = await party.get(`${componentPath(article, component)}?${query}`);
      isStamped(picture);
      same(picture.headers.get('Content-Type'), 'image/jpeg', 'the type of the picture');
      saw(
        `200, “${stringAt(photo, 'by')} / ${stringAt(photo, 'copyrightHolder')}”, image/jpeg of ${picture.bytes.length} bytes`,
      );
    });

  await tagblatt('asks whether it may use the picture in an advertisement', async (saw) => {
    const answer = await group.decide(article.id, {
      action: 'display',
      title: 'brennsteiner-tagblatt',
      channel: 'web',
      purpose: 'advertising',
    });
    isOk(answer);
    const photo = listAt(answer.json, 'components').find((one) => valueAt(one, 'component') === component);
    same(valueAt(photo, 'outcome'), 'deny', 'the decision on the photograph');
    same(valueAt(photo, 'code'), 'restricted', 'its code');
    saw(`deny. ${stringAt(photo, 'sentence')}`);
  });
}

const componentPath = (article: FreshItem, component: string) =>
  `/v1/articles/${article.id}/components/${component}`;

/** Sends new wordings until one is unread: a wording that an earlier run has confirmed is read at once. */
async function arrival(
  story: Story,
  cast: Cast,
): Promise<{ article: FreshItem; component: string; text: string }> {
  const { newsroom } = voices(story);
  const { item, association } = cast.newsroom.story.photograph;
  const [photo] = listAt(await readItem(`${item}.json`), 'associations');
  const original = stringAt(photo, 'usageTerms');
  return newsroom(`sends a report with a photograph marked “${original}”`, async (saw) => {
    let text = original;
    for (let version = 1; version <= 20; version++) {
      const terms = text;
      const changes = { version: String(version), versionCreated: new Date().toISOString() };
      const article = await publish(cast, item, {
        changes,
        edit: (item) => withTerms(item, association, terms),
      });
      const component = article.components.get(association);
      expect(component !== undefined, `a component ${association}`);
      if (article.unreviewed.includes(component)) {
        saw(`item ${short(article.id)}, waiting for the desk: ${association} (${short(component)})`);
        return { article, component, text };
      }
      const days = 15 + Math.floor(Math.random() * 700);
      text = original.replace('14 DAYS', `${days} DAYS`);
      saw(`the desk has confirmed this wording before, so it is sent again with ${days} days`);
    }
    expect(false, 'a wording that the desk has not seen');
  });
}

async function confirmation(
  story: Story,
  cast: Cast,
  { article, component, text }: { article: FreshItem; component: string; text: string },
): Promise<void> {
  const { desk } = voices(story);
  await desk('reads what the phrasebook made of it, and confirms', async (saw) => {
    const waiting = await cast.desk.send('GET', `/v1/admin/restrictions?unreviewed=true&item=${article.id}`);
    isOk(waiting);
    const restriction = listAt(waiting.json, 'items').find((item) => valueAt(item, 'scope') === component);
    expect(restriction !== undefined, 'the restriction in the queue');
    same(valueAt(restriction, 'text'), text, 'its text');
    same(listAt(restriction, 'reading', 'unaccounted').length, 0, 'the number of words not accounted for');
    for (const phrase of listAt(restriction, 'reading', 'phrases')) {
      const confirm = valueAt(phrase, 'confirm');
      saw(
        `${valueAt(phrase, 'phrase')} = rule ${valueAt(phrase, 'rule')}${confirm ? `; to confirm: ${confirm}` : ''}`,
      );
    }
    const answer = await cast.desk.send('PATCH', `/v1/admin/restrictions/${stringAt(restriction, 'id')}`, {
      json: { reviewed: true },
    });
    isOk(answer);
    same(valueAt(answer.json, 'reviewed'), true, 'reviewed');
    saw('200, reviewed, in force for the next request');
  });
}
