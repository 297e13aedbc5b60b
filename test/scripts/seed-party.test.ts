/** Whoever asks again, because nobody answered or not yet, asks for the same thing: nothing is made twice. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { isMadeBefore, Pace, Party } from '../../scripts/newsroom/party.ts';

interface DeskAnswer {
  status: number;
  json: unknown;
}

let close = () => {};
afterEach(() => close());

/**
 * A desk at a gateway that says `answers`, one after the other; and the `Idempotency-Key` of each request.
 */
async function deskAt(answers: DeskAnswer[]) {
  const requests: (string | undefined)[] = [];
  const answerTo = (request: IncomingMessage): DeskAnswer => {
    if (request.url === '/oauth/token') return { status: 200, json: { access_token: 'at', expires_in: 900 } };
    requests.push(request.headers['idempotency-key'] as string | undefined);
    return answers[requests.length - 1] ?? { status: 500, json: {} };
  };
  const server = createServer((request, response) => {
    const { status, json } = answerTo(request);
    request.resume();
    response.writeHead(status, { 'Content-Type': 'application/json', 'Retry-After': '0' });
    response.end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => server.close();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const desk = new Party({ url, pace: new Pace(null) }, { client_id: 'opr_1', client_secret: 'secret' });
  return { desk, seen: requests };
}

const PENDING = { status: 503, json: { code: 'change_pending' } };
const BEFORE = { status: 409, json: { code: 'conflict', errors: [{ path: 'Idempotency-Key' }] } };
const MADE = { status: 201, json: { id: 'key_1' } };

it('all attempts of one POST have one Idempotency-Key, and another POST has another', {
  tags: 'slow',
}, async () => {
  const { desk, seen: requests } = await deskAt([PENDING, PENDING, BEFORE, MADE]);
  expect(isMadeBefore(await desk.call('POST', '/v1/admin/keys', { json: {} }))).toBe(true);
  expect(isMadeBefore(await desk.call('POST', '/v1/admin/keys', { json: {} }))).toBe(false);
  expect(requests[0]).toMatch(/^"[\w-]{16,100}"$/);
  expect(requests.slice(1, 3)).toEqual([requests[0], requests[0]]);
  expect(requests[3]).not.toBe(requests[0]);
});

it('another conflict is a failure, and what is read has no such key', async () => {
  const { desk, seen: requests } = await deskAt([
    { status: 409, json: { detail: 'The license is terminated.' } },
    { status: 200, json: {} },
  ]);
  await expect(desk.call('POST', '/v1/admin/keys', { json: {} })).rejects.toThrow(
    'The license is terminated.',
  );
  await desk.call('GET', '/v1/admin/keys');
  expect(requests[1]).toBeUndefined();
});
