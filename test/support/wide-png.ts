/** A picture of so many pixels, made on the spot: two colours that meet in a slanted line. */
import { deflateSync } from 'node:zlib';
import { PNG_SIGNATURE, pngChunk } from '../../src/articles/media/pictures/png.ts';
import { ascii, joined } from '../../src/stamp/pictures/utf8.ts';

const xmp = (category: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Category="${category}"/></rdf:RDF></x:xmpmeta>`;

/** Eight bits of grey for each pixel (PNG §11.2.1); `seed` moves the line, `category` stands in its XMP. */
export function widePng(width: number, height: number, seed = 0, category?: string): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8;
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = x + seed > y * 2 ? 200 : 40;
  return joined([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    ...(category === undefined
      ? []
      : [pngChunk('iTXt', ascii(`XML:com.adobe.xmp\0\0\0\0\0${xmp(category)}`))]),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', new Uint8Array()),
  ]);
}
