/** IPTC-IIM 4.2 records, which many desks read before XMP: notice and credit become ours, all else stays. Pure. */
import { viewOf } from '../../articles/media/pictures/parts.ts';
import { IIM_CREDIT_BYTES_MAX, IIM_NOTICE_BYTES_MAX } from './limits.ts';
import { joined, utf8Within } from './utf8.ts';
import type { PictureWords } from './words.ts';

interface DataSet {
  record: number;
  number: number;
  value: Uint8Array;
  whole: Uint8Array;
}

const TAG_MARKER = 0x1c;
const HEADER_BYTES = 5;
/** IIM §1.6: 1:90, and ISO 2022's way to say UTF-8. */
const CODED_CHARACTER_SET = 90;
const UTF8 = Uint8Array.of(0x1b, 0x25, 0x47);
const RECORD_VERSION = 0;
const CREDIT = 110;
const NOTICE = 116;

/** What does not read as IIM to its end is replaced as a whole. */
export function withIimRights(
  found: Uint8Array | null,
  { creditLine, copyrightNotice }: PictureWords,
): Uint8Array {
  const kept = (found && dataSetsOf(found)) ?? [];
  const others = kept.filter(
    ({ record, number }) => record !== 2 || (number !== CREDIT && number !== NOTICE),
  );
  const charset = others.find(({ record, number }) => record === 1 && number === CODED_CHARACTER_SET);
  // Without a word on the character set, ASCII alone is the same in all: then we may give it.
  const isOpen =
    !charset && others.every(({ value, record }) => record !== 2 || value.every((byte) => byte < 0x80));
  const isUtf8 =
    isOpen || (charset !== undefined && UTF8.every((byte, place) => charset.value[place] === byte));
  const encode = isUtf8 ? utf8Within : latin1Within;
  const inRecord = (record: number) =>
    others.filter((one) => one.record === record).map(({ whole }) => whole);
  const hasVersion = others.some(({ record, number }) => record === 2 && number === RECORD_VERSION);
  return joined([
    ...inRecord(1),
    ...(isOpen ? [dataSet(1, CODED_CHARACTER_SET, UTF8)] : []),
    ...(hasVersion ? [] : [dataSet(2, RECORD_VERSION, Uint8Array.of(0, 4))]),
    ...inRecord(2),
    // Part of a name is another name: a credit that does not fit is left to XMP.
    ...(isWithin(creditLine, IIM_CREDIT_BYTES_MAX)
      ? [dataSet(2, CREDIT, encode(creditLine, IIM_CREDIT_BYTES_MAX))]
      : []),
    dataSet(2, NOTICE, encode(shortened(copyrightNotice), IIM_NOTICE_BYTES_MAX)),
    ...others.filter(({ record }) => record > 2).map(({ whole }) => whole),
  ]);
}

const isWithin = (text: string, bytesMax: number) => Buffer.byteLength(text) <= bytesMax;

function shortened(notice: string): string {
  if (isWithin(notice, IIM_NOTICE_BYTES_MAX)) return notice;
  return `${new TextDecoder().decode(utf8Within(notice, IIM_NOTICE_BYTES_MAX - 3)).trimEnd()}...`;
}

/** What programs take text of an undeclared character set for. */
function latin1Within(text: string, bytesMax: number): Uint8Array {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return Uint8Array.from(codes.slice(0, bytesMax), (code) => (code < 0x100 ? code : '?'.charCodeAt(0)));
}

function dataSet(record: number, number: number, value: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(TAG_MARKER, record, number, value.length >> 8, value.length & 0xff), value]);
}

/** Null: it is no IIM, or breaks off. Some pad it with zeros. */
function dataSetsOf(bytes: Uint8Array): DataSet[] | null {
  const view = viewOf(bytes);
  const found: DataSet[] = [];
  let at = 0;
  while (at < bytes.length && bytes[at] === TAG_MARKER) {
    if (at + HEADER_BYTES > bytes.length) return null;
    const length = view.getUint16(at + 3);
    // An extended data set, which only ever holds previews: its length has a length.
    const lengthBytes = length & 0x8000 ? length & 0x7fff : 0;
    if (lengthBytes > 4 || at + HEADER_BYTES + lengthBytes > bytes.length) return null;
    let size = lengthBytes === 0 ? length : 0;
    for (let place = 0; place < lengthBytes; place++)
      size = size * 256 + (bytes[at + HEADER_BYTES + place] ?? 0);
    const from = at + HEADER_BYTES + lengthBytes;
    const to = from + size;
    if (to > bytes.length) return null;
    const [record = 0, number = 0] = bytes.subarray(at + 1, at + 3);
    found.push({ record, number, value: bytes.subarray(from, to), whole: bytes.subarray(at, to) });
    at = to;
  }
  return bytes.subarray(at).every((byte) => byte === 0) ? found.filter(({ record }) => record > 0) : null;
}
