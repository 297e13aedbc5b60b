/** Writes rights to a JPEG: XMP and IIM after the first segments, with unchanged scans. Pure. */
import {
  APP0,
  APP1,
  APP13,
  isApp,
  type JpegFile,
  type JpegSegment,
  XMP_EXTENSION_HEADER,
  XMP_HEADER,
} from '../../articles/media/pictures/jpeg.ts';
import { textAt, viewOf } from '../../articles/media/pictures/parts.ts';
import { EXIF_HEADER, withExifTexts } from './exif.ts';
import { SEGMENT_BYTES_MAX } from './limits.ts';
import { PHOTOSHOP_HEADER, withPhotoshopRights } from './photoshop.ts';
import { ascii, joined } from './utf8.ts';
import type { PictureWords } from './words.ts';
import { mergeXmp, xmpText } from './xmp.ts';

/** Header and padding. */
const EXIF_HEADER_BYTES = 6;
/** The header of an extension part gives its GUID, the full length, and the part's offset. */
const GUID_BYTES = 32;
const PART_HEADER_BYTES = XMP_EXTENSION_HEADER.length + GUID_BYTES + 8;

export function writeJpeg(
  { segments, scans }: JpegFile,
  words: PictureWords,
  omitted: readonly string[] = [],
): Uint8Array {
  const has = (app: number, header: string) => segments.filter((segment) => isApp(segment, app, header));
  const photoshop = has(APP13, PHOTOSHOP_HEADER);
  const xmp = has(APP1, XMP_HEADER);
  const extensions = has(APP1, XMP_EXTENSION_HEADER);
  const replaced = new Set([...photoshop, ...xmp, ...extensions]);
  const retained = segments
    .filter((segment) => !replaced.has(segment))
    .map((segment) => withTexts(segment, words));
  // JFIF and Exif must come first. Placed directly after them, our segments leave offsets within later ones
  // valid.
  const others = retained.findIndex((segment) => segment.marker !== APP0 && !isExif(segment));
  const first = others === -1 ? retained.length : others;
  return joined([
    Uint8Array.of(0xff, 0xd8),
    ...retained.slice(0, first).map(segmentBytes),
    ...xmpSegments({ main: xmp, extensions, omitted }, words).map(segmentBytes),
    ...photoshopSegments(photoshop, words).map(segmentBytes),
    ...retained.slice(first).map(segmentBytes),
    scans,
  ]);
}

function segmentBytes({ marker, payload }: JpegSegment): Uint8Array {
  const length = payload.length + 2;
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), payload]);
}

const isExif = (segment: JpegSegment) => isApp(segment, APP1, EXIF_HEADER);

function withTexts(segment: JpegSegment, words: PictureWords): JpegSegment {
  if (!isExif(segment)) return segment;
  const { marker, payload } = segment;
  const tiff = payload.subarray(EXIF_HEADER_BYTES);
  const changed = withExifTexts(tiff, words, SEGMENT_BYTES_MAX - EXIF_HEADER_BYTES);
  return changed === tiff
    ? segment
    : { marker, payload: joined([payload.subarray(0, EXIF_HEADER_BYTES), changed]) };
}

interface FoundSegments {
  main: JpegSegment[];
  extensions: JpegSegment[];
  omitted: readonly string[];
}

function xmpSegments({ main, extensions, omitted }: FoundSegments, words: PictureWords): JpegSegment[] {
  const packets = main.flatMap(({ payload }) => xmpText(payload.subarray(XMP_HEADER.length)) ?? []);
  const found = extensions.length > 0 ? extensionText(packets, extensions) : null;
  const { packet, extension } = mergeXmp(
    { packets, omitted, ...(found !== null && { extension: found }) },
    words,
    SEGMENT_BYTES_MAX - XMP_HEADER.length,
  );
  const segment = { marker: APP1, payload: joined([ascii(XMP_HEADER), new TextEncoder().encode(packet)]) };
  return extension ? [segment, ...extensionSegments(extension.guid, extension.text)] : [segment];
}

/** The extension that a packet names, if it is complete. */
function extensionText(packets: string[], extensions: JpegSegment[]): string | null {
  const parts = extensions.filter(({ payload }) => payload.length >= PART_HEADER_BYTES).map(partOf);
  const guid = parts.find((part) => packets.some((packet) => packet.includes(part.guid)))?.guid;
  const ownParts = parts.filter((part) => part.guid === guid).toSorted((a, b) => a.offset - b.offset);
  let length = 0;
  const bytes: Uint8Array[] = [];
  for (const { offset, data } of ownParts) {
    if (offset !== length) return null;
    bytes.push(data);
    length += data.length;
  }
  return ownParts[0]?.whole === length ? xmpText(joined([...bytes])) : null;
}

function partOf({ payload }: JpegSegment) {
  const view = viewOf(payload);
  const at = XMP_EXTENSION_HEADER.length;
  return {
    guid: textAt(payload, at, GUID_BYTES),
    whole: view.getUint32(at + GUID_BYTES),
    offset: view.getUint32(at + GUID_BYTES + 4),
    data: payload.subarray(PART_HEADER_BYTES),
  };
}

function extensionSegments(guid: string, text: string): JpegSegment[] {
  const bytes = new TextEncoder().encode(text);
  return inPieces(bytes, SEGMENT_BYTES_MAX - PART_HEADER_BYTES).map(({ offset, piece }) => {
    const numbers = new Uint8Array(8);
    viewOf(numbers).setUint32(0, bytes.length);
    viewOf(numbers).setUint32(4, offset);
    return { marker: APP1, payload: joined([ascii(XMP_EXTENSION_HEADER), ascii(guid), numbers, piece]) };
  });
}

/** Resources that exceed a segment continue in the next, after the same header. */
function photoshopSegments(found: JpegSegment[], words: PictureWords): JpegSegment[] {
  const resources = joined([...found.map(({ payload }) => payload.subarray(PHOTOSHOP_HEADER.length))]);
  const bytes = withPhotoshopRights(resources, words);
  return inPieces(bytes, SEGMENT_BYTES_MAX - PHOTOSHOP_HEADER.length).map(({ piece }) => ({
    marker: APP13,
    payload: joined([ascii(PHOTOSHOP_HEADER), piece]),
  }));
}

function inPieces(bytes: Uint8Array, bytesMax: number): { offset: number; piece: Uint8Array }[] {
  const pieces = [];
  for (let offset = 0; offset < bytes.length; offset += bytesMax)
    pieces.push({ offset, piece: bytes.subarray(offset, offset + bytesMax) });
  return pieces;
}
