/** Compressed XMP of a PNG: what all chunks inflate to is bounded together, not each by itself. */
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { XMP_BYTES_MAX } from '../../../src/articles/media/pictures/limits.ts';
import { pngChunk, readPng, XMP_KEYWORD } from '../../../src/articles/media/pictures/png.ts';
import { writePng } from '../../../src/stamp/pictures/write-png.ts';
import { samples, words } from './fixtures.ts';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

function compressedXmp(property: string, bytes: number): Uint8Array {
  const packet = `<rdf:RDF xmlns:rdf="${RDF}"><rdf:Description rdf:about="" xmlns:e="urn:e:" e:${property}="here"/></rdf:RDF>`;
  const text = `${packet}${' '.repeat(bytes - packet.length)}`;
  return pngChunk(
    'zTXt',
    Buffer.concat([Buffer.from(XMP_KEYWORD, 'latin1'), Buffer.of(0), deflateSync(text)]),
  );
}

async function stampedWith(chunks: Uint8Array[]): Promise<string> {
  const sample = (await samples()).find(({ bytes }) => readPng(bytes).ok);
  const read = readPng(sample?.bytes ?? new Uint8Array());
  if (!read.ok) throw new Error(read.reason);
  const [header, ...others] = read.value.chunks.map(({ whole }) => whole);
  const signature = sample?.bytes.subarray(0, 8) ?? new Uint8Array();
  const file = readPng(Buffer.concat([signature, header ?? new Uint8Array(), ...chunks, ...others]));
  if (!file.ok) throw new Error(file.reason);
  return Buffer.from(writePng(file.value, words)).toString('latin1');
}

it('keeps what two chunks hold that fit together', async () => {
  const half = Math.floor(XMP_BYTES_MAX / 2) - 1;
  const text = await stampedWith([compressedXmp('first', half), compressedXmp('second', half)]);
  expect([text.includes('first="here"'), text.includes('second="here"')]).toEqual([true, true]);
});

it('leaves out what goes beyond the limit of all together, and whatever follows', async () => {
  const most = Math.floor((2 * XMP_BYTES_MAX) / 3);
  const text = await stampedWith([
    compressedXmp('first', most),
    compressedXmp('second', most),
    compressedXmp('third', 500),
  ]);
  expect(['first', 'second', 'third'].map((name) => text.includes(`${name}="here"`))).toEqual([
    true,
    false,
    false,
  ]);
});

it('inflates hundreds of full chunks no further than one', async () => {
  const chunk = compressedXmp('many', XMP_BYTES_MAX);
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  await stampedWith(Array.from({ length: 900 }, () => chunk));
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.external + after.arrayBuffers - heapUsed - external - arrayBuffers;
  expect(grown / 2 ** 20).toBeLessThan(256);
});
