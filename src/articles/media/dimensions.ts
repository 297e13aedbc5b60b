/**
 * Reads the width and height of pictures in pixels from their headers. Invalid or short bytes have none.
 * Pure.
 */

export interface Dimensions {
  width: number;
  height: number;
}

export function dimensionsOf(bytes: Uint8Array, contentType: string): Dimensions | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found =
    contentType === 'image/png'
      ? png(view)
      : contentType === 'image/jpeg'
        ? jpeg(view)
        : contentType === 'image/webp'
          ? webp(view)
          : undefined;
  return found && found.width > 0 && found.height > 0 ? found : undefined;
}

/** PNG §11.2.2: IHDR is always the first chunk. */
function png(view: DataView): Dimensions | undefined {
  return view.byteLength < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };
}

/** ITU T.81 §B.2.2: the frame header is the first segment SOF0 to SOF15 that is not a table (C4, C8, CC). */
function jpeg(view: DataView): Dimensions | undefined {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // Fill bytes precede a marker; every other segment contains its length.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** RFC 9649 §2.5 to 2.7: lossy, lossless, extended. */
function webp(view: DataView): Dimensions | undefined {
  if (view.byteLength < 30) return undefined;
  const kind = view.getUint8(15);
  const space = ' '.charCodeAt(0);
  if (kind === space)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === 'L'.charCodeAt(0)) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  const uint24 = (from: number) => view.getUint16(from, true) | (view.getUint8(from + 2) << 16);
  return { width: uint24(24) + 1, height: uint24(27) + 1 };
}
