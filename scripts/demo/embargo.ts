/** Chapter 2: an embargoed report goes out early to those who are trusted with it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { stringAt, valueAt } from '../newsroom/client.ts';
import { type Cast, publish } from './cast.ts';
import { claimsOf, isOk, isStamped, refusal, short } from './checks.ts';
import { expect, type Story, same, voices } from './step.ts';

/** Long enough for the steps before it lifts, short enough to wait for. */
const EMBARGO_MS = 6_000;

export async function embargo(story: Story, cast: Cast): Promise<void> {
  const { newsroom, tagblatt, querblick } = voices(story);
  const { group, portal } = cast.parties;
  const until = Math.ceil((Date.now() + EMBARGO_MS) / 1000) * 1000;

  const article = await newsroom(`sends a report embargoed until ${clock(until)}`, async (saw) => {
    const fresh = await publish(cast, cast.newsroom.story.embargo.item, {
      changes: { embargoedUntil: new Date(until).toISOString() },
    });
    saw(`201, item ${short(fresh.id)}`);
    return fresh;
  });

  const receipt = await tagblatt('has advance delivery and gets it now, to prepare', async (saw) => {
    const answer = await group.get(`/v1/articles/${article.id}`);
    const stamped = isStamped(answer);
    expect(Date.now() < until, 'the story to be faster than its embargo');
    const banner = stringAt(answer.json, 'usageTerms').split('\n')[0] ?? '';
    expect(
      banner.startsWith('EMBARGOED'),
      `a banner before everything in the item, not “${banner.slice(0, 80)}”`,
    );
    same(Date.parse(stringAt(answer.json, 'embargoedUntil')), until, 'embargoedUntil');
    same(valueAt(claimsOf(stamped.receipt), 'nbf'), until / 1000, 'nbf in the receipt');
    saw(`200, “${banner.slice(0, 100)}”, nbf ${clock(until)} in the receipt`);
    return stamped.receipt;
  });

  await tagblatt('finds the banner in every format', async (saw) => {
    for (const accept of ['text/html', 'text/plain']) {
      const answer = await group.get(`/v1/articles/${article.id}`, { accept });
      isStamped(answer);
      expect(answer.text.includes('EMBARGOED'), `a banner in ${accept}`);
    }
    saw('text/html and text/plain: the same banner on top');
  });

  await tagblatt('asks whether it may publish it already', async (saw) => {
    const answer = await group.decide(article.id, {
      action: 'display',
      title: 'brennsteiner-tagblatt',
      channel: 'web',
    });
    isOk(answer);
    same(valueAt(answer.json, 'outcome'), 'deny', 'the decision');
    same(valueAt(answer.json, 'code'), 'embargoed', 'the code');
    saw(`deny. ${stringAt(answer.json, 'sentence')}`);
    const verdict = await cast.reader.send('POST', '/v1/receipts/verify', { json: { receipt } });
    same(valueAt(verdict.json, 'inForce'), 'not_yet', 'what anyone learns from the receipt');
    saw('and the receipt, checked by anyone, says: not yet');
  });

  await refusal(querblick, 'has no advance delivery and is refused', 'embargoed', () =>
    portal.get(`/v1/articles/${article.id}`),
  );

  await querblick('asks again when the embargo has lifted', async (saw) => {
    await sleep(until - Date.now() + 50);
    const answer = await portal.get(`/v1/articles/${article.id}`);
    const stamped = isStamped(answer);
    same(valueAt(claimsOf(stamped.receipt), 'nbf'), undefined, 'nbf in its receipt');
    saw(`200 at ${clock(Date.now())}, nothing to wait for`);
  });

  await tagblatt('may publish now', async (saw) => {
    const answer = await group.decide(article.id, {
      action: 'display',
      title: 'brennsteiner-tagblatt',
      channel: 'web',
    });
    same(valueAt(answer.json, 'outcome'), 'permit', 'the decision');
    const page = await group.get(`/v1/articles/${article.id}`, { accept: 'text/html' });
    isStamped(page);
    expect(!page.text.includes('EMBARGOED'), 'no banner any more');
    cast.free.push(page.headers.get('Rights-Entry') ?? '');
    saw('permit; the page comes without the banner, and is free: it had this article already');
  });
}

function clock(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}
