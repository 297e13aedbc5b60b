/**
 * Updates IPTC-IIM 4.2 records, which many desks and WordPress read before XMP: our fields are replaced, all
 * others stay. A text that exceeds its data set is cut between characters, and is complete in XMP; a notice
 * shows the cut. Pure.
 */
import { viewOf } from '../../articles/media/pictures/parts.ts';
import type { PicturePlace } from './description.ts';
import {
  IIM_CAPTION_BYTES_MAX,
  IIM_COUNTRY_BYTES_MAX,
  IIM_HEADLINE_BYTES_MAX,
  IIM_NAME_BYTES_MAX,
  IIM_NOTICE_BYTES_MAX,
} from './limits.ts';
import { joined, utf8Within } from './utf8.ts';
import type { PictureWords } from './words.ts';

interface DataSet {
  record: number;
  number: number;
  value: Uint8Array;
  encoded: Uint8Array;
}

const TAG_MARKER = 0x1c;
const HEADER_BYTES = 5;
/** IIM §1.6: 1:90, with ISO 2022's escape sequence for UTF-8. */
const CODED_CHARACTER_SET = 90;
const UTF8 = Uint8Array.of(0x1b, 0x25, 0x47);
const RECORD_VERSION = 0;
/** Data sets of record 2. */
const DATE_CREATED = 55;
const TIME_CREATED = 60;
const BYLINE = 80;
const CITY = 90;
const SUBLOCATION = 92;
const STATE = 95;
const COUNTRY_CODE = 100;
const COUNTRY = 101;
const TRANSMISSION_REFERENCE = 103;
const HEADLINE = 105;
const CREDIT = 110;
const NOTICE = 116;
const CAPTION = 120;

/** A place is one fact in several data sets (xmp-own.ts). */
const PLACE = [CITY, SUBLOCATION, STATE, COUNTRY_CODE, COUNTRY];

/** Data that does not parse as IIM to its end is replaced as a whole. */
export function withIimRights(found: Uint8Array | null, words: PictureWords): Uint8Array {
  const all = (found && dataSetsOf(found)) ?? [];
  const ownData = ownSets(
    words,
    new Set(all.filter(({ record }) => record === 2).map(({ number }) => number)),
  );
  const others = all.filter(({ record, number }) => record !== 2 || !ownData.replaces.has(number));
  const charset = others.find(({ record, number }) => record === 1 && number === CODED_CHARACTER_SET);
  // Without a declared character set, pure ASCII is equal in all of them, so UTF-8 may be declared.
  const isOpen =
    !charset && others.every(({ value, record }) => record !== 2 || value.every((byte) => byte < 0x80));
  const isUtf8 =
    isOpen || (charset !== undefined && UTF8.every((byte, index) => charset.value[index] === byte));
  const encode = isUtf8 ? utf8Within : latin1Within;
  const inRecord = (record: number) =>
    others.filter((dataset) => dataset.record === record).map(({ encoded }) => encoded);
  const hasVersion = others.some(({ record, number }) => record === 2 && number === RECORD_VERSION);
  return joined([
    ...inRecord(1),
    ...(isOpen ? [dataSet(1, CODED_CHARACTER_SET, UTF8)] : []),
    ...(hasVersion ? [] : [dataSet(2, RECORD_VERSION, Uint8Array.of(0, 4))]),
    ...inRecord(2),
    ...ownData.texts.map(([number, text, bytesMax]) => dataSet(2, number, encode(text, bytesMax))),
    ...others.filter(({ record }) => record > 2).map(({ encoded }) => encoded),
  ]);
}

type OwnText = [number: number, text: string, bytesMax: number];

interface OwnSets {
  texts: OwnText[];
  /** Numbers of the file's data sets that are removed. */
  replaces: ReadonlySet<number>;
}

function ownSets(words: PictureWords, found: ReadonlySet<number>): OwnSets {
  const { caption, headline, creator, place, created, jobId } = words.description ?? {};
  const candidates: [number, string | undefined, number][] = [
    [DATE_CREATED, created?.day.replaceAll('-', ''), 8],
    [TIME_CREATED, created && `${created.time}${created.zone}`.replaceAll(':', ''), 11],
    [BYLINE, creator, IIM_NAME_BYTES_MAX],
    ...placeTexts(place, found),
    [TRANSMISSION_REFERENCE, jobId, IIM_NAME_BYTES_MAX],
    [HEADLINE, headline, IIM_HEADLINE_BYTES_MAX],
    [CREDIT, words.creditLine, IIM_NAME_BYTES_MAX],
    [NOTICE, shortened(words.copyrightNotice), IIM_NOTICE_BYTES_MAX],
    [CAPTION, caption, IIM_CAPTION_BYTES_MAX],
  ];
  const texts = candidates.filter((candidate): candidate is OwnText => candidate[1] !== undefined);
  const numbers = texts.map(([number]) => number);
  const isOurPlace = numbers.some((number) => PLACE.includes(number));
  return { texts, replaces: new Set([...numbers, ...(isOurPlace ? PLACE : [])]) };
}

/** Without a country our data is less precise than a file's place, which stays then. */
function placeTexts(
  place: PicturePlace | undefined,
  found: ReadonlySet<number>,
): [number, string | undefined, number][] {
  if (!place || (place.country === undefined && PLACE.some((number) => found.has(number)))) return [];
  return [
    [CITY, place.city, IIM_NAME_BYTES_MAX],
    [STATE, place.state, IIM_NAME_BYTES_MAX],
    [COUNTRY, place.country, IIM_COUNTRY_BYTES_MAX],
  ];
}

function shortened(notice: string): string {
  if (Buffer.byteLength(notice) <= IIM_NOTICE_BYTES_MAX) return notice;
  return `${new TextDecoder().decode(utf8Within(notice, IIM_NOTICE_BYTES_MAX - 3)).trimEnd()}...`;
}

/** The common interpretation of an undeclared character set. */
function latin1Within(text: string, bytesMax: number): Uint8Array {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return Uint8Array.from(codes.slice(0, bytesMax), (code) => (code < 0x100 ? code : '?'.charCodeAt(0)));
}

function dataSet(record: number, number: number, value: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(TAG_MARKER, record, number, value.length >> 8, value.length & 0xff), value]);
}

/** Null: the data is not IIM, or is truncated. Some programs pad it with zeros. */
function dataSetsOf(bytes: Uint8Array): DataSet[] | null {
  const view = viewOf(bytes);
  const found: DataSet[] = [];
  let at = 0;
  while (at < bytes.length && bytes[at] === TAG_MARKER) {
    if (at + HEADER_BYTES > bytes.length) return null;
    const length = view.getUint16(at + 3);
    // An extended data set, used for previews only, gives the length of its length.
    const lengthBytes = length & 0x8000 ? length & 0x7fff : 0;
    if (lengthBytes > 4 || at + HEADER_BYTES + lengthBytes > bytes.length) return null;
    let size = lengthBytes === 0 ? length : 0;
    for (let index = 0; index < lengthBytes; index++)
      size = size * 256 + (bytes[at + HEADER_BYTES + index] ?? 0);
    const from = at + HEADER_BYTES + lengthBytes;
    const to = from + size;
    if (to > bytes.length) return null;
    const [record = 0, number = 0] = bytes.subarray(at + 1, at + 3);
    found.push({ record, number, value: bytes.subarray(from, to), encoded: bytes.subarray(at, to) });
    at = to;
  }
  return bytes.subarray(at).every((byte) => byte === 0) ? found.filter(({ record }) => record > 0) : null;
}
