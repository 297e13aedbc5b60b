/** A site that also fetches a photograph by itself. */
import { type Ask, caller, perform } from '../../test/crash/callers.ts';
import { licenseDesk, newsDesk } from '../../test/crash/desk.ts';
import { CHOSEN_KEYS, type Fixture, newKey, type Site } from '../../test/crash/fixture.ts';
import type { Random } from '../../test/crash/random.ts';
import { pause } from '../../test/crash/victim.ts';
import { call } from '../../test/support/calls.ts';
import { post, SITE, webTerms } from '../../test/support/small-site.ts';
import { readMedia } from '../newsroom/sample.ts';

const NAME = 'harbor-night.jpg';
const RESTS_MS = { least: 20, most: 60 };

export interface PictureSite {
  site: Site;
  article: string;
  path: string;
}

/** The other callers use this site too, and the desk stops it as it does the others. */
export async function openPictureSite(fixture: Fixture, file: string): Promise<PictureSite> {
  const { url, admin } = fixture;
  const desk = { url, token: admin.token };
  const product = await post(desk, 'products', { name: 'All', sections: ['news'] });
  const partner = await post(desk, 'partners', { name: 'Pictures', titles: [SITE] });
  const components = ['dispatch', 'photograph'];
  const { id: license } = await post(desk, 'licenses', webTerms(partner.id, product.id, { components }));
  const site: Site = {
    partner: partner.id,
    license,
    titles: [SITE.id],
    keys: [await newKey(fixture, license), await newKey(fixture, license)],
  };
  fixture.sites.push(site);
  const articles = `${url}/v1/admin/articles`;
  const { id: article, components: uploaded } = await call<{
    id: string;
    components: { id: string; type: string }[];
  }>(`${articles}?section=news`, admin.token, 'PUT', {
    uri: 'urn:test:rehearsal:picture',
    version: '1',
    type: 'text',
    versionCreated: '2026-11-01T00:00:00Z',
    headlines: [{ value: 'With a picture' }],
    bodies: [{ contentType: 'text/plain', value: 'And a text.' }],
    associations: [{ name: NAME, uri: `urn:test:rehearsal:${NAME}`, type: 'picture' }],
  });
  const photograph = uploaded.find(({ type }) => type === 'photograph')?.id ?? '';
  const { bytes, contentType } = await readMedia(file);
  const put = await fetch(`${articles}/${article}/components/${photograph}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${admin.token}`, 'Content-Type': contentType },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  if (!put.ok) throw new Error(`the picture: ${put.status} ${await put.text()}`);
  return { site, article, path: `/v1/articles/${article}/components/${photograph}` };
}

async function pictureCaller(
  fixture: Fixture,
  { site, article, path }: PictureSite,
  random: Random,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const about = { site, article, key: random.pick(site.keys.slice(-CHOSEN_KEYS)), method: 'GET' as const };
    const ask: Ask = { ...about, path: random.chance(0.5) ? path : `/v1/articles/${article}` };
    await perform(fixture, ask);
    await pause(random.between(RESTS_MS.least, RESTS_MS.most));
  }
}

/** Partners' sites, one with pictures, and both desks, until `end`, which throws what stopped one of them. */
export function startLoad(
  fixture: Fixture,
  pictures: PictureSite,
  random: Random,
  { connections, restMs }: { connections: number; restMs: number },
): { end(): Promise<unknown> } {
  let isEnded = false;
  const isOver = () => isEnded;
  const load = Promise.all([
    ...Array.from({ length: connections }, () => caller(fixture, random.fork(), isOver, restMs)),
    pictureCaller(fixture, pictures, random.fork(), isOver),
    licenseDesk(fixture, random.fork(), isOver),
    newsDesk(fixture, random.fork(), isOver),
  ]);
  load.catch(() => undefined);
  return {
    end() {
      isEnded = true;
      return load;
    },
  };
}
