/** Receiving events with the client: what it takes, answers and refuses. */
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { handleWebhook, verifyWebhook } from '../../client/src/webhook.ts';

const [SECRET, OLD] = [7, 8].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`) as [
  string,
  string,
];
const KILL = {
  id: 'evt_1',
  type: 'article.killed',
  timestamp: '2026-11-30T10:00:00.000Z',
  data: { license: 'lic_1', article: 'itm_1' },
};

/** Signed as a stranger's library does. */
function signed(message: object, { secret = SECRET, at = new Date() } = {}): Request {
  const body = JSON.stringify(message);
  const headers = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign('evt_1', at, body),
  };
  return new Request('https://hooks.example/', { method: 'POST', headers, body });
}

async function handled(request: Request, secret: string | string[] = SECRET) {
  const events: string[] = [];
  const response = await handleWebhook(request, secret, ({ type }) => void events.push(type));
  return { status: response.status, text: await response.text(), events };
}

describe('a receiver with the client', () => {
  it('takes an event that is signed, also with the secret of before', async () => {
    expect(await handled(signed(KILL))).toEqual({ status: 204, text: '', events: ['article.killed'] });
    expect((await handled(signed(KILL, { secret: OLD }), [SECRET, OLD])).events).toEqual(['article.killed']);
  });

  it('answers a challenge, and takes a test without an event', async () => {
    const message = (type: string) => ({ ...KILL, type, data: { endpoint: 'whk_1', challenge: 'c-1' } });
    expect(await handled(signed(message('endpoint.challenge')))).toEqual({
      status: 200,
      text: '{"challenge":"c-1"}',
      events: [],
    });
    expect(await handled(signed(message('endpoint.test')))).toEqual({ status: 204, text: '', events: [] });
  });

  it.each([
    ['by another secret', signed(KILL, { secret: OLD })],
    ['long ago', signed(KILL, { at: new Date(Date.now() - 6 * 60_000) })],
    ['not at all', new Request('https://hooks.example/', { method: 'POST', body: JSON.stringify(KILL) })],
  ])('refuses a message that is signed %s', async (_, request) => {
    expect(await handled(request)).toMatchObject({ status: 401, events: [] });
  });

  it('refuses a body that was changed', async () => {
    const request = signed(KILL);
    const body = (await request.text()).replace('itm_1', 'itm_2');
    await expect(verifyWebhook({ headers: request.headers, body }, SECRET)).rejects.toThrow('no signature');
  });

  it('has the event sent again if its handler throws', async () => {
    const failing = handleWebhook(signed(KILL), SECRET, () => Promise.reject(new Error('busy')));
    await expect(failing).rejects.toThrow('busy');
  });
});
