/**
 * Reads the segments of a JPEG (ITU T.81 Annex B). Scans are not decoded, only searched for their end. Pure.
 */
import { JPEG_SEGMENTS_MAX, XMP_BYTES_MAX } from './limits.ts';
import { faultOf, isAt, type ReadResult, viewOf } from './parts.ts';

export interface JpegSegment {
  /** Second byte of the marker: 0xe1 is APP1. */
  marker: number;
  /** Without marker and length. */
  payload: Uint8Array;
}

export interface JpegFile {
  segments: JpegSegment[];
  /**
   * From the marker of the first scan to the end of the file: scans, tables between them, EOI, and trailing
   * bytes.
   */
  scans: Uint8Array;
  /** Segments within `scans`: tables between scans, and any others. */
  laterSegments: JpegSegment[];
}

export const APP0 = 0xe0;
export const APP1 = 0xe1;
export const APP13 = 0xed;
/** Headers of APP1 payloads (XMP specification part 3, §1.1.3). */
export const XMP_HEADER = 'http://ns.adobe.com/xap/1.0/\0';
export const XMP_EXTENSION_HEADER = 'http://ns.adobe.com/xmp/extension/\0';
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/** SOF0 to SOF15; C4, C8 and CC are not frames. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** T.81 §B.1.1.3: TEM, the restart markers, SOI and EOI have no length; 00 is no marker. */
const standsAlone = (marker: number) => marker <= 0x01 || (marker >= 0xd0 && marker <= EOI);

export function readJpeg(bytes: Uint8Array): ReadResult<JpegFile> {
  const view = viewOf(bytes);
  if (bytes.length < 4 || view.getUint16(0) !== ((0xff << 8) | SOI)) return faultOf('damaged');
  const segments: JpegSegment[] = [];
  let at = 2;
  let frame = false;
  for (;;) {
    if (at + 4 > bytes.length) return faultOf('truncated');
    if (bytes[at] !== 0xff) return faultOf('damaged');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === SOS) break;
    const length = view.getUint16(at + 2);
    if (standsAlone(marker) || length < 2) return faultOf('damaged');
    if (at + 2 + length > bytes.length) return faultOf('truncated');
    if (segments.length >= JPEG_SEGMENTS_MAX) return faultOf('too_many_parts');
    segments.push({ marker, payload: bytes.subarray(at + 4, at + 2 + length) });
    frame ||= isFrame(marker);
    at += 2 + length;
  }
  if (!frame) return faultOf('damaged');
  if (xmpBytesIn(segments) > XMP_BYTES_MAX) return faultOf('metadata_too_large');
  const scans = bytes.subarray(at);
  const later = segmentsIn(scans);
  return later.ok ? { ok: true, value: { segments, scans, laterSegments: later.value } } : later;
}

export const isApp = ({ marker, payload }: JpegSegment, app: number, header: string) =>
  marker === app && isAt(payload, 0, header);

function xmpBytesIn(segments: JpegSegment[]): number {
  return segments
    .filter((segment) => isApp(segment, APP1, XMP_HEADER) || isApp(segment, APP1, XMP_EXTENSION_HEADER))
    .reduce((sum, { payload }) => sum + payload.length, 0);
}

/**
 * In entropy-coded data FF only precedes 00 or a restart marker (T.81 §B.1.1.5); otherwise it begins a
 * segment.
 */
function segmentsIn(scans: Uint8Array): ReadResult<JpegSegment[]> {
  const view = viewOf(scans);
  const segments: JpegSegment[] = [];
  let at = 0;
  for (;;) {
    at = scans.indexOf(0xff, at);
    if (at === -1 || at + 1 >= scans.length) return faultOf('truncated');
    const marker = scans[at + 1] ?? 0;
    if (marker === EOI) return { ok: true, value: segments };
    if (marker === 0xff) at += 1;
    else if (marker === 0 || (marker >= 0xd0 && marker < SOI)) at += 2;
    else {
      if (standsAlone(marker)) return faultOf('damaged');
      if (at + 4 > scans.length) return faultOf('truncated');
      const length = view.getUint16(at + 2);
      if (length < 2) return faultOf('damaged');
      if (segments.length >= JPEG_SEGMENTS_MAX) return faultOf('too_many_parts');
      segments.push({ marker, payload: scans.subarray(at + 4, at + 2 + length) });
      at += 2 + length;
    }
  }
}
