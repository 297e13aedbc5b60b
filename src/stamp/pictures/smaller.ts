/**
 * The file of a smaller picture with the editorial metadata of the one that it was made of: the XMP packet, and
 * IIM in a JPEG; without an original, with none. What describes the first file alone is left behind: Exif with
 * its orientation and thumbnail, extensions of XMP and resources of Photoshop, which may hold whole pictures,
 * Content Credentials, and the sizes in XMP. Pure.
 */
import { APP0, APP1, APP13, isApp, type JpegFile, XMP_HEADER } from '../../articles/media/pictures/jpeg.ts';
import type { PngChunk, PngFile } from '../../articles/media/pictures/png.ts';
import type { WebpFile } from '../../articles/media/pictures/webp.ts';
import { iimAlone, PHOTOSHOP_HEADER } from './photoshop.ts';
import { ascii, joined } from './utf8.ts';
import { NS, nameIn } from './xmp-names.ts';

/** Properties of XMP that are not true of a smaller picture, or lead to a manifest that is not its own. */
export const FILE_SPECIFIC_PROPERTIES: readonly string[] = [
  nameIn(NS.tiff, 'Orientation'),
  nameIn(NS.tiff, 'ImageWidth'),
  nameIn(NS.tiff, 'ImageLength'),
  nameIn(NS.exif, 'PixelXDimension'),
  nameIn(NS.exif, 'PixelYDimension'),
  nameIn(NS.xmp, 'Thumbnails'),
  nameIn(NS.GImage, 'Data'),
  nameIn(NS.dcterms, 'provenance'),
];

const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const ICC_HEADER = 'ICC_PROFILE\0';
/** Segments besides those of applications, JFIF, colour profile, and Adobe's, which says how the colours are coded. */
const drawsJpeg = (one: JpegFile['segments'][number]) =>
  one.marker < APP0 ||
  one.marker > APP15 ||
  one.marker === APP0 ||
  one.marker === APP14 ||
  isApp(one, APP2, ICC_HEADER);

export function smallerJpeg(smaller: JpegFile, original: JpegFile | null): JpegFile {
  const segments = original?.segments ?? [];
  const xmp = segments.filter((one) => isApp(one, APP1, XMP_HEADER));
  const photoshop = segments.filter((one) => isApp(one, APP13, PHOTOSHOP_HEADER));
  const iim = iimAlone(joined(photoshop.map(({ payload }) => payload.subarray(PHOTOSHOP_HEADER.length))));
  const kept = iim.length > 0 ? [{ marker: APP13, payload: joined([ascii(PHOTOSHOP_HEADER), iim]) }] : [];
  return { ...smaller, segments: [...smaller.segments.filter(drawsJpeg), ...xmp, ...kept] };
}

/** PNG §4.8: what is not needed to show the picture, and may be out of date where the picture changes. */
const NOT_DRAWN = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX']);
const drawsPng = ({ type }: PngChunk) => !NOT_DRAWN.has(type);

export function smallerPng({ chunks }: PngFile, original: PngFile | null): PngFile {
  return { chunks: chunks.filter(drawsPng), after: new Uint8Array(0), xmp: original?.xmp ?? [] };
}

const METADATA = new Set(['EXIF', 'XMP ', 'C2PA']);
/** Flag of VP8X. */
const EXIF_FLAG = 0x08;

export function smallerWebp({ chunks }: WebpFile, original: WebpFile | null): WebpFile {
  const drawn = chunks.filter(({ type }) => !METADATA.has(type)).map(withoutExifFlag);
  return {
    chunks: [...drawn, ...(original?.chunks ?? []).filter(({ type }) => type === 'XMP ')],
    after: new Uint8Array(0),
  };
}

function withoutExifFlag({ type, data }: WebpFile['chunks'][number]): WebpFile['chunks'][number] {
  if (type !== 'VP8X') return { type, data };
  const without = data.slice();
  without[0] = (without[0] ?? 0) & ~EXIF_FLAG;
  return { type, data: without };
}
