/**
 * Finds Content Credentials (C2PA) in a picture file. A manifest binds the bytes of its file by hash, so such
 * a file is delivered unchanged: embedded rights would make a valid picture look tampered with. The manifest
 * is detected, not validated, and a linked one is never fetched. Each part of the file is examined once, at a
 * fixed position. Pure.
 */
import type { JpegFile, JpegSegment } from '../../articles/media/pictures/jpeg.ts';
import { APP1, isApp, XMP_HEADER } from '../../articles/media/pictures/jpeg.ts';
import { isAt, viewOf } from '../../articles/media/pictures/parts.ts';
import type { PngFile } from '../../articles/media/pictures/png.ts';
import type { WebpFile } from '../../articles/media/pictures/webp.ts';
import { xmpText } from './xmp.ts';
import { NS, nameIn } from './xmp-names.ts';
import { decoded, readXmp } from './xmp-read.ts';

const APP11 = 0xeb;
/**
 * ISO 19566-5 Annex D: `JP` is followed by the box number (2 bytes), the packet number (4), and length and
 * type of the box.
 */
const JUMBF_IDENTIFIER = 'JP';
const BOX_AT = 8;
const BOX_HEADER_BYTES = 8;
/** A box with a 64-bit length has 1 in its length field, and these additional bytes. */
const EXTENDED_LENGTH_BYTES = 8;
/** C2PA 2.2 §11.1.4.2: content type of a manifest store, 63327061-0011-0010-8000-00AA00389B71. */
const MANIFEST_STORE = Uint8Array.of(
  ...[0x63, 0x32, 0x70, 0x61, 0x00, 0x11, 0x00, 0x10],
  ...[0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71],
);

export function jpegHasCredentials({ segments, laterSegments }: JpegFile): boolean {
  return (
    segments.some(holdsManifestStore) ||
    laterSegments.some(holdsManifestStore) ||
    linksToManifest(
      segments
        .filter((segment) => isApp(segment, APP1, XMP_HEADER))
        .map(({ payload }) => payload.subarray(XMP_HEADER.length)),
    )
  );
}

/** C2PA 2.2 §A.3.2: one chunk `caBX`. */
export function pngHasCredentials({ chunks, xmp }: PngFile): boolean {
  return chunks.some(({ type }) => type === 'caBX') || linksToManifest(xmp);
}

/** C2PA 2.2 §A.3.5: one chunk `C2PA`. */
export function webpHasCredentials({ chunks }: WebpFile): boolean {
  return (
    chunks.some(({ type }) => type === 'C2PA') ||
    linksToManifest(chunks.filter(({ type }) => type === 'XMP ').map(({ data }) => data))
  );
}

/** True if the segment begins a manifest store; its continuation segments need no check. */
function holdsManifestStore(segment: JpegSegment): boolean {
  const { payload } = segment;
  if (!isApp(segment, APP11, JUMBF_IDENTIFIER)) return false;
  const superbox = boxAt(payload, BOX_AT, 'jumb');
  const description = superbox === null ? null : boxAt(payload, superbox, 'jumd');
  return description !== null && MANIFEST_STORE.every((byte, index) => payload[description + index] === byte);
}

/** Start of the box's content; null: there is no box of this type. */
function boxAt(bytes: Uint8Array, at: number, type: string): number | null {
  if (!isAt(bytes, at + 4, type)) return null;
  const isExtended = viewOf(bytes).getUint32(at) === 1;
  return at + BOX_HEADER_BYTES + (isExtended ? EXTENDED_LENGTH_BYTES : 0);
}

const PROVENANCE = nameIn(NS.dcterms, 'provenance');
const WEB_ADDRESS = /^\s*https?:\/\//iu;

/** C2PA 2.2 §11.5: `dcterms:provenance` in XMP names an external manifest. Other values are not links. */
function linksToManifest(packets: Uint8Array[]): boolean {
  return packets.some((bytes) => {
    const text = xmpText(bytes);
    // Parsing XMP takes a thousand times as long as this search.
    const packet = text?.includes('provenance') ? readXmp(text) : null;
    return (packet?.nodes ?? [])
      .flatMap(({ properties }) => properties)
      .filter(({ name }) => name === PROVENANCE)
      .some(({ from, to }) => valuesIn(packet?.text.slice(from, to) ?? '').some(isWebAddress));
  });
}

const isWebAddress = (value: string) => WEB_ADDRESS.test(decoded(value));

/** Raw values of a property: an attribute's value, or an element's `rdf:resource` and text. */
function valuesIn(property: string): string[] {
  if (!property.startsWith('<')) return [property.slice(property.indexOf('=') + 1).replace(/^\s*["']/u, '')];
  const resource = /\srdf:resource\s*=\s*["']([^"'<]*)/u.exec(property)?.[1];
  const text = property.slice(property.indexOf('>') + 1);
  return [...(resource === undefined ? [] : [resource]), text.slice(0, Math.max(0, text.indexOf('<')))];
}
