/** Files of pictures at ingest, and the rights that are written into them. */
import { deflateSync } from 'node:zlib';
import { mediumOf } from '../../../../src/articles/media/medium.ts';
import { isPictureType } from '../../../../src/articles/media/pictures/check.ts';
import { pngChunk, XMP_KEYWORD } from '../../../../src/articles/media/pictures/png.ts';
import { withExifTexts } from '../../../../src/stamp/pictures/exif.ts';
import { perceptualDigest } from '../../../../src/stamp/pictures/perceptual/digest.ts';
import { jpegLuma } from '../../../../src/stamp/pictures/perceptual/jpeg-luma.ts';
import { withPhotoshopRights } from '../../../../src/stamp/pictures/photoshop.ts';
import type { PictureWords } from '../../../../src/stamp/pictures/words.ts';
import { writeRights } from '../../../../src/stamp/pictures/write.ts';
import { mergeXmp } from '../../../../src/stamp/pictures/xmp.ts';
import { callerBudget } from '../../../support/budget.ts';
import { packed, row, run, type Shape } from '../growers.ts';
import { SEED_BYTES } from '../limits.ts';
import { bare, type Parser, within, wordsOf } from '../parsers.ts';

/** Less than the 20 MiB of a route: what is dear for a byte is so in the first of them. */
const PICTURE_BYTES_MAX = 2_000_000;
/** Of all XMP in one file (articles/media/pictures/limits.ts). */
const XMP_BYTES_MAX = 4 * 1024 * 1024;

const WORDS: PictureWords = {
  copyrightNotice: '© 2026 Saltmarsh Wire',
  copyrightOwner: 'Saltmarsh Wire',
  creditLine: 'Saltmarsh',
  licensor: 'Saltmarsh Wire',
  licenseUrl: 'https://gateway.example/licensing',
  usageTerms: 'Use requires a license.',
  dataMining: 'DMI-PROHIBITED-SEECONSTRAINT',
  otherConstraints: 'Mining is reserved.',
};

function stamped(type: 'image/jpeg' | 'image/png' | 'image/webp') {
  return (bytes: Uint8Array) => {
    const medium = mediumOf(bytes, type, 'photograph', callerBudget());
    if (medium.ok && isPictureType(type)) writeRights(bytes, type, WORDS);
  };
}

const latin1 = (...bytes: number[]) => Buffer.of(...bytes).toString('latin1');
const chunk = (type: string, data: string) =>
  Buffer.from(pngChunk(type, Buffer.from(data, 'latin1'))).toString('latin1');
const XMP_TEXT = `${XMP_KEYWORD}\0\0\0\0`;

const PNG_BEGIN = `${latin1(0x89)}PNG\r\n\x1a\n${chunk('IHDR', '\0\0\0\x01\0\0\0\x01\x08\0\0\0\0')}`;
const PNG_END = `${chunk('IDAT', 'a')}${chunk('IEND', '')}`;

const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const XMP_PIECES = [
  `<rdf:Description rdf:about="" xmlns:n="u§" n:a="b"/>`,
  '<rdf:Description rdf:about=""><n:a§ xmlns:n="u">b</n:a§></rdf:Description>',
  '<n:a xmlns:n="u"/>',
  '<rdf:li>a</rdf:li>',
  ' n:a§="b"',
  ' xmlns:n§="u"',
  ' xmlns:n="u"',
  '&#97;',
  '<!--x-->',
  '<![CDATA[x]]>',
  '<?p x?>',
  '<a>',
  '</a>',
];
const XMP_WRAPS = [
  '<a>…</a>',
  '<rdf:Description …/>',
  '<rdf:Description rdf:about="">…</rdf:Description>',
  '<n:a xmlns:n="…"/>',
  '<a b="…"/>',
  '<!--…-->',
  '<n§:a xmlns:n§="u">…</n§:a>',
];
const XMP_BEGIN = `<rdf:RDF ${RDF}>`;
const XMP = `${XMP_BEGIN}<rdf:Description rdf:about="" xmlns:n="u" n:a="b"/></rdf:RDF>`;

const withSegment = (part: Shape) => within(`${latin1(0xff, 0xd8)}`, JPEG_END)(part);
const segment = (marker: number, data: string) =>
  `${latin1(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff)}${data}`;
const JPEG_END = `${segment(0xc0, '\x08\0\x01\0\x01\x01\x01\x11\0')}${segment(0xda, '\x01\x01\0\0\x3f\0')}a${latin1(0xff, 0xd9)}`;

const riff = (type: string, data: string) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return `${type}${size.toString('latin1')}${data}${data.length % 2 ? '\0' : ''}`;
};

/** Codes of one bit: no difference, and the end of many blocks. */
const JPEG_TABLES = [
  segment(0xdb, `\0${'\x01'.repeat(64)}`),
  segment(0xc4, `\0\x01${'\0'.repeat(16)}`),
  segment(0xc4, `\x10\x01${'\0'.repeat(15)}\xe0`),
].join('');
const jpegFrame = (marker: number) => segment(marker, '\x08\x07\xd0\x07\xd0\x01\x01\x11\0');
const JPEG_SCAN = segment(0xda, '\x01\x01\0\0\x3f\0');
/** 620 × 620 pixels of gray. */
const PNG_LARGE = `${latin1(0x89)}PNG\r\n\x1a\n${chunk('IHDR', '\0\0\x02\x6c\0\0\x02\x6c\x08\0\0\0\0')}`;
const PNG_CLOSE = chunk('IEND', '');

const countOf = (text: string, letter: string) => text.split(letter).length - 1;
/**
 * Squares: doubling a run of letters makes a side four times as long, and a few thousand are beyond any
 * limit.
 */
const sideOf = (text: string, letter: string) => Math.max(1, countOf(text, letter) ** 2);

const DEPTHS = [1, 2, 4, 8, 16];
const COLORS = [0, 3, 2, 4, 6];
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Raw bytes of a drawn PNG: more than are inflated. */
const RAW_BYTES_MAX = 26 * 1024 * 1024;
/** A raw PNG's bytes for one that does not compress: the file is just large enough to be inflated. */
const RAW_RATIO = 50;

/**
 * A PNG whose header and data are as large as letters of the text say: `w` its width, `h` its height, `d` its
 * depth, `c` its color type, `i` whether it is interlaced, `n` how much of the data does not compress.
 */
function sizedPng(text: string): string {
  const [width, height] = [sideOf(text, 'w'), sideOf(text, 'h')];
  const depth = DEPTHS[countOf(text, 'd') % DEPTHS.length] ?? 8;
  const color = COLORS[countOf(text, 'c') % COLORS.length] ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(Math.min(width, 0x7fffffff), 0);
  header.writeUInt32BE(Math.min(height, 0x7fffffff), 4);
  header.set([depth, color, 0, 0, countOf(text, 'i') % 2], 8);
  const whole = (Math.ceil((width * depth * (CHANNELS[color] ?? 1)) / 8) + 1) * height;
  const raw = Buffer.alloc(Math.min(whole, RAW_BYTES_MAX));
  const noise = Math.min(raw.length / RAW_RATIO + countOf(text, 'n') ** 2, raw.length);
  // Xorshift, below 5 in each place of a filter's type.
  for (let at = 1, state = 1; at < noise; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    raw[at] = width > RAW_RATIO ? state : (state & 0xff) % 5;
  }
  const head = `${latin1(0x89)}PNG\r\n\x1a\n${chunk('IHDR', header.toString('latin1'))}`;
  return `${head}${chunk('IDAT', deflateSync(raw).toString('latin1'))}${PNG_CLOSE}`;
}

/** Letters of a size beside so many others that the search, which scales a seed, leaves it as it is. */
const seedOf = (...runs: [letter: string, times: number][]) => {
  const letters = runs.reduce((sum, [, times]) => sum + times, 0);
  return row(...runs.map(([letter, times]) => run(letter, times)), run(' ', SEED_BYTES - letters));
};

const SAMPLINGS = ['\x11', '\x22', '\x44', '\x14', '\x41'];

/**
 * A JPEG whose header and data are as large as letters of the text say: `w` its width, `h` its height, `s`
 * how its first component is sampled, `p` whether it is progressive, `n` how many bytes more its scan has.
 */
function sizedJpeg(text: string): string {
  const side = (letter: string) => {
    const pixels = Math.min(0xffff, sideOf(text, letter));
    return latin1(pixels >> 8, pixels & 0xff);
  };
  const pixels = Math.min(0xffff, sideOf(text, 'w')) * Math.min(0xffff, sideOf(text, 'h'));
  const sampling = SAMPLINGS[countOf(text, 's') % SAMPLINGS.length] ?? '\x11';
  const components = `\x03\x01${sampling}\0\x02\x11\0\x03\x11\0`;
  const frame = segment(0xc0 + 2 * (countOf(text, 'p') % 2), `\x08${side('h')}${side('w')}${components}`);
  const data = '\0'.repeat(Math.min(PICTURE_BYTES_MAX, Math.ceil(pixels / 256) + countOf(text, 'n') ** 2));
  return `${latin1(0xff, 0xd8)}${JPEG_TABLES}${frame}${JPEG_SCAN}${data}${latin1(0xff, 0xd9)}`;
}

/** Chunks and segments around a part (growers.ts `packed`). */
export const PICTURE_PACKINGS = {
  'deflate:png': (text: string) =>
    chunk('zTXt', `${XMP_KEYWORD}\0${deflateSync(Buffer.from(text, 'latin1')).toString('latin1')}`),
  /** Whatever the text is, there are as many bytes as the header says. */
  'png:data': (text: string) =>
    chunk(
      'IDAT',
      deflateSync(Buffer.from(text.padEnd(621 * 620, '\0').slice(0, 621 * 620), 'latin1')).toString('latin1'),
    ),
  'png:sized': sizedPng,
  'jpeg:sized': sizedJpeg,
  'png:text': (text: string) => chunk('tEXt', `Copyright\0${text}`),
  'png:xmp': (text: string) => chunk('iTXt', `${XMP_TEXT}${text}`),
  'png:exif': (text: string) => chunk('eXIf', text),
  'jpeg:xmp': (text: string) => segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${text.slice(0, 60_000)}`),
  'jpeg:extension': (text: string) =>
    segment(0xe1, `http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}${text.slice(0, 60_000)}`),
  'jpeg:exif': (text: string) => segment(0xe1, `Exif\0\0${text.slice(0, 60_000)}`),
  'jpeg:photoshop': (text: string) => segment(0xed, `Photoshop 3.0\0${text.slice(0, 60_000)}`),
  'webp:xmp': (text: string) => riff('XMP ', text),
  'webp:exif': (text: string) => riff('EXIF', text),
  webp: (text: string) => {
    const body = `WEBP${riff('VP8X', '\x0c\0\0\0\0\0\0\0\0\0')}${text}${riff('VP8L', '\x2f\0\0\0\0')}`;
    return riff('RIFF', body);
  },
};

const TIFF = 'II*\0\x08\0\0\0';
const RESOURCES = [
  '8BIM\x04\x04\0\0\0\0\0\0',
  '8BIM\x04\x04\0\0\0\0\0\x05\x1c\x02\x74\0\0\0',
  '8BIM\x04\x09\0\0\0\0\0\0',
  '\x1c\x02\x74\0\0',
  '\x1c\x02\x05\0\x01a',
  '\x1c\x01\x5a\0\x03\x1b%G',
];

export const PICTURES: readonly Parser[] = [
  {
    name: 'JPEG',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [
      withSegment,
      (part) => withSegment(packed('jpeg:xmp', within(XMP_BEGIN, '</rdf:RDF>')(part))),
      (part) =>
        within(
          `${latin1(0xff, 0xd8)}${segment(0xc0, '\x08\0\x01\0\x01\x01\x01\x11\0')}${segment(0xda, '\x01\x01\0\0\x3f\0')}`,
          latin1(0xff, 0xd9),
        )(part),
    ],
    words: wordsOf(
      [
        segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${XMP}`),
        segment(0xe1, `Exif\0\0${TIFF}`),
        segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0'),
        segment(0xed, 'Photoshop 3.0\0'),
        segment(0xeb, 'JP\0\x01\0\0\0\x01\0\0\0\x26jumb\0\0\0\x1ejumdc2p'),
        segment(0xfe, ''),
        latin1(0xff),
        latin1(0xff, 0),
        latin1(0xff, 0xd0),
        segment(0xc4, ''),
        ...RESOURCES,
        ...XMP_PIECES,
      ],
      XMP_WRAPS,
      ['jpeg:xmp', 'jpeg:extension', 'jpeg:exif', 'jpeg:photoshop'],
    ),
    read: stamped('image/jpeg'),
  },
  {
    name: 'PNG',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [
      within(PNG_BEGIN, PNG_END),
      (part) => within(PNG_BEGIN, PNG_END)(packed('deflate:png', within(XMP_BEGIN, '</rdf:RDF>')(part))),
      (part) => within(PNG_BEGIN, PNG_END)(packed('png:xmp', within(XMP_BEGIN, '</rdf:RDF>')(part))),
    ],
    words: wordsOf(
      [
        chunk('tEXt', 'Copyright\0a'),
        chunk('iTXt', `${XMP_TEXT}${XMP}`),
        chunk('IDAT', ''),
        chunk('eXIf', TIFF),
        ...XMP_PIECES,
      ],
      XMP_WRAPS,
      ['deflate:png', 'png:text', 'png:xmp', 'png:exif'],
    ),
    read: stamped('image/png'),
  },
  {
    name: 'WebP',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [
      (part) => packed('webp', part),
      (part) => packed('webp', packed('webp:xmp', within(XMP_BEGIN, '</rdf:RDF>')(part))),
    ],
    words: wordsOf(
      [riff('XMP ', XMP), riff('EXIF', TIFF), riff('ICCP', ''), riff('ANMF', 'a'), ...XMP_PIECES],
      XMP_WRAPS,
      ['webp:xmp', 'webp:exif'],
    ),
    read: stamped('image/webp'),
  },
  {
    name: 'XMP',
    bytesMax: XMP_BYTES_MAX,
    frames: [
      within(XMP_BEGIN, '</rdf:RDF>'),
      within(`${XMP_BEGIN}<rdf:Description rdf:about=""`, '/></rdf:RDF>'),
      within(`${XMP_BEGIN}<rdf:Description rdf:about="">`, '</rdf:Description></rdf:RDF>'),
      bare,
    ],
    words: wordsOf(XMP_PIECES, XMP_WRAPS),
    read: (text) => mergeXmp({ packets: [text], extension: text }, WORDS, 65_000),
  },
  {
    name: 'Photoshop resources',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [bare, within('8BIM\x04\x04\0\0\0\0\xff\xff')],
    words: wordsOf(RESOURCES),
    read: (bytes) => withPhotoshopRights(bytes, WORDS),
  },
  {
    name: 'Exif',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [within(TIFF), within(`${TIFF}\xff\xff`)],
    words: wordsOf(['\x98\x82\x02\0\x05\0\0\0\x10\0\0\0', '\0', '\x98\x82\x02\0\xff\xff\0\0\x10\0\0\0']),
    read: (bytes) => withExifTexts(bytes, WORDS, 65_000),
  },
  {
    name: 'JPEG decoder',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [
      within(`${latin1(0xff, 0xd8)}${JPEG_TABLES}${jpegFrame(0xc0)}${JPEG_SCAN}`, latin1(0xff, 0xd9)),
      within(`${latin1(0xff, 0xd8)}${JPEG_TABLES}${jpegFrame(0xc2)}`, latin1(0xff, 0xd9)),
    ],
    words: wordsOf([
      JPEG_SCAN,
      segment(0xda, '\x01\x01\0\0\0\0'),
      segment(0xda, '\x01\x01\0\x01\x3f\0'),
      segment(0xdd, '\0\x01'),
      latin1(0xff, 0xd0),
      JPEG_TABLES,
      '\0\0\0\0',
      'abcd',
    ]),
    read: (bytes) => jpegLuma(bytes),
  },
  {
    name: 'JPEG of a size',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [(part) => packed('jpeg:sized', part)],
    words: wordsOf(['w', 'h', 's', 'p', 'n', 'wh']),
    // Narrow and long, each way: there were as many samples as pixels.
    seeds: [seedOf(['w', 255], ['h', 22]), seedOf(['w', 22], ['h', 255])],
    read: (bytes) => perceptualDigest(bytes),
  },
  {
    name: 'PNG of a size',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [(part) => packed('png:sized', part)],
    words: wordsOf(['w', 'h', 'd', 'c', 'i', 'n', 'wh']),
    // One line of 60 million pixels, of one bit each: the digest took 1.7 GB.
    seeds: [seedOf(['w', 7_746])],
    read: (bytes) => perceptualDigest(bytes),
  },
  {
    name: 'PNG decoder',
    bytesMax: PICTURE_BYTES_MAX,
    isBinary: true,
    frames: [(part) => within(PNG_LARGE, PNG_CLOSE)(packed('png:data', part))],
    words: wordsOf(['\x04abc', '\0\0\0\0\0\0\0\0', chunk('tRNS', '\0'), chunk('PLTE', 'abc')]),
    read: (bytes) => perceptualDigest(bytes),
  },
];
