/**
 * Copies the editorial metadata of the original into a smaller picture: the XMP packet, and IIM in a JPEG;
 * without an original, no metadata. Everything specific to the first file is left out: Exif with orientation
 * and thumbnail, XMP extensions and Photoshop resources, which may hold whole pictures, Content Credentials,
 * and the sizes in XMP. Pure.
 */
import { APP0, APP1, APP13, isApp, type JpegFile, XMP_HEADER } from '../../articles/media/pictures/jpeg.ts';
import type { PngChunk, PngFile } from '../../articles/media/pictures/png.ts';
import type { WebpFile } from '../../articles/media/pictures/webp.ts';
import { iimAlone, PHOTOSHOP_HEADER } from './photoshop.ts';
import { ascii, joined } from './utf8.ts';
import { NS, nameIn } from './xmp-names.ts';

/** XMP properties that are wrong for a smaller picture, or link to a manifest that is not its own. */
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
/**
 * Keeps segments that are not an application's, and JFIF, the color profile, and Adobe's segment, which gives
 * the color encoding.
 */
const drawsJpeg = (segment: JpegFile['segments'][number]) =>
  segment.marker < APP0 ||
  segment.marker > APP15 ||
  segment.marker === APP0 ||
  segment.marker === APP14 ||
  isApp(segment, APP2, ICC_HEADER);

export function smallerJpeg(smaller: JpegFile, original: JpegFile | null): JpegFile {
  const segments = original?.segments ?? [];
  const xmp = segments.filter((segment) => isApp(segment, APP1, XMP_HEADER));
  const photoshop = segments.filter((segment) => isApp(segment, APP13, PHOTOSHOP_HEADER));
  const iim = iimAlone(joined(photoshop.map(({ payload }) => payload.subarray(PHOTOSHOP_HEADER.length))));
  const iimSegments =
    iim.length > 0 ? [{ marker: APP13, payload: joined([ascii(PHOTOSHOP_HEADER), iim]) }] : [];
  return { ...smaller, segments: [...smaller.segments.filter(drawsJpeg), ...xmp, ...iimSegments] };
}

/** PNG §4.8: chunks that are not needed for display, and may be wrong for a changed picture. */
const NOT_DRAWN = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX']);
const drawsPng = ({ type }: PngChunk) => !NOT_DRAWN.has(type);

export function smallerPng({ chunks }: PngFile, original: PngFile | null): PngFile {
  return { chunks: chunks.filter(drawsPng), after: new Uint8Array(0), xmp: original?.xmp ?? [] };
}

const METADATA = new Set(['EXIF', 'XMP ', 'C2PA']);
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
