/**
 * The XMP of a picture with our words in it: what was there is kept as it was written, but for what we say ourselves. Pure and
 * deterministic: no times, no padding.
 */
import { createHash } from 'node:crypto';
import { element } from '../../platform/xml.ts';
import type { PictureWords } from './words.ts';
import { EXTENSION, NS } from './xmp-names.ts';
import { propertiesOf, type XmpOwn } from './xmp-own.ts';
import { decoded, readXmp, type XmpNode, type XmpPacket } from './xmp-read.ts';

/** The packets that a file has, as text; `extension` is what a JPEG has besides, joined. */
export interface FoundXmp {
  packets: string[];
  extension?: string;
  /** Names of properties that are not kept. */
  omitted?: readonly string[];
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
  const packets = readAll(found.packets);
  const extension = readAll(found.extension === undefined ? [] : [found.extension]);
  const own = propertiesOf(words, namesIn([...packets, ...extension]));
  const said = new Set([EXTENSION, ...(found.omitted ?? []), ...own.flatMap(({ replaces }) => replaces)]);
  const main = keptOf(packets, said);
  const extended = keptOf(extension, said);
  const about = main.about ?? extended.about ?? '';
  const alone = inPacket([...main.nodes, ownNode(own, about)]);
  if (extended.nodes.length === 0 && Buffer.byteLength(alone) <= bytesMax) return { packet: alone };

  const fits = Buffer.byteLength(alone) + EXTENSION_BYTES <= bytesMax;
  const text = inMeta(fits ? extended.nodes : [...main.nodes, ...extended.nodes]);
  const guid = createHash('md5').update(text).digest('hex').toUpperCase();
  const nodes = [...(fits ? main.nodes : []), ownNode(own, about, guid)];
  return { packet: inPacket(nodes), extension: { guid, text } };
}

/** Of the declaration and the property that name an extension. */
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
 * Nodes that still say something without the properties in `said`: ours, and those of nodes before, for of a
 * property that is said twice the first counts.
 */
function keptOf(packets: XmpPacket[], said: Set<string>): { nodes: string[]; about: string | undefined } {
  const nodes = packets.flatMap((packet) => packet.nodes.map((node) => keptNode(packet, node, said)));
  const first = packets.flatMap((packet) => packet.nodes)[0];
  return { nodes: nodes.filter((text) => text !== ''), about: first && decoded(first.about) };
}

function keptNode({ text }: XmpPacket, node: XmpNode, said: Set<string>): string {
  const gone = node.properties.filter(({ name }) => said.has(name));
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

function ownNode(own: XmpOwn[], about: string, guid?: string): string {
  const namespaces = {
    'xmlns:dc': NS.dc,
    'xmlns:photoshop': NS.photoshop,
    'xmlns:xmpRights': NS.xmpRights,
    'xmlns:plus': NS.plus,
    'xmlns:Iptc4xmpExt': NS.Iptc4xmpExt,
    ...(guid !== undefined && { 'xmlns:xmpNote': NS.xmpNote, 'xmpNote:HasExtendedXMP': guid }),
  };
  const properties = own.map(({ property }) => property);
  return element('rdf:Description', { 'rdf:about': about, ...namespaces }, properties).toString();
}

/** UTF-8, which is all that JPEG, PNG and WebP allow; null: it is something else. */
export function xmpText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
