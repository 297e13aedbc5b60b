/**
 * What a receipt reveals about its article after the agency withdrew or corrected it: the same to anyone,
 * whatever document the receipt came with.
 */
import { describe, expect, it } from 'vitest';
import type { PublicationState } from '../../src/articles/model.ts';
import type { VerifyAnswer } from '../../src/stamp/schema.ts';
import { headingOf, standingOf } from '../../src/stamp/wording.ts';
import { request } from '../support/gateway.ts';
import { drain, ingest, ingestWithPhotograph, scenario, wireItem } from '../support/newsroom.ts';

interface Answer {
  heading: string;
  standing: string;
  verdicts: { text: string; state: PublicationState }[];
}

const { newsroom, site } = await scenario();

type Item = ReturnType<typeof wireItem> & Record<string, unknown>;

/** An article that the site has published, and its receipt. */
async function published(change: Record<string, unknown> = {}) {
  const item: Item = wireItem(change);
  const { id } = await ingest(newsroom, item);
  const delivered = await request(`/v1/articles/${id}`, {
    token: site.token,
    headers: { Accept: 'text/html' },
  });
  expect(delivered.status).toBe(200);
  return { item, id, page: await delivered.text(), receipt: delivered.headers.get('Rights-Receipt') ?? '' };
}

const newer = (item: Item, change: Record<string, unknown>) =>
  ingest(newsroom, {
    ...item,
    version: String(Number(item.version) + 1),
    versionCreated: new Date(Date.parse(item.versionCreated) + 1_000).toISOString(),
    ...change,
  });

async function verified(json: object): Promise<Response> {
  const response = await request('/v1/receipts/verify', { method: 'POST', json });
  expect(response.status).toBe(200);
  return response;
}
const ofPage = async (document: string) => (await verified({ document })).json<Answer>();
/** States from a receipt alone, and from its record. */
async function statesOf(receipt: string): Promise<PublicationState[]> {
  await drain();
  const { state, claims } = await (await verified({ receipt })).json<{
    state: PublicationState;
    claims: { jti: string };
  }>();
  const record = await (await request(`/v1/receipts/${claims.jti}`)).json<{ state: PublicationState }>();
  return [state, record.state];
}

describe('the verdict on a published page', () => {
  it('says that the article is current, while it is', async () => {
    const { page, receipt } = await published();
    expect(await ofPage(page)).toMatchObject({
      standing: 'genuine',
      heading: 'Genuine receipt, unmodified text',
      verdicts: [{ text: 'unmodified', state: { state: 'current', version: '1' } }],
    });
    for (const state of await statesOf(receipt)) expect(state).toMatchObject({ state: 'current' });
  });

  it('never calls a killed article genuine, and gives the notice and since when', async () => {
    const { item, page, receipt } = await published();
    const before = new Date(Date.now() - 1_000).toISOString();
    await newer(item, { pubStatus: 'canceled', edNote: 'The figures were invented.' });
    const answer = await ofPage(page);
    expect(answer).toMatchObject({
      standing: 'withdrawn',
      heading: 'Killed by the agency: not for use, unmodified text',
      verdicts: [
        {
          text: 'unmodified',
          state: { state: 'killed', version: '2', notice: 'The figures were invented.' },
        },
      ],
    });
    expect((answer.verdicts[0]?.state.since ?? '') > before).toBe(true);
    for (const state of await statesOf(receipt)) expect(state).toMatchObject({ state: 'killed' });
  });

  it('says that an article is held, and that it is current again after its release', async () => {
    const { item, page } = await published();
    await newer(item, { pubStatus: 'withheld' });
    expect(await ofPage(page)).toMatchObject({
      standing: 'withdrawn',
      heading: 'Withheld by the agency: not for use for now, unmodified text',
      verdicts: [{ state: { state: 'held' } }],
    });
    await newer({ ...item, version: '2', versionCreated: new Date().toISOString() }, {});
    expect(await ofPage(page)).toMatchObject({
      standing: 'genuine',
      verdicts: [{ state: { state: 'updated' } }],
    });
  });

  it('says that a newer version corrects it, or only updates it', async () => {
    const { item, page } = await published();
    const headlines = [{ value: 'Harbor pilots go on' }];
    await newer(item, { headlines });
    expect(await ofPage(page)).toMatchObject({
      heading: 'Genuine receipt, unmodified text, a newer version is current',
      verdicts: [{ state: { state: 'updated', version: '2' } }],
    });
    await newer(
      { ...item, version: '2', versionCreated: new Date().toISOString() },
      { edNote: 'Correction: it was two years.', headlines },
    );
    expect(await ofPage(page)).toMatchObject({
      standing: 'genuine',
      heading: 'Genuine receipt, unmodified text, corrected since',
      verdicts: [{ state: { state: 'corrected', version: '3' } }],
    });
  });

  it('says that an article was put under embargo, and until when', async () => {
    const { item, page } = await published();
    const embargoedUntil = new Date(Date.now() + 3_600_000).toISOString();
    await newer(item, { embargoedUntil });
    expect(await ofPage(page)).toMatchObject({
      heading: 'Genuine receipt, unmodified text, embargoed',
      verdicts: [{ state: { state: 'embargoed', until: embargoedUntil } }],
    });
  });
});

describe('the verdict on an article with a photograph that is killed by itself', () => {
  async function withKilledPhotograph() {
    const article = await ingestWithPhotograph(newsroom);
    const fetched = async (path: string) => {
      const answer = await request(path, { token: site.token, headers: { Accept: 'text/html' } });
      expect(answer.status).toBe(200);
      return { page: await answer.text(), receipt: answer.headers.get('Rights-Receipt') ?? '' };
    };
    const whole = await fetched(`/v1/articles/${article.id}`);
    const picture = await request(`/v1/articles/${article.id}/components/${article.photograph}`, {
      token: site.token,
    });
    const bytes = new Uint8Array(await picture.arrayBuffer());
    const own = { ...wireItem(), uri: `${article.uri}:photo`, type: 'picture', bodies: [] };
    const { id } = await ingest(newsroom, own);
    const killed = await request(`/v1/admin/articles/${id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { pubStatus: 'canceled', notice: 'Staged.' },
    });
    expect(killed.status).toBe(200);
    return { article, whole, bytes, picture: picture.headers.get('Rights-Receipt') ?? '' };
  }

  it('names the photograph, and does not condemn the text', async () => {
    const { article, whole } = await withKilledPhotograph();
    expect(await ofPage(whole.page)).toMatchObject({
      standing: 'genuine',
      heading: 'Genuine receipt, unmodified text, one part of it withdrawn since',
      verdicts: [{ state: { state: 'current', withdrawn: [article.photograph] } }],
    });
    for (const state of await statesOf(whole.receipt))
      expect(state).toMatchObject({ state: 'current', withdrawn: [article.photograph] });
  });

  it('never calls the photograph genuine by its own receipt', async () => {
    const { article, picture } = await withKilledPhotograph();
    for (const state of await statesOf(picture)) {
      expect(state).toMatchObject({ state: 'killed', withdrawn: [article.photograph] });
      expect(state).not.toHaveProperty('since');
    }
  });

  it('never calls the photograph genuine by the receipt of the article', async () => {
    const { article, whole, bytes } = await withKilledPhotograph();
    await drain();
    const response = await request('/v1/receipts/verify', {
      method: 'POST',
      body: bytes,
      headers: { 'Content-Type': 'image/png', 'Rights-Receipt': whole.receipt },
    });
    const answer = await response.json<VerifyAnswer>();
    expect(answer).toMatchObject({
      picture: 'unmodified',
      state: { state: 'killed', withdrawn: [article.photograph] },
    });
    expect(standingOf(answer)).toBe('withdrawn');
    expect(headingOf(answer)).toBe('Killed by the agency: not for use, unmodified picture');
  });
});
