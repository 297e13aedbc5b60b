/** Pages on real servers, which measure by their own clock how they are read. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_BYTES_MAX, PAUSE_MS, REDIRECTS_MAX } from '../../src/recall/reading/limits.ts';
import { type ReadingGateway, startReadingGateway } from '../support/reading-gateway.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Ports of sites that are closed: their objects still have their robots.txt. */
const usedPorts = new Set<number>();

/** Each has a port of its own, and therefore an object of its own. */
class Site {
  readonly requests: { path: string; atMs: number; agent: string | undefined }[] = [];
  robots: Handler = (_, response) => response.writeHead(404).end();
  page: Handler = (_, response) => html(response, '<p>Text</p>');
  #server: Server | undefined;

  async listen(): Promise<string> {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.requests.push({ path, atMs: performance.now(), agent: request.headers['user-agent'] });
      (path === '/robots.txt' ? this.robots : this.page)(request, response);
    });
    await new Promise<void>((done) => this.#server?.listen(0, '127.0.0.1', done));
    const { port } = this.#server.address() as AddressInfo;
    if (usedPorts.has(port)) {
      this.close();
      return this.listen();
    }
    usedPorts.add(port);
    return `http://127.0.0.1:${port}`;
  }

  get paths(): string[] {
    return this.requests.map(({ path }) => path);
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

const html = (response: ServerResponse, body: string) =>
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(body);

let gateway: ReadingGateway;
const sites: Site[] = [];

async function open(
  change: Partial<Pick<Site, 'robots' | 'page'>> = {},
): Promise<{ site: Site; url: string }> {
  const site = Object.assign(new Site(), change);
  sites.push(site);
  return { site, url: await site.listen() };
}

beforeAll(async () => {
  gateway = await startReadingGateway('local');
});
afterEach(() => {
  for (const site of sites.splice(0)) site.close();
});
afterAll(() => gateway?.stop());

describe('a page', () => {
  it('is read after robots.txt, under a name of its own, and has its status, text and digest', async () => {
    const { site, url } = await open();
    const page = await gateway.read(`${url}/story?x=1#part`);
    expect(page).toMatchObject({
      finalUrl: `${url}/story?x=1`,
      status: 200,
      reason: null,
      content: { kind: 'html', text: '<p>Text</p>' },
    });
    expect(page.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(site.paths).toEqual(['/robots.txt', '/story?x=1']);
    for (const { agent } of site.requests)
      expect(agent).toMatch(/^Imprimatur-Reader\/1\.0 \(\+http:\/\/localhost:\d+\/licensing\)$/);
  });

  it('is requested a second after the one before at the earliest, whoever reads', async () => {
    const { site, url } = await open({
      robots: (_, response) => setTimeout(() => response.writeHead(404).end(), 300),
    });
    await Promise.all([1, 2, 3].map((n) => gateway.read(`${url}/${n}`)));
    expect(site.paths.length).toBeGreaterThanOrEqual(4);
    const times = site.requests.map(({ atMs }) => atMs);
    for (const [index, atMs] of times.entries())
      if (index > 0) expect(atMs - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(PAUSE_MS - 5);
  });

  it.each([404, 410, 401, 403, 500])('that answers %i has that status', async (status) => {
    const { url } = await open({ page: (_, response) => response.writeHead(status).end('no') });
    expect(await gateway.read(url)).toMatchObject({ status, reason: 'status', content: null });
  });

  it('that is a picture is not read as text', async () => {
    const { url } = await open({
      page: (_, response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end('PNG'),
    });
    expect(await gateway.read(url)).toMatchObject({ status: 200, reason: 'not_text', content: null });
  });

  it('is read up to its limit, and no further', async () => {
    const { url } = await open({ page: (_, response) => html(response, ' '.repeat(PAGE_BYTES_MAX)) });
    expect(await gateway.read(url)).toMatchObject({ reason: null });
    const more = await open({ page: (_, response) => html(response, ' '.repeat(PAGE_BYTES_MAX + 1)) });
    expect(await gateway.read(more.url)).toMatchObject({ reason: 'too_large', sha256: null });
    let isClosed = false;
    const endless = await open({
      page: (request, response) => {
        request.on('close', () => {
          isClosed = true;
        });
        response.writeHead(200, { 'Content-Type': 'text/html' });
        const write = () => {
          while (!isClosed && response.write('x'.repeat(65_536)));
        };
        response.on('drain', write);
        write();
      },
    });
    expect(await gateway.read(endless.url)).toMatchObject({ reason: 'too_large' });
    await expect.poll(() => isClosed).toBe(true);
  });

  it('has ten seconds, also if it begins in time', async () => {
    const never = await open({ page: () => undefined });
    const slow = await open({
      page: (_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html' });
        const timer = setInterval(() => response.write('x'), 50);
        response.on('close', () => clearInterval(timer));
      },
    });
    expect(await gateway.fetch(`${never.url}/`, 300)).toMatchObject({ reason: 'timed_out' });
    expect(await gateway.fetch(`${slow.url}/`, 300)).toMatchObject({ reason: 'timed_out' });
    const redirecting = await open({
      robots: (_, response) => setTimeout(() => response.writeHead(404).end(), 6_000),
      page: (_, response) => setTimeout(() => html(response, 'late'), 6_000),
    });
    expect(await gateway.read(redirecting.url)).toMatchObject({ reason: 'timed_out' });
  });

  it('without a server is unreachable', async () => {
    const { site, url } = await open();
    site.close();
    expect(await gateway.read(url)).toMatchObject({ reason: 'robots_unreachable', status: null });
  });
});

describe('a redirect', () => {
  const to =
    (location: string): Handler =>
    (_, response) =>
      void response.writeHead(302, { Location: location }).end('moved');

  it('is followed to another host, by that host’s rules', async () => {
    const target = await open({ robots: (_, response) => response.end('User-agent: *\nDisallow: /closed') });
    const open1 = await open({ page: to(`${target.url}/open`) });
    expect(await gateway.read(open1.url)).toMatchObject({ finalUrl: `${target.url}/open`, status: 200 });
    const closed = await open({ page: to(`${target.url}/closed`) });
    expect(await gateway.read(closed.url)).toMatchObject({ reason: 'robots' });
    expect(target.site.paths).toEqual(['/robots.txt', '/open']);
  });

  it.each([
    'http://kansai.example/',
    'https://kansai.example/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'javascript:alert(1)',
    'http://user@127.0.0.1/',
    'http://[',
  ])('is not followed to %s', async (location) => {
    const { site, url } = await open({ page: to(location) });
    expect(await gateway.read(url)).toMatchObject({ status: 302, reason: 'redirected', finalUrl: url });
    expect(site.paths).toEqual(['/robots.txt', '/']);
  });

  it('is followed five times', async () => {
    const { site, url } = await open({
      page: ({ url: path = '' }, response) =>
        to(`/${Number(path.slice(1)) + 1}`)(undefined as never, response),
    });
    expect(await gateway.read(`${url}/0`)).toMatchObject({ reason: 'redirected' });
    expect(site.paths).toHaveLength(2 + REDIRECTS_MAX);
  });
});

describe('robots.txt', () => {
  it('is asked once for several pages, and obeyed', async () => {
    const { site, url } = await open({
      robots: (_, response) => response.end('User-agent: imprimatur-reader\nDisallow: /closed'),
    });
    expect(await gateway.read(`${url}/closed/1`)).toMatchObject({ reason: 'robots', status: null });
    expect(await gateway.read(`${url}/open`)).toMatchObject({ status: 200 });
    expect(site.paths).toEqual(['/robots.txt', '/open']);
  });

  it.each([500, 503, 429])('that answers %i permits nothing', async (status) => {
    const { site, url } = await open({ robots: (_, response) => response.writeHead(status).end() });
    expect(await gateway.read(url)).toMatchObject({ reason: 'robots_unreachable' });
    expect(site.paths).toEqual(['/robots.txt']);
  });

  it.each([400, 403, 404, 410])('that answers %i permits all', async (status) => {
    const { url } = await open({ robots: (_, response) => response.writeHead(status).end('Disallow: /') });
    expect(await gateway.read(url)).toMatchObject({ status: 200 });
  });

  it('may redirect, also to another host', async () => {
    const target = await open({ robots: (_, response) => response.end('User-agent: *\nDisallow: /') });
    const { site, url } = await open({
      robots: (_, response) => response.writeHead(301, { Location: `${target.url}/robots.txt` }).end(),
    });
    expect(await gateway.read(url)).toMatchObject({ reason: 'robots' });
    expect(site.paths).toEqual(['/robots.txt']);
    const elsewhere = await open({
      robots: (_, response) => response.writeHead(301, { Location: 'https://kansai.example/' }).end(),
    });
    expect(await gateway.read(elsewhere.url)).toMatchObject({ reason: 'robots_unreachable' });
  });

  it('counts up to half a megabyte', async () => {
    const { url } = await open({
      robots: (_, response) =>
        response.end(`User-agent: *\nDisallow: /a\n${'#'.repeat(600_000)}\nDisallow: /b`),
    });
    expect(await gateway.read(`${url}/a`)).toMatchObject({ reason: 'robots' });
    expect(await gateway.read(`${url}/b`)).toMatchObject({ status: 200 });
  });
});
