/** Chapter 4: a kill that comes late, and a correction. */
import { until } from '../lib/until.ts';
import { listAt, stringAt, valueAt } from '../newsroom/client.ts';
import { ingest } from '../newsroom/load.ts';
import { readItem } from '../newsroom/sample.ts';
import { type Cast, type FreshItem, publish } from './cast.ts';
import { isOk, isRefusal, isStamped, short } from './checks.ts';
import { copyOf } from './copy.ts';
import { expect, type Story, same, voices } from './step.ts';

export async function kill(story: Story, cast: Cast): Promise<void> {
  const { partners, desk, tagblatt } = voices(story);
  const { group, broadcaster, portal } = cast.parties;
  const holders = [
    { name: 'Brennsteiner Tagblatt', party: group },
    { name: 'Haffkant TV', party: broadcaster },
    { name: 'Querblick', party: portal },
  ];
  const plan = cast.newsroom.story.kill;

  const article = await partners('fetch a report that an airline has lost its insurance', async (saw) => {
    const fresh = await publish(cast, plan.item);
    for (const { party } of holders) isStamped(await party.get(`/v1/articles/${fresh.id}`));
    saw(`200 for ${holders.map(({ name }) => name).join(', ')}`);
    return fresh;
  });

  await desk('looks up who holds it', (saw) => whoHolds(cast, article, saw));

  const substitute = await desk('kills it, and names the report that takes its place', async (saw) => {
    const fresh = await publish(cast, plan.substitute);
    const started = performance.now();
    const answer = await cast.desk.send('PATCH', `/v1/admin/articles/${article.id}`, {
      json: { pubStatus: 'canceled', notice: plan.notice, substitute: fresh.id },
    });
    isOk(answer);
    saw(`200 after ${Math.round(performance.now() - started)} ms: every ledger object knows`);
    return fresh;
  });

  for (const { name, party } of holders)
    await story.step(name, 'asks for it once more, and is stopped', async (saw) => {
      const answer = await party.get(`/v1/articles/${article.id}`);
      const sentence = isRefusal(answer, 410, 'killed');
      same(valueAt(answer.json, 'notice'), plan.notice, 'the kill notice');
      same(valueAt(answer.json, 'substitute', 'id'), substitute.id, 'the substitute');
      expect(!answer.text.includes('grounded its fleet'), 'no word of the killed text');
      saw(sentence);
      const instead = await party.get(`/v1/articles/${substitute.id}`);
      isStamped(instead);
      saw(`and 200 for the substitute ${short(substitute.id)}`);
    });

  await tagblatt('no longer finds it in its list', async (saw) => {
    const answer = await group.get('/v1/articles?section=business');
    isOk(answer);
    const ids = listAt(answer.json, 'items').map((item) => valueAt(item, 'id'));
    expect(
      !ids.includes(article.id) && ids.includes(substitute.id),
      'the substitute in the list and the killed report gone',
    );
    saw('the substitute is listed, the killed report is not');
  });

  await correction(story, cast);
}

/** A permit is visible in the log within 5 seconds; holders are read from the log. */
async function whoHolds(cast: Cast, article: FreshItem, saw: (what: string) => void): Promise<void> {
  const { group, broadcaster, portal } = cast.parties;
  const holders = [group, broadcaster, portal].map(({ license }) => license).sort();
  const read = async () => {
    const answer = await cast.desk.send('GET', `/v1/admin/articles/${article.id}/holders`);
    isOk(answer);
    const licenses = listAt(answer.json, 'items').map((item) => stringAt(item, 'license'));
    return licenses.sort();
  };
  const held = await until(read, (licenses) => licenses.join() === holders.join());
  same(held.join(' '), holders.join(' '), 'the licenses that hold it');
  saw(`${held.length} licenses: Brennstein Medien, Haffkant Rundfunk, Querblick`);
}

async function correction(story: Story, cast: Cast): Promise<void> {
  const { tagblatt, newsroom } = voices(story);
  const { group } = cast.parties;
  const plan = cast.newsroom.story.correction;

  const article = await tagblatt('fetches a report that says “14 percent”', async (saw) => {
    const fresh = await publish(cast, plan.item);
    const answer = await group.get(`/v1/articles/${fresh.id}`);
    isStamped(answer);
    expect(answer.text.includes('14 percent'), 'the wrong number');
    same(valueAt(answer.json, 'version'), '1', 'the version');
    saw(`200, version 1 of ${short(fresh.id)}`);
    return fresh;
  });

  await newsroom('corrects it to “4 percent”', async (saw) => {
    const corrected = copyOf(await readItem(`${plan.corrected}.json`), { run: cast.run, now: Date.now() });
    const sections = cast.newsroom.items.find(({ file }) => file === `${plan.item}.json`)?.sections ?? [];
    const { id } = await ingest(cast.desk, corrected, { sections });
    same(id, article.id, 'the item that the correction belongs to');
    saw('201, version 2');
  });

  await tagblatt('sees the correction in its list, fetches it, and pays nothing', async (saw) => {
    const list = await group.get('/v1/articles?section=business');
    const listed = listAt(list.json, 'items').find((item) => valueAt(item, 'id') === article.id);
    same(valueAt(listed, 'changeType'), 'correction', 'the change type in the list');
    const answer = await group.get(`/v1/articles/${article.id}`);
    const { entry } = isStamped(answer);
    same(valueAt(answer.json, 'version'), '2', 'the version');
    const body = stringAt(answer.json, 'bodies', 0, 'value');
    expect(body.includes('4 percent') && !body.includes('14 percent'), 'the right number in the text');
    cast.free.push(entry);
    saw(`changeType correction; 200, version 2, “${valueAt(answer.json, 'headlines', 0, 'value')}”`);
  });
}
