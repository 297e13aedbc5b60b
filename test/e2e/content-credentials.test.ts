/**
 * Content Credentials through the HTTP routes, judged by c2pa-rs: a picture that is valid when the newsroom
 * sends it is valid when a partner gets it. The files are the ones of C2PA and c2pa-rs under
 * ../shared/standards; without them the tests are skipped.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { type CredentialVerdict, credentialVerdict } from '../support/c2pa.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { openSmallSite } from '../support/small-site.ts';

const FOLDER = resolve(ROOT, '../shared/standards/c2pa');
const isAbsent = !existsSync(join(FOLDER, 'expected.json'));
if (isAbsent) console.warn('skipped: ../shared/standards/c2pa is not on this machine');

interface Expected {
  type: string;
  state: string | null;
  error?: string;
  note?: string;
}
const expected: Record<string, Expected> = isAbsent
  ? {}
  : (JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<string, Expected>);
const NAMES = Object.keys(expected);
/** Neither a manifest nor a link to one. */
const isPlain = (name: string) => expected[name]?.error === 'JumbfNotFound';
const original = (name: string) => new Uint8Array(readFileSync(join(FOLDER, name)));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

const state = temporaryState();
let gateway: Embedded;
const delivered = new Map<string, { id: string; bytes: Uint8Array; headers: Headers }>();

describe.skipIf(isAbsent)('pictures with Content Credentials', () => {
  beforeAll(async () => {
    gateway = await startEmbedded(state.dir);
    const admin = await tokenOf(gateway.url, gateway.admin);
    const { token } = await openSmallSite(
      { url: gateway.url, token: admin },
      { components: ['dispatch', 'photograph'] },
    );
    const desk = `${gateway.url}/v1/admin/articles`;
    const { id: article } = await call<{ id: string }>(`${desk}?section=news`, admin, 'PUT', {
      uri: 'urn:test:credentials',
      version: '1',
      type: 'text',
      versionCreated: '2026-11-01T00:00:00Z',
      headlines: [{ value: 'Credentials' }],
      bodies: [{ contentType: 'text/plain', value: 'All of them.' }],
      associations: NAMES.map((name) => ({
        name,
        uri: `urn:test:${name}`,
        type: 'picture',
        by: 'Zofia Łęcka',
      })),
    });
    const { components } = await call<{ components: { id: string; name: string }[] }>(
      `${desk}/${article}`,
      admin,
      'GET',
    );
    for (const name of NAMES) {
      const id = components.find((component) => component.name === name)?.id ?? '';
      const put = await fetch(`${desk}/${article}/components/${id}`, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${admin}`, 'Content-Type': expected[name]?.type ?? '' },
        body: original(name) as Uint8Array<ArrayBuffer>,
      });
      expect([name, put.status]).toEqual([name, 201]);
      const answer = await fetch(`${gateway.url}/v1/articles/${article}/components/${id}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect([name, answer.status]).toEqual([name, 200]);
      delivered.set(name, { id, bytes: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers });
    }
  });

  afterAll(async () => {
    await gateway?.stop();
    state.remove();
  });

  it('have after delivery the very verdict of c2pa-rs that they had before', async () => {
    const verdicts: Record<string, [CredentialVerdict, CredentialVerdict]> = {};
    for (const [name, { bytes }] of delivered) {
      const type = expected[name]?.type ?? '';
      verdicts[name] = [await credentialVerdict(original(name), type), await credentialVerdict(bytes, type)];
    }
    expect(Object.values(verdicts).filter(([before]) => before.state === 'Valid').length).toBe(6);
    for (const [name, [before, after]] of Object.entries(verdicts))
      expect([name, after]).toEqual([name, before]);
  });

  it('leave as the newsroom sent them, whether their manifest is in the file or only named by it', () => {
    const untouched = [...delivered].filter(([name, { bytes }]) =>
      sha256(bytes).equals(sha256(original(name))),
    );
    expect(untouched.map(([name]) => name)).toEqual(NAMES.filter((name) => !isPlain(name)));
    const [plain = ''] = NAMES.filter(isPlain);
    expect(Buffer.from(delivered.get(plain)?.bytes ?? []).toString('latin1')).toContain('plus:DataMining');
  });

  it('have their rights in header, link and receipt, which says that the file has none', async () => {
    for (const [name, { id, bytes, headers }] of delivered) {
      const receipt = decodeJwt(headers.get('Rights-Receipt') ?? '');
      const plain = isPlain(name);
      expect([name, receipt.contentCredentials]).toEqual([name, plain ? undefined : [id]]);
      expect(headers.get('Content-Digest')).toBe(`sha-256=:${sha256(bytes).toString('base64')}:`);
      const statement = headers.get('Rights-Statement');
      if (plain) {
        expect(statement).toBeNull();
        continue;
      }
      expect(statement).toContain('credit=%"Zofia %c5%81%c4%99cka / Tidemark News Agency"');
      expect(statement).toContain('data-mining=DMI-PROHIBITED-SEECONSTRAINT');
      expect(headers.get('Link')).toBe(
        `<${gateway.url}/licensing>; rel="license", <${gateway.url}/v1/receipts/${receipt.jti}>; rel="describedby"`,
      );
    }
  });

  it('are unmodified to whoever checks them with their receipt', async () => {
    for (const [name, { bytes, headers }] of delivered) {
      const ask = async () => {
        const answer = await fetch(`${gateway.url}/v1/receipts/verify`, {
          method: 'POST',
          headers: {
            'Content-Type': expected[name]?.type ?? '',
            'Rights-Receipt': headers.get('Rights-Receipt') ?? '',
          },
          body: bytes as Uint8Array<ArrayBuffer>,
        });
        return ((await answer.json()) as { picture?: string }).picture;
      };
      // The record is there when the log has been drained.
      await expect.poll(ask, { message: name }).toBe('unmodified');
    }
  });
});
