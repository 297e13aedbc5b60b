/**
 * Sends each reproduction (reproductions.ts) to a gateway, beside a second client that fetches an article
 * again and again, and measures what they cost each other.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Embedded, tokenOf } from '../support/embedded.ts';
import { scene } from '../support/scenes.ts';
import { ingestText, openSmallSite } from '../support/small-site.ts';
import { REPRODUCTIONS, type Reproduction, type Target } from './reproductions.ts';

export interface Measured {
  name: string;
  answer: [status: number, code?: string];
  expected: Reproduction['answer'];
  /** Milliseconds until the answer is read. */
  ms: number;
  /** Resident megabytes of the runtime above those before the request, at most. */
  mb: number;
  /** Milliseconds of the slowest answer that the second client got meanwhile. */
  otherMs: number;
}

interface Desk {
  url: string;
  token: string;
}

export async function openTarget({ url, admin }: Embedded): Promise<Target> {
  const desk = { url, token: await tokenOf(url, admin) };
  const site = await openSmallSite(desk, { components: ['dispatch', 'photograph'] });
  const article = await ingestText(desk, 'urn:test:hostile');
  const picture = await ingestPicture(desk, 'urn:test:hostile-picture');
  const fetched = await fetch(`${url}/v1/articles/${article}`, {
    headers: { Authorization: `Bearer ${site.token}` },
  });
  await fetched.arrayBuffer();
  const receipt = fetched.headers.get('Rights-Receipt') ?? '';
  return {
    url,
    desk: desk.token,
    partner: site.token,
    article,
    receipt,
    pictureReceipt: await deliveredPicture(desk, site.token),
    picture,
  };
}

/** A new article with one photograph, which has no bytes yet. */
async function ingestPicture(desk: Desk, uri: string): Promise<Target['picture']> {
  const response = await fetch(`${desk.url}/v1/admin/articles?section=news`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${desk.token}` },
    body: JSON.stringify({
      uri,
      version: '1',
      type: 'text',
      versionCreated: '2026-01-01T00:00:00Z',
      headlines: [{ value: 'A picture' }],
      bodies: [{ contentType: 'text/plain', value: 'Text.' }],
      associations: [{ name: 'p', uri: `${uri}:1`, type: 'picture' }],
    }),
  });
  const { id, components } = (await response.json()) as {
    id: string;
    components: { id: string; type: string }[];
  };
  return { article: id, component: components.find(({ type }) => type === 'photograph')?.id ?? '' };
}

/**
 * The receipt of a photograph that has a perceptual digest: other pictures are decoded to be compared with
 * it.
 */
async function deliveredPicture(desk: Desk, partner: string): Promise<string> {
  const { article, component } = await ingestPicture(desk, 'urn:test:hostile-delivered');
  const path = `/articles/${article}/components/${component}`;
  await fetch(`${desk.url}/v1/admin${path}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'image/png', Authorization: `Bearer ${desk.token}` },
    body: new Uint8Array(await scene(0)),
  });
  const response = await fetch(`${desk.url}/v1${path}`, { headers: { Authorization: `Bearer ${partner}` } });
  await response.arrayBuffer();
  const receipt = response.headers.get('Rights-Receipt');
  if (receipt === null) throw new Error(`the photograph was not delivered: ${response.status}`);
  return receipt;
}

export async function measureAll(target: Target, stateDir: string): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const reproduction of REPRODUCTIONS) measured.push(await measure(reproduction, target, stateDir));
  return measured;
}

async function measure(reproduction: Reproduction, target: Target, stateDir: string): Promise<Measured> {
  const { path, init } = reproduction.request(target);
  const pids = runtimesOf(stateDir);
  const idle = residentMb(pids);
  let highest = idle;
  const sampling = setInterval(() => {
    highest = Math.max(highest, residentMb(pids));
  }, 5);
  const other = new SecondClient(target);
  await other.answered(5);
  const begunMs = performance.now();
  const response = await fetch(`${target.url}${path}`, init);
  const text = await response.text();
  const ms = performance.now() - begunMs;
  await other.answered(2);
  const otherMs = await other.stop();
  clearInterval(sampling);
  const code = response.ok ? undefined : (JSON.parse(text) as { code: string }).code;
  const answer: Measured['answer'] = code === undefined ? [response.status] : [response.status, code];
  return { name: reproduction.name, answer, expected: reproduction.answer, ms, mb: highest - idle, otherMs };
}

/** Fetches one article again and again, one request after the other. */
class SecondClient {
  readonly #target: Target;
  readonly #done: Promise<void>;
  #answers = 0;
  #slowestMs = 0;
  #stopped = false;
  #notify = () => {};

  constructor(target: Target) {
    this.#target = target;
    this.#done = this.#run();
  }

  /** Resolves after so many more answers; what came before is not counted as slow. */
  async answered(more: number): Promise<void> {
    const until = this.#answers + more;
    while (this.#answers < until)
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
  }

  async stop(): Promise<number> {
    this.#stopped = true;
    await this.#done;
    return this.#slowestMs;
  }

  async #run(): Promise<void> {
    const { url, article, partner } = this.#target;
    while (!this.#stopped) {
      const begunMs = performance.now();
      const response = await fetch(`${url}/v1/articles/${article}`, {
        headers: { Authorization: `Bearer ${partner}` },
      });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`the second client got ${response.status}`);
      if (this.#answers >= 5) this.#slowestMs = Math.max(this.#slowestMs, performance.now() - begunMs);
      this.#answers++;
      this.#notify();
    }
  }
}

function runtimesOf(stateDir: string): number[] {
  const lock = JSON.parse(readFileSync(join(stateDir, 'lock.json'), 'utf8')) as { runtimes?: number[] };
  return lock.runtimes ?? [];
}

/** Of processes; 0 where the machine does not say. */
function residentMb(pids: number[]): number {
  const kb = pids.map((pid) => {
    const path = `/proc/${pid}/status`;
    return existsSync(path) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) : 0;
  });
  return Math.round(kb.reduce((sum, size) => sum + size, 0) / 1024);
}
