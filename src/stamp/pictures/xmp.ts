/**
 * Merges our properties into the XMP of a picture: all others stay as they were written. Pure and
 * deterministic: no times, no padding.
 */
import { createHash } from 'node:crypto';
import { element } from '../../platform/xml.ts';
import type { PictureWords } from './words.ts';
import { EXTENSION, NS } from './xmp-names.ts';
import { type OwnXmpProperty, propertiesOf } from './xmp-own.ts';
import { decoded, readXmp, type XmpNode, type XmpPacket } from './xmp-read.ts';

/** The file's packets as text; `extension`: a JPEG's joined extension. */
export interface FoundXmp {
  packets: string[];
  extension?: string;
  omitted?: readonly string[];
}

export interface MergedXmp {
  packet: string;
  /** The overflow of the first packet, and its GUID there. */
  extension?: { guid: string; text: string };
}

/** Beginning and end of a packet (XMP specification part 1, §7.3.2), so that scanning programs find it. */
const BEGIN = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>';
const END = '<?xpacket end="w"?>';

/** `bytesMax`: maximum size of the packet; default: unlimited. */
export function mergeXmp(
  found: FoundXmp,
  words: PictureWords,
  bytesMax = Number.POSITIVE_INFINITY,
): MergedXmp {
  const packets = readAll(found.packets);
  const extension = readAll(found.extension === undefined ? [] : [found.extension]);
  const ownProperties = propertiesOf(words, namesIn([...packets, ...extension]));
  const replaced = new Set([
    EXTENSION,
    ...(found.omitted ?? []),
    ...ownProperties.flatMap(({ replaces }) => replaces),
  ]);
  const main = retainedNodes(packets, replaced);
  const extended = retainedNodes(extension, replaced);
  const about = main.about ?? extended.about ?? '';
  const singlePacket = inPacket([...main.nodes, ownNode(ownProperties, about)]);
  if (extended.nodes.length === 0 && Buffer.byteLength(singlePacket) <= bytesMax)
    return { packet: singlePacket };

  const fits = Buffer.byteLength(singlePacket) + EXTENSION_BYTES <= bytesMax;
  const text = inMeta(fits ? extended.nodes : [...main.nodes, ...extended.nodes]);
  const guid = createHash('md5').update(text).digest('hex').toUpperCase();
  const nodes = [...(fits ? main.nodes : []), ownNode(ownProperties, about, guid)];
  return { packet: inPacket(nodes), extension: { guid, text } };
}

/** Size of the namespace declaration and property that name an extension. */
const EXTENSION_BYTES = 150;

const inPacket = (nodes: string[]) => `${BEGIN}${inMeta(nodes)}${END}`;
const inMeta = (nodes: string[]) =>
  `<x:xmpmeta xmlns:x="${NS.x}"><rdf:RDF xmlns:rdf="${NS.rdf}">${nodes.join('')}</rdf:RDF></x:xmpmeta>`;

const readAll = (texts: string[]) => texts.map(readXmp).filter((packet) => packet !== null);
const namesIn = (packets: XmpPacket[]): ReadonlySet<string> =>
  new Set(
    packets.flatMap(({ nodes }) => nodes.flatMap(({ properties }) => properties.map(({ name }) => name))),
  );

/**
 * Nodes that keep a property outside `replaced`: our own properties, and those of earlier nodes, because the
 * first of two equal properties counts.
 */
function retainedNodes(
  packets: XmpPacket[],
  replaced: Set<string>,
): { nodes: string[]; about: string | undefined } {
  const nodes = packets.flatMap((packet) => packet.nodes.map((node) => retainedNode(packet, node, replaced)));
  const first = packets.flatMap((packet) => packet.nodes)[0];
  return { nodes: nodes.filter((text) => text !== ''), about: first && decoded(first.about) };
}

function retainedNode({ text }: XmpPacket, node: XmpNode, replaced: Set<string>): string {
  const removed = node.properties.filter(({ name }) => replaced.has(name));
  if (removed.length === node.properties.length) return '';
  for (const { name } of node.properties) replaced.add(name);
  const declarations = [...node.outer].map(([prefix, value]) => {
    const quote = value.includes('"') ? "'" : '"';
    return ` xmlns${prefix === '' ? '' : `:${prefix}`}=${quote}${value}${quote}`;
  });
  let result = text.slice(node.from, node.nameEnd) + declarations.join('');
  let at = node.nameEnd;
  for (const { from, to } of removed) {
    result += text.slice(at, from);
    at = to;
  }
  return result + text.slice(at, node.to);
}

function ownNode(ownProperties: OwnXmpProperty[], about: string, guid?: string): string {
  const namespaces = {
    'xmlns:dc': NS.dc,
    'xmlns:photoshop': NS.photoshop,
    'xmlns:xmpRights': NS.xmpRights,
    'xmlns:plus': NS.plus,
    'xmlns:Iptc4xmpExt': NS.Iptc4xmpExt,
    ...(guid !== undefined && { 'xmlns:xmpNote': NS.xmpNote, 'xmpNote:HasExtendedXMP': guid }),
  };
  const properties = ownProperties.map(({ property }) => property);
  return element('rdf:Description', { 'rdf:about': about, ...namespaces }, properties).toString();
}

/** UTF-8, the only encoding in JPEG, PNG and WebP; null: another encoding. */
export function xmpText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
