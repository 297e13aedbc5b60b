/** Node's Buffer if available, otherwise a library's, with base64url added. */
// biome-ignore lint/style/useNodejsImportProtocol: the library of this name, not Node's module
import { Buffer as Portable } from 'buffer';

const NATIVE = (globalThis as { Buffer?: typeof Portable }).Buffer;

const toUrl = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

function extendedBuffer(): typeof Portable {
  const print = Portable.prototype.toString;
  Portable.prototype.toString = function (this: Portable, encoding?: string, ...range: number[]) {
    return encoding === 'base64url'
      ? toUrl(print.call(this, 'base64', ...range))
      : print.call(this, encoding as BufferEncoding, ...range);
  } as typeof print;
  const from = Portable.from.bind(Portable) as (
    value: unknown,
    encoding?: unknown,
    length?: number,
  ) => Portable;
  // The library reads both alphabets as base64.
  Portable.from = ((value: unknown, encoding?: unknown, length?: number) =>
    from(value, encoding === 'base64url' ? 'base64' : encoding, length)) as typeof Portable.from;
  return Portable;
}

export const Buffer = NATIVE ?? extendedBuffer();
