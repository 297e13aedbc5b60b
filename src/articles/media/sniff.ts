/** Detects the type of bytes by their signature, because a declared type is only a claim. Pure. */
import type { ComponentType } from '../../rights/terms.ts';
import { dimensionsOf } from './dimensions.ts';

export interface Sniffed {
  contentType: string;
  /** Pixels, if the format contains them. */
  width?: number;
  height?: number;
}

type Test = (bytes: Uint8Array) => boolean;

const ascii = (bytes: Uint8Array, from: number, text: string) =>
  [...text].every((character, index) => bytes[from + index] === character.charCodeAt(0));
const starts =
  (...first: number[]): Test =>
  (bytes) =>
    first.every((byte, index) => bytes[index] === byte);
const riff =
  (kind: string): Test =>
  (bytes) =>
    ascii(bytes, 0, 'RIFF') && ascii(bytes, 8, kind);
const isoMedia: Test = (bytes) => ascii(bytes, 4, 'ftyp');
const ogg: Test = (bytes) => ascii(bytes, 0, 'OggS');
const mpegAudio: Test = (bytes) =>
  ascii(bytes, 0, 'ID3') || (bytes[0] === 0xff && bytes[1] !== undefined && (bytes[1] & 0xe6) === 0xe2);
const matroska = starts(0x1a, 0x45, 0xdf, 0xa3);

/** Accepted types. SVG is not accepted: it is a document that can run code. */
const TYPES: Record<string, Test> = {
  'image/jpeg': starts(0xff, 0xd8, 0xff),
  'image/png': starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/webp': riff('WEBP'),
  'audio/mpeg': mpegAudio,
  'audio/mp4': isoMedia,
  'audio/ogg': ogg,
  'audio/wav': riff('WAVE'),
  'audio/flac': (bytes) => ascii(bytes, 0, 'fLaC'),
  'audio/webm': matroska,
  'video/mp4': isoMedia,
  'video/quicktime': isoMedia,
  'video/webm': matroska,
  'video/ogg': ogg,
};
export const MEDIA_TYPES: readonly string[] = Object.keys(TYPES);

const ALIASES: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-flac': 'audio/flac',
};

const KIND: Record<ComponentType, string> = {
  dispatch: 'none',
  photograph: 'image',
  graphic: 'image',
  logo: 'image',
  audio: 'audio',
  video: 'video',
};

export type MediaFault = 'unknown_type' | 'wrong_kind' | 'mismatch';

export const MEDIA_FAULTS: Record<MediaFault, string> = {
  unknown_type: 'Media of this type are not accepted',
  wrong_kind: 'This component is of another kind of medium',
  mismatch: 'The bytes are not of the type that they are said to be',
};

/**
 * Checks the declared type. `unknown_type`: not one of MEDIA_TYPES. `wrong_kind`: not for this component.
 * `mismatch`: the bytes have another type.
 */
export function sniff(
  bytes: Uint8Array,
  declared: string,
  component: ComponentType,
): { ok: true; value: Sniffed } | { ok: false; reason: MediaFault } {
  const mediaType = (declared.split(';')[0] ?? '').trim().toLowerCase();
  const contentType = (Object.hasOwn(ALIASES, mediaType) && ALIASES[mediaType]) || mediaType;
  const test = Object.hasOwn(TYPES, contentType) ? TYPES[contentType] : undefined;
  if (!test) return { ok: false, reason: 'unknown_type' };
  if (!contentType.startsWith(`${KIND[component]}/`)) return { ok: false, reason: 'wrong_kind' };
  if (!test(bytes)) return { ok: false, reason: 'mismatch' };
  return { ok: true, value: { contentType, ...dimensionsOf(bytes, contentType) } };
}
