/** Compressed XMP of a PNG: the limit applies to the inflated size of all chunks together. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import {
  INFLATED_XMP_BYTES_FREE,
  INFLATED_XMP_BYTES_MAX,
  INFLATED_XMP_RATIO_MAX,
} from '../../../src/articles/media/pictures/limits.ts';
import { pngChunk, readPng, XMP_KEYWORD } from '../../../src/articles/media/pictures/png.ts';
import { Budget } from '../../../src/platform/budget.ts';
import { ANONYMOUS_WORK } from '../../../src/platform/limits.ts';
import { writePng } from '../../../src/stamp/pictures/write-png.ts';
import { unbounded } from '../../support/budget.ts';
import { samples, words } from './fixtures.ts';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** Contains `digits`, which compress to half, and then spaces. */
function compressedXmp(property: string, bytes: number, digits = bytes): Uint8Array {
  const packet = `<rdf:RDF xmlns:rdf="${RDF}"><rdf:Description rdf:about="" xmlns:e="urn:e:" e:${property}="here"/></rdf:RDF>`;
  const comment = createHash('shake256', { outputLength: Math.ceil(digits / 2) })
    .update(property)
    .digest('hex')
    .slice(0, bytes - packet.length - 7);
  const text = `${packet}<!--${comment}-->`.padEnd(bytes);
  return pngChunk(
    'zTXt',
    Buffer.concat([Buffer.from(XMP_KEYWORD, 'latin1'), Buffer.of(0), deflateSync(text)]),
  );
}

async function pngWith(chunks: Uint8Array[]): Promise<Uint8Array> {
  const sample = (await samples()).find(({ bytes }) => readPng(bytes, unbounded()).ok);
  const read = readPng(sample?.bytes ?? new Uint8Array(), unbounded());
  if (!read.ok) throw new Error(read.reason);
  const [header, ...others] = read.value.chunks.map(({ encoded }) => encoded);
  const signature = sample?.bytes.subarray(0, 8) ?? new Uint8Array();
  return Buffer.concat([signature, header ?? new Uint8Array(), ...chunks, ...others]);
}

it('keeps what two chunks hold that fit together', async () => {
  const half = Math.floor(INFLATED_XMP_BYTES_MAX / 2) - 1;
  const png = await pngWith([compressedXmp('first', half), compressedXmp('second', half)]);
  const file = readPng(png, unbounded());
  if (!file.ok) throw new Error(file.reason);
  const text = Buffer.from(writePng(file.value, words)).toString('latin1');
  expect([text.includes('first="here"'), text.includes('second="here"')]).toEqual([true, true]);
});

it('refuses a picture whose chunks inflate to more than the limit together', async () => {
  const most = Math.floor((2 * INFLATED_XMP_BYTES_MAX) / 3);
  const png = await pngWith([compressedXmp('first', most), compressedXmp('second', most)]);
  expect(readPng(png, unbounded())).toEqual({ ok: false, reason: 'metadata_too_large' });
});

it('refuses a chunk that inflates to far more than its size, and reads a small one that does', async () => {
  const small = compressedXmp('small', INFLATED_XMP_BYTES_FREE - 1, 0);
  const large = compressedXmp('large', INFLATED_XMP_BYTES_MAX - 1, 0);
  expect(large.length * INFLATED_XMP_RATIO_MAX).toBeLessThan(INFLATED_XMP_BYTES_MAX);
  expect(readPng(await pngWith([small]), unbounded()).ok).toBe(true);
  expect(readPng(await pngWith([large]), unbounded())).toMatchObject({ reason: 'metadata_too_large' });
});

it('leaves out a chunk that is damaged', async () => {
  const damaged = pngChunk('zTXt', Buffer.from(`${XMP_KEYWORD}\0not deflated`, 'latin1'));
  const png = await pngWith([damaged, compressedXmp('sound', 500)]);
  expect(readPng(png, unbounded())).toMatchObject({ ok: true, value: { xmp: [expect.anything()] } });
});

it('inflates hundreds of full chunks no further than one', async () => {
  const chunk = compressedXmp('many', INFLATED_XMP_BYTES_MAX, INFLATED_XMP_BYTES_MAX / 15);
  const png = await pngWith(Array.from({ length: 120 }, () => chunk));
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  expect(readPng(png, unbounded())).toEqual({ ok: false, reason: 'metadata_too_large' });
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.external + after.arrayBuffers - heapUsed - external - arrayBuffers;
  expect(grown / 2 ** 20).toBeLessThan(64);
});

it('counts against the budget of the request what is inflated, also of damaged chunks', async () => {
  const budget = () => new Budget({ ...ANONYMOUS_WORK, inflatedBytes: 400_000 });
  const exceeded = expect.objectContaining({ code: 'too_complex' });
  const sound = await pngWith([compressedXmp('first', 200_000), compressedXmp('second', 180_000)]);
  expect(readPng(sound, budget()).ok).toBe(true);
  const more = await pngWith([compressedXmp('first', 200_000), compressedXmp('second', 220_000)]);
  expect(() => readPng(more, budget())).toThrow(expect.objectContaining({ problem: exceeded }));
  const whole = compressedXmp('many', 100_000);
  // Without its last byte, a chunk is inflated completely before the damage is detected.
  const cut = pngChunk('zTXt', whole.subarray(8, -5));
  const damaged = await pngWith(Array.from({ length: 10 }, () => cut));
  expect(() => readPng(damaged, budget())).toThrow(expect.objectContaining({ problem: exceeded }));
});
