/**
 * Pictures of the sample newsroom over HTTP, as a partner's site fetches them: others' tools read them and
 * see the same picture.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { readMedia } from '../../scripts/newsroom/sample.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { exiftoolAbsent, metadataOf } from '../support/exiftool.ts';
import { openSmallSite } from '../support/small-site.ts';

const state = temporaryState();
const NAMES = readdirSync(join(ROOT, 'sample', 'media'));
const HOLDER = 'Bursztyn Pictures';

let gateway: Embedded;
let token: string;
let article: string;
/** By file in sample/media. */
const components = new Map<string, string>();
const files = new Map<string, { bytes: Uint8Array; headers: Headers }>();

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  const admin = await tokenOf(gateway.url, gateway.admin);
  ({ token } = await openSmallSite(
    { url: gateway.url, token: admin },
    { components: ['dispatch', 'photograph', 'graphic', 'logo'] },
  ));
  const desk = `${gateway.url}/v1/admin/articles`;
  const item = {
    uri: 'urn:test:pictures',
    version: '1',
    type: 'text',
    versionCreated: '2026-11-01T00:00:00Z',
    headlines: [{ value: 'Pictures' }],
    bodies: [{ contentType: 'text/plain', value: 'All of them.' }],
    associations: NAMES.map((name) => ({
      name,
      uri: `urn:test:${name}`,
      type: 'picture',
      by: 'Zofia Wrzesińska',
      copyrightHolder: HOLDER,
    })),
  };
  const created = await call<{ id: string }>(`${desk}?section=news`, admin, 'PUT', item);
  article = created.id;
  const resource = await call<{ components: { id: string; name: string }[] }>(
    `${desk}/${article}`,
    admin,
    'GET',
  );
  for (const name of NAMES) {
    const id = resource.components.find((component) => component.name === name)?.id ?? '';
    components.set(name, id);
    const { bytes, contentType } = await readMedia(name);
    const put = await fetch(`${desk}/${article}/components/${id}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${admin}`, 'Content-Type': contentType },
      body: bytes as Uint8Array<ArrayBuffer>,
    });
    expect(put.status).toBe(201);
  }
  for (const name of NAMES) {
    const answer = await get(name);
    expect(answer.status).toBe(200);
    files.set(name, { bytes: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers });
  }
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

const get = (name: string, headers: Record<string, string> = {}, query = '') =>
  fetch(`${gateway.url}/v1/articles/${article}/components/${components.get(name)}${query}`, {
    headers: { Authorization: `Bearer ${token}`, ...headers },
  });

describe('the pictures of the sample', () => {
  it('show the same pixels as the newsroom’s', async () => {
    for (const [name, { bytes }] of files) {
      const [sent, came] = [sharp((await readMedia(name)).bytes), sharp(bytes)];
      expect([name, await came.stats()]).toEqual([name, await sent.stats()]);
      const [before, after] = await Promise.all([sent.raw().toBuffer(), came.raw().toBuffer()]);
      expect(after.equals(before), name).toBe(true);
    }
  });

  it.skipIf(exiftoolAbsent)('say whose they are to exiftool, with no word of another left', () => {
    const found = metadataOf([...files.values()].map(({ bytes }) => bytes));
    expect(found.length).toBe(NAMES.length);
    for (const fields of found) {
      expect(fields).toMatchObject({
        'XMP-dc:Rights': `© ${HOLDER}`,
        'XMP-photoshop:Credit': `Zofia Wrzesińska / ${HOLDER}`,
        'XMP-plus:CopyrightOwner': [{ CopyrightOwnerName: HOLDER }],
        'XMP-plus:Licensor': [{ LicensorName: 'Tidemark News Agency' }],
        'XMP-plus:DataMining': 'Prohibited, see plus:OtherConstraints',
        'XMP-xmpRights:Marked': true,
      });
      expect(fields['ExifTool:Warning']).toBeUndefined();
      expect(fields['IFD0:Copyright'] ?? `© ${HOLDER}`).toBe(`© ${HOLDER}`);
    }
  });

  it('come in parts that make up the whole, over a socket', async () => {
    for (const [name, { bytes, headers }] of files) {
      const middle = Math.floor(bytes.length / 2);
      const tag = { 'If-Range': headers.get('ETag') ?? '' };
      const parts = [
        await get(name, { Range: `bytes=0-${middle - 1}`, ...tag }),
        await get(name, { Range: `bytes=${middle}-`, ...tag }),
      ];
      expect(parts.map(({ status }) => status)).toEqual([206, 206]);
      const whole = Buffer.concat(
        await Promise.all(parts.map(async (part) => Buffer.from(await part.arrayBuffer()))),
      );
      expect(whole.equals(bytes), name).toBe(true);
      const digest = `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
      expect([headers.get('Content-Digest'), parts[1]?.headers.get('Repr-Digest')]).toEqual([digest, digest]);
    }
  });

  it('are genuine to npm run verify, with their receipt and its record; a scaled copy looks the same, and another picture does not', async () => {
    const [name = ''] = NAMES;
    const file = files.get(name);
    const receipt = file?.headers.get('Rights-Receipt') ?? '';
    const [, claims = ''] = receipt.split('.');
    const { jti } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jti: string };
    const keys = await (await fetch(`${gateway.url}/.well-known/jwks.json`)).text();
    const record = await recordOf(jti);
    const folder = state.dir;
    const save = (as: string, content: string | Uint8Array) => {
      const path = join(folder, as);
      writeFileSync(path, content);
      return path;
    };
    const saved = [
      save('receipt.txt', receipt),
      save('record.json', record),
      '--keys',
      save('keys.json', keys),
    ];
    const verify = (picture: string) =>
      spawnSync(process.execPath, [join(ROOT, 'scripts', 'verify.ts'), picture, ...saved], {
        encoding: 'utf8',
      });
    const genuine = verify(save('delivered.jpg', file?.bytes ?? ''));
    expect([genuine.status, genuine.stdout]).toEqual([0, expect.stringContaining('delivered.jpg: GENUINE')]);
    const original = readFileSync(join(ROOT, 'sample', 'media', name));
    const scaled = await sharp(file?.bytes).resize(400).jpeg({ quality: 70 }).toBuffer();
    for (const copy of [original, scaled]) {
      const alike = verify(save('copy.jpg', copy));
      expect([alike.status, alike.stdout]).toEqual([
        2,
        expect.stringContaining('copy.jpg: COULD NOT BE CHECKED: picture: by its looks the same'),
      ]);
    }
    const [delivered] = JSON.parse(record).delivered as { component: string }[];
    const since = { state: 'current', asOf: new Date().toISOString(), withdrawn: [delivered?.component] };
    save('record.json', JSON.stringify({ ...JSON.parse(record), state: since }));
    for (const copy of ['delivered.jpg', 'copy.jpg'])
      expect(verify(join(folder, copy))).toMatchObject({
        status: 1,
        stdout: expect.stringMatching(
          new RegExp(`${copy}: WITHDRAWN BY THE AGENCY: picture: .*(withdrawn by itself since|not for use)`),
        ),
      });
    save('record.json', record);
    const other = verify(save('other.jpg', readFileSync(join(ROOT, 'sample', 'media', 'lighthouse.jpg'))));
    expect([other.status, other.stdout]).toEqual([
      1,
      expect.stringContaining('other.jpg: NOT GENUINE: picture: by its looks another picture'),
    ]);
  });
});

const verdictOn = async (picture: Uint8Array, receipt: string) => {
  const answer = await fetch(`${gateway.url}/v1/receipts/verify`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ receipt, picture: Buffer.from(picture).toString('base64') }),
  });
  return ((await answer.json()) as { picture?: string }).picture;
};

describe('a picture as a site shows it', () => {
  it('is the same picture to the gateway when it was scaled, and another one when it is; neither is called unmodified', async () => {
    const photographs = NAMES.filter((name) => name.endsWith('.jpg'));
    for (const [place, name] of photographs.entries()) {
      const { bytes, headers } = files.get(name) ?? { bytes: new Uint8Array(), headers: new Headers() };
      const receipt = headers.get('Rights-Receipt') ?? '';
      await expect.poll(() => verdictOn(bytes, receipt)).toBe('unmodified');
      const bare = await sharp(bytes).resize(640).jpeg({ quality: 75 }).toBuffer();
      expect([name, await verdictOn(bare, receipt)]).toEqual([name, 'same_picture']);
      const other = files.get(photographs[(place + 1) % photographs.length] ?? '')?.bytes ?? bytes;
      expect([name, await verdictOn(other, receipt)]).toEqual([name, 'another_picture']);
    }
  });
});

describe('a rendition by width', () => {
  const smaller = async (name: string, width: number) => {
    const answer = await get(name, {}, `?width=${width}`);
    return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };

  it('is so wide, in the same format, with the rights in it and a receipt of its own', async () => {
    const uploaded = [];
    for (const name of NAMES) {
      const { answer, bytes } = await smaller(name, 320);
      expect([name, answer.status]).toEqual([name, 200]);
      const { format, width, height } = await sharp(bytes).metadata();
      const whole = await sharp(files.get(name)?.bytes).metadata();
      expect([name, format, width]).toEqual([name, whole.format, 320]);
      expect(Math.abs(((height ?? 0) * (whole.width ?? 0)) / 320 - (whole.height ?? 0))).toBeLessThan(3);
      expect(answer.headers.get('Content-Digest')).toBe(
        `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
      );
      expect(answer.headers.get('Rights-Receipt')).not.toBe(files.get(name)?.headers.get('Rights-Receipt'));
      uploaded.push(bytes);
    }
    for (const fields of exiftoolAbsent ? [] : metadataOf(uploaded)) {
      expect(fields).toMatchObject({
        'XMP-dc:Rights': `© ${HOLDER}`,
        'XMP-photoshop:Credit': `Zofia Wrzesińska / ${HOLDER}`,
        'XMP-xmpRights:Marked': true,
      });
      expect(fields['ExifTool:Warning']).toBeUndefined();
    }
  });

  it('is the whole picture where that is no wider', async () => {
    const [name = ''] = NAMES;
    const { answer, bytes } = await smaller(name, 1280);
    expect(Buffer.from(bytes).equals(files.get(name)?.bytes ?? new Uint8Array())).toBe(true);
    expect(answer.headers.get('ETag')).toBe(files.get(name)?.headers.get('ETag'));
  });

  it('verifies with its own receipt, and as the same picture with that of the whole', async () => {
    const [name = ''] = NAMES;
    const { answer, bytes } = await smaller(name, 640);
    const verdict = (receipt: string | null | undefined) => verdictOn(bytes, receipt ?? '');
    await expect.poll(() => verdict(answer.headers.get('Rights-Receipt'))).toBe('unmodified');
    await expect.poll(() => verdict(files.get(name)?.headers.get('Rights-Receipt'))).toBe('same_picture');
  });

  it('has the same bytes each time, and is not billed beside the whole', async () => {
    const [name = ''] = NAMES;
    const [one, repeated] = [await smaller(name, 960), await smaller(name, 960)];
    expect(Buffer.from(one.bytes).equals(repeated.bytes)).toBe(true);
    // Of what is paid for already.
    const repeats = `${gateway.url}/v1/audit/deliveries?article=${article}&effect=repeat`;
    await expect
      .poll(async () => {
        const read = await fetch(repeats, { headers: { Authorization: `Bearer ${token}` } });
        const { items } = (await read.json()) as { items: { id: string }[] };
        return items.find(({ id }) => id === one.answer.headers.get('Rights-Entry'));
      })
      .toMatchObject({
        delivered: [
          {
            component: components.get(name),
            digest: createHash('sha256').update(one.bytes).digest('base64url'),
          },
        ],
      });
  });

  it('is refused for a width that is not offered, and for what is no picture', async () => {
    const [name = ''] = NAMES;
    for (const query of ['?width=321', '?width=0640', '?width=-320', '?width=1e3', '?width=']) {
      const answer = await get(name, {}, query);
      expect([query, answer.status, await answer.json()]).toMatchObject([
        query,
        400,
        { code: 'malformed', errors: [{ path: '/width' }] },
      ]);
    }
    const dispatch = `${gateway.url}/v1/articles/${article}/components/${article.replace('itm_', 'cmp_')}?width=320`;
    expect((await fetch(dispatch, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(404);
  });
});

describe('a thumbnail in a list', () => {
  interface List {
    items: { id: string; components: { id: string; type: string; thumbnail?: string }[] }[];
  }
  const listed = async () => {
    const answer = await fetch(`${gateway.url}/v1/articles`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return (await answer.json()) as List;
  };

  it('shows each picture small to a browser without a token, with the rights in it', async () => {
    const { items } = await listed();
    const shown =
      items.find(({ id }) => id === article)?.components.filter(({ type }) => type !== 'dispatch') ?? [];
    expect(shown.length).toBe(NAMES.length);
    for (const { thumbnail = '' } of shown) {
      const answer = await fetch(thumbnail);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Cache-Control')).toBe('private, no-cache, no-transform');
      expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect((await sharp(bytes).metadata()).width).toBe(240);
      expect(Buffer.from(bytes).toString('latin1')).toContain('plus:Licensor');
    }
  });
});

/** It is there when the log has been drained. */
async function recordOf(jti: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${gateway.url}/v1/receipts/${jti}`);
    if (answer.status === 200) return answer.text();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the record does not appear');
}
