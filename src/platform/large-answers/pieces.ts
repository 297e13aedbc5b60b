/** Splits large answers into pieces of at least `PIECE_BYTES`, generated on demand. Pure. */
import { PIECE_BYTES } from './limits.ts';

const encoder = new TextEncoder();
/** Most UTF-8 bytes of one UTF-16 unit. */
const BYTES_OF_UNIT_MAX = 3;
/** Longest text that is encoded into a shared piece, in bytes. A longer one becomes a piece of its own. */
const LINE_BYTES = 16_384;

/** Encodes texts directly into pieces, so that no piece is held as text. */
export async function* encodePieces(
  texts: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(PIECE_BYTES + LINE_BYTES);
  let bytes = 0;
  for await (const text of texts) {
    const isLong = text.length * BYTES_OF_UNIT_MAX > LINE_BYTES;
    if (!isLong) bytes += encoder.encodeInto(text, piece.subarray(bytes)).written;
    if (bytes >= PIECE_BYTES || (isLong && bytes > 0)) {
      yield piece.subarray(0, bytes);
      [piece, bytes] = [new Uint8Array(PIECE_BYTES + LINE_BYTES), 0];
    }
    if (isLong) yield encoder.encode(text);
  }
  if (bytes > 0) yield piece.subarray(0, bytes);
}

/** Joins small pieces. Each piece but the last has at least `PIECE_BYTES`. */
export async function* joinPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pending: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    pending.push(piece);
    bytes += piece.length;
    if (bytes < PIECE_BYTES) continue;
    const joined = pending.length === 1 ? piece : Buffer.concat(pending, bytes);
    [pending, bytes] = [[], 0];
    yield joined;
  }
  if (bytes > 0) yield Buffer.concat(pending, bytes);
}

export async function* slicePieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}
