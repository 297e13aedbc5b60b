/**
 * Addresses that nobody must have the gateway read: this machine, its network, the metadata of a cloud. A
 * trap listens there; nothing may arrive, however the address is written.
 */
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRIVATE_HOSTS } from '../support/private-addresses.ts';
import { type ReadingGateway, startReadingGateway } from '../support/reading-gateway.ts';

let gateway: ReadingGateway;
let trap: Server;
let port: number;
let arrived = 0;

beforeAll(async () => {
  trap = createServer((socket) => {
    arrived++;
    socket.destroy();
  });
  await new Promise<void>((done) => trap.listen(0, '::', done));
  port = (trap.address() as { port: number }).port;
  gateway = await startReadingGateway('public');
});
afterAll(async () => {
  trap?.close();
  await gateway?.stop();
});

const REGISTERED = ['kansai.example', 'localhost', '127.0.0.1'];

describe('an address that is not public', () => {
  it('is called by a trap itself, so that the trap works', async () => {
    await fetch(`http://127.0.0.1:${port}`).catch(() => undefined);
    expect(arrived).toBe(1);
    arrived = 0;
  });

  it.each(PRIVATE_HOSTS)('is not read as %s, even if it were registered', async (host) => {
    for (const scheme of ['https', 'http']) {
      const url = `${scheme}://${host}:${port}/`;
      expect(await gateway.read(url, [...REGISTERED, new URL(url).hostname])).toMatchObject({
        status: null,
        reason: expect.stringMatching(/^(not_registered|robots_unreachable)$/),
      });
    }
    expect(arrived).toBe(0);
  });

  it.each(PRIVATE_HOSTS)('is not connected to as %s, whatever a name resolved to before', async (host) => {
    for (const scheme of ['https', 'http'])
      expect(await gateway.fetch(`${scheme}://${host}:${port}/`, 3_000)).toMatchObject({
        kind: 'unread',
        reason: expect.stringMatching(/^(unreachable|timed_out|busy)$/),
      });
    expect(arrived).toBe(0);
  });

  it.each([
    'http://kansai.example/',
    'https://kansai.example@127.0.0.1/',
    'https://user:secret@kansai.example/',
    'https://kansai.example.evil.example/',
    'https://notkansai.example/',
    'https://kansai.example./',
    'https://example/',
    'https://127.0.0.1#kansai.example/',
    'https://127.0.0.1\\@kansai.example/',
    'https://127.0.0.1?kansai.example/',
    'file:///etc/passwd',
    'ftp://kansai.example/',
    'data:text/html,x',
    'kansai.example',
    '//kansai.example/',
  ])('is not read as %s', async (url) => {
    expect(await gateway.read(url, ['kansai.example'])).toMatchObject({ reason: 'not_registered' });
  });
});
