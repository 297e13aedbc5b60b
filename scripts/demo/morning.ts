/** Chapter 1: a partner's site does a morning's work. */
import { listAt, requestToken, stringAt, valueAt } from '../newsroom/client.ts';
import { askToken, type Cast, publish } from './cast.ts';
import { associationNames, isOk, isStamped, short } from './checks.ts';
import { picture } from './picture.ts';
import { expect, type Story, same, voices } from './step.ts';

export async function morning(story: Story, cast: Cast): Promise<void> {
  const { tagblatt, newsroom, reader, hallwangerPost } = voices(story);
  const { group } = cast.parties;
  const { item } = cast.newsroom.story.morning;

  await tagblatt('exchanges its API key for an access token', async (saw) => {
    const answer = await requestToken(cast.gateway, group.key);
    isOk(answer);
    same(valueAt(answer.json, 'token_type'), 'Bearer', 'the token type');
    same(
      valueAt(answer.json, 'authorization_details', 0, 'license'),
      group.license,
      'the license in the token',
    );
    saw(`Bearer, ${valueAt(answer.json, 'expires_in')} s, for license ${short(group.license)}`);
  });

  await tagblatt('asks for a token for Austrian newsletters only, then for one for Japan', async (saw) => {
    const narrow = await askToken(cast, group, { locations: ['AT'], channels: ['newsletter'] });
    isOk(narrow);
    same(
      JSON.stringify(valueAt(narrow.json, 'authorization_details', 0, 'locations')),
      '["AT"]',
      'the territories of the narrower token',
    );
    const wide = await askToken(cast, group, { locations: ['JP'] });
    same(wide.status, 400, 'the status of the wider request');
    same(valueAt(wide.json, 'error'), 'invalid_authorization_details', 'the error');
    saw(`the first: AT, newsletter; the second: 400 ${stringAt(wide.json, 'error_description')}`);
  });

  const article = await newsroom('sends a report with a photograph and a graphic', async (saw) => {
    const fresh = await publish(cast, item);
    saw(`201, item ${short(fresh.id)}, components ${[...fresh.components.keys()].join(', ')}`);
    return fresh;
  });

  await tagblatt('lists what is new in politics', async (saw) => {
    const answer = await group.get('/v1/articles?section=politics');
    isOk(answer);
    const listed = listAt(answer.json, 'items').find((item) => valueAt(item, 'id') === article.id);
    expect(listed !== undefined, 'the report in the list');
    same(valueAt(listed, 'changeType'), 'new', 'its change type');
    const allowed = listAt(listed, 'components').filter(
      (component) => valueAt(component, 'allowed') === true,
    );
    same(allowed.length, 3, 'the number of parts that may be used');
    saw(
      `${listAt(answer.json, 'items').length} items; “${valueAt(listed, 'headline')}”, all 3 parts allowed`,
    );
  });

  const ninjs = await tagblatt('fetches it as ninjs', async (saw) => {
    const answer = await group.get(`/v1/articles/${article.id}`);
    const { entry, receipt } = isStamped(answer);
    same(associationNames(answer).sort().join(), 'graphic-toll,photo-harbor', 'the associations');
    same(valueAt(answer.json, 'standard', 'version'), '3.1', 'the ninjs version');
    expect(
      stringAt(answer.json, 'copyrightNotice').includes('All rights reserved'),
      'the reservation in the item',
    );
    expect(
      stringAt(answer.json, 'rightsInfo', 'encodedRights').includes('"Agreement"'),
      'the rights expression in the item',
    );
    expect(
      stringAt(answer.json, 'trustIndicators', 0, 'href').endsWith(`/verify#${receipt}`),
      'the receipt in the item',
    );
    saw(`200, entry ${short(entry)}, receipt of ${receipt.length} bytes`);
    saw(`“${stringAt(answer.json, 'usageTerms').slice(0, 220)}…”`);
    return { answer, receipt };
  });

  await picture(story, cast, ninjs.answer.json);

  const page = await tagblatt('fetches it as HTML', async (saw) => {
    const answer = await group.get(`/v1/articles/${article.id}`, { accept: 'text/html' });
    const { receipt } = isStamped(answer);
    same(receipt, ninjs.receipt, 'the receipt in another format');
    expect(answer.text.includes('Tidemark News Agency'), 'the agency named on the page');
    expect(!/<script(?! type="application\/ld\+json")/i.test(answer.text), 'no script on the page');
    saw('200 text/html, one grant, the same receipt');
    return answer;
  });

  await tagblatt('asks again with the ETag that it has', async (saw) => {
    const answer = await group.get(`/v1/articles/${article.id}`, {
      headers: { 'If-None-Match': ninjs.answer.headers.get('ETag') ?? '' },
    });
    isOk(answer, 304);
    cast.free.push(answer.headers.get('Rights-Entry') ?? '');
    saw('304, logged and free');
  });

  await reader('checks the receipt of the published page, and of one with a changed sum', async (saw) => {
    const verify = (html: string) =>
      cast.reader.send('POST', '/v1/receipts/verify', { json: { receipt: ninjs.receipt, html } });
    const true_ = await verify(page.text);
    isOk(true_);
    same(valueAt(true_.json, 'valid'), true, 'the verdict on the receipt');
    same(valueAt(true_.json, 'text'), 'unmodified', 'the verdict on the text');
    same(valueAt(true_.json, 'inForce'), 'in_force', 'the verdict on the time');
    const forged = await verify(page.text.replace('1.80 euros', '2.80 euros'));
    same(valueAt(forged.json, 'text'), 'altered', 'the verdict on the changed text');
    same(listAt(forged.json, 'changed').length, 1, 'the number of changed paragraphs');
    saw(
      `the first: valid, unmodified, in force; the second: altered, in block ${valueAt(forged.json, 'changed', 0)}`,
    );
  });

  await hallwangerPost('asks: may I put this in the newsletter in Austria? And in Japan?', async (saw) => {
    const use = { action: 'distribute', title: 'hallwanger-post', channel: 'newsletter' };
    const yes = await group.decide(article.id, { ...use, territory: 'AT' });
    isOk(yes);
    same(valueAt(yes.json, 'outcome'), 'permit', 'the decision for Austria');
    saw(`AT: permit. ${stringAt(yes.json, 'sentence')}`);
    const no = await group.decide(article.id, { ...use, territory: 'JP' });
    same(valueAt(no.json, 'outcome'), 'deny', 'the decision for Japan');
    same(valueAt(no.json, 'code'), 'territory_not_licensed', 'the code for Japan');
    saw(`JP: deny. ${stringAt(no.json, 'sentence')}`);
  });
}
