/**
 * The XMP of a picture with our words in it: what was there is kept as it was written, but for what we say ourselves. Pure and
 * deterministic: no times, no padding.
 */
import { createHash } from 'node:crypto';
import { element, type Xml } from '../../platform/xml.ts';
import type { PictureWords } from './words.ts';
import { EXTENSION, NS, OURS, PLUS_VOCABULARY } from './xmp-names.ts';
import { decoded, readXmp, type XmpNode, type XmpPacket } from './xmp-read.ts';

/** The packets that a file has, as text; `extension` is what a JPEG has besides, joined. */
export interface FoundXmp {
  packets: string[];
  extension?: string;
}

export interface MergedXmp {
  packet: string;
  /** What the first packet has no room for, and the name that it has there. */
  extension?: { guid: string; text: string };
}

/** Beginning and end as the XMP specification has them (part 1, §7.3.2), so that a program that only scans finds it. */
const BEGIN = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>';
const END = '<?xpacket end="w"?>';

/** `bytesMax`: of the packet; without it, it has room for all. */
export function mergeXmp(
  found: FoundXmp,
  words: PictureWords,
  bytesMax = Number.POSITIVE_INFINITY,
): MergedXmp {
  const said = new Set<string>();
  const main = keptOf(found.packets, said);
  const extended = keptOf(found.extension === undefined ? [] : [found.extension], said);
  const about = main.about ?? extended.about ?? '';
  const alone = inPacket([...main.nodes, rightsNode(words, about)]);
  if (extended.nodes.length === 0 && Buffer.byteLength(alone) <= bytesMax) return { packet: alone };

  const fits = Buffer.byteLength(alone) + EXTENSION_BYTES <= bytesMax;
  const text = inMeta(fits ? extended.nodes : [...main.nodes, ...extended.nodes]);
  const guid = createHash('md5').update(text).digest('hex').toUpperCase();
  const nodes = [...(fits ? main.nodes : []), rightsNode(words, about, guid)];
  return { packet: inPacket(nodes), extension: { guid, text } };
}

/** Of the declaration and the property that name an extension. */
const EXTENSION_BYTES = 150;

const inPacket = (nodes: string[]) => `${BEGIN}${inMeta(nodes)}${END}`;
const inMeta = (nodes: string[]) =>
  `<x:xmpmeta xmlns:x="${NS.x}"><rdf:RDF xmlns:rdf="${NS.rdf}">${nodes.join('')}</rdf:RDF></x:xmpmeta>`;

/** Nodes that still say something, without what we say and what was said before them: of a property said twice, the first counts. */
function keptOf(texts: string[], said: Set<string>): { nodes: string[]; about: string | undefined } {
  const packets = texts.map(readXmp).filter((packet) => packet !== null);
  const nodes = packets.flatMap((packet) => packet.nodes.map((node) => keptNode(packet, node, said)));
  const first = packets.flatMap((packet) => packet.nodes)[0];
  return { nodes: nodes.filter((text) => text !== ''), about: first && decoded(first.about) };
}

function keptNode({ text }: XmpPacket, node: XmpNode, said: Set<string>): string {
  const gone = node.properties.filter(({ name }) => OURS.has(name) || name === EXTENSION || said.has(name));
  if (gone.length === node.properties.length) return '';
  for (const { name } of node.properties) said.add(name);
  const declarations = [...node.outer].map(([prefix, value]) => {
    const quote = value.includes('"') ? "'" : '"';
    return ` xmlns${prefix === '' ? '' : `:${prefix}`}=${quote}${value}${quote}`;
  });
  let kept = text.slice(node.from, node.nameEnd) + declarations.join('');
  let at = node.nameEnd;
  for (const { from, to } of gone) {
    kept += text.slice(at, from);
    at = to;
  }
  return kept + text.slice(at, node.to);
}

const inAnyLanguage = (words: string) =>
  element('rdf:Alt', {}, element('rdf:li', { 'xml:lang': 'x-default' }, words));
const structures = (...fields: Xml[]) =>
  element('rdf:Seq', {}, element('rdf:li', { 'rdf:parseType': 'Resource' }, fields));

/** IPTC Photo Metadata Standard 2023.2 and PLUS LDF: rights of a picture, in the forms that both give for XMP. */
function rightsNode(words: PictureWords, about: string, guid?: string): string {
  const namespaces = {
    'xmlns:dc': NS.dc,
    'xmlns:photoshop': NS.photoshop,
    'xmlns:xmpRights': NS.xmpRights,
    'xmlns:plus': NS.plus,
    ...(guid !== undefined && { 'xmlns:xmpNote': NS.xmpNote, 'xmpNote:HasExtendedXMP': guid }),
  };
  const { copyrightOwner, licensor, licenseUrl, dataMining } = words;
  return element(
    'rdf:Description',
    { 'rdf:about': about, ...namespaces },
    element('dc:rights', {}, inAnyLanguage(words.copyrightNotice)),
    element('photoshop:Credit', {}, words.creditLine),
    element('xmpRights:Marked', {}, 'True'),
    element('xmpRights:WebStatement', {}, licenseUrl),
    element('xmpRights:UsageTerms', {}, inAnyLanguage(words.usageTerms)),
    element('plus:CopyrightOwner', {}, structures(element('plus:CopyrightOwnerName', {}, copyrightOwner))),
    element(
      'plus:Licensor',
      {},
      structures(element('plus:LicensorName', {}, licensor), element('plus:LicensorURL', {}, licenseUrl)),
    ),
    element('plus:DataMining', {}, `${PLUS_VOCABULARY}${dataMining}`),
    element('plus:OtherConstraints', {}, inAnyLanguage(words.otherConstraints)),
  ).toString();
}

/** UTF-8, which is all that JPEG, PNG and WebP allow; null: it is something else. */
export function xmpText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
