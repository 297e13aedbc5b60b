/** Compares the path of a delivery in `docs/architecture.md` with the files that a request runs through. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { executedFiles, notingWorker } from '../support/executed-files.ts';
import { ingestText, openSmallSite } from '../support/small-site.ts';

/** Most files that a reader opens to follow a delivery. */
const STEPS_MAX = 45;

const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8');
const chapter = textBetween(text, 'walk').replaceAll('\n  ', ' ');
const steps = [...chapter.matchAll(/^\| `(src\/\S+)` \|/gm)].map(([, file]) => file ?? '');
const helpers = [...chapter.matchAll(/^- `?(src\/\S+?)`?: (.+)$/gm)].flatMap(([, folder = '', names = '']) =>
  [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => `${folder}/${name}`),
);

const state = temporaryState();
let gateway: Embedded;
let executed: string[];

beforeAll(async () => {
  gateway = await startEmbedded(state.dir, { isLimited: false, worker: notingWorker() });
  const desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  const { token } = await openSmallSite(desk);
  const deliver = async (uri: string) => {
    const address = `${gateway.url}/v1/articles/${await ingestText(desk, uri)}`;
    const { status, files } = await executedFiles(address, { Authorization: `Bearer ${token}` });
    expect([uri, status]).toEqual([uri, 200]);
    return files;
  };
  // The license is cached from then on.
  await deliver('urn:test:first');
  const [files = [], ...others] = [
    await deliver('urn:test:1'),
    await deliver('urn:test:2'),
    await deliver('urn:test:3'),
  ];
  // An alarm of a ledger shard may run during one of them.
  executed = files.filter((file) => others.every((list) => list.includes(file)));
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

describe('the path of a delivery in docs/architecture.md', () => {
  it('has the files in the order in which a cold article is delivered', () => {
    const order = new Map(executed.map((file, place) => [file, place]));
    expect(steps.filter((file) => !order.has(file))).toEqual([]);
    expect(steps).toEqual([...steps].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
    expect(steps.length).toBeLessThanOrEqual(STEPS_MAX);
  });

  it('names every other file of a room that the request runs through as a helper', () => {
    const listed = new Set([...steps, ...helpers]);
    const rooms = executed.filter((file) => /^src\/(?!platform\/|rights\/)/.test(file));
    expect(rooms.filter((file) => !listed.has(file))).toEqual([]);
    expect(helpers.filter((file) => !executed.includes(file))).toEqual([]);
  });
});

function textBetween(text: string, name: string): string {
  const [, chapter = ''] = text.split(`<!-- ${name} -->`);
  return chapter.split(`<!-- /${name} -->`)[0] ?? '';
}
