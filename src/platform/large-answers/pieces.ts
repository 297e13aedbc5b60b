/** Large answers as pieces of `PIECE_BYTES` or somewhat more, made as they are asked for. Pure. */
import { PIECE_BYTES } from './limits.ts';

const encoder = new TextEncoder();
/** UTF-8 bytes of one unit of UTF-16. */
const BYTES_OF_UNIT_MAX = 3;
/** Bytes of a text that is written into a piece; what may be longer is a piece of its own. */
const LINE_BYTES = 16_384;

/** Texts as bytes, each written where its piece has room: no piece is ever held as a text. */
export async function* encoded(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
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

/** Small pieces together: each but the last has `PIECE_BYTES` or more. */
export async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < PIECE_BYTES) continue;
    const whole = waiting.length === 1 ? piece : Buffer.concat(waiting, bytes);
    [waiting, bytes] = [[], 0];
    yield whole;
  }
  if (bytes > 0) yield Buffer.concat(waiting, bytes);
}

/** Slices bytes that are in memory. */
export async function* sliced(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}
