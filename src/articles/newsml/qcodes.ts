/**
 * QCodes (`alias:code`) to the URIs they stand for, by the IPTC's own catalog, which is built in, and by what a document itself
 * defines. Catalogs are never fetched: a code of a scheme that is not known keeps its QCode as it is. Pure.
 */
import { attributeOf, childElements, type XmlElement } from '../../platform/xml-reader.ts';
import { NAR } from './names.ts';

const CV = 'http://cv.iptc.org/newscodes/';
/** Aliases of the IPTC catalog whose name is not that of their scheme. */
const ALIASES = {
  cinat: 'cinature',
  colsp: 'colourspace',
  cpnat: 'cpnature',
  crel: 'conceptrelation',
  crol: 'contentprodpartyrole',
  digsrctype: 'digitalsourcetype',
  drol: 'descriptionrole',
  eventoccurstatus: 'eventoccurstatus',
  genre: 'genre',
  irel: 'itemrelation',
  isrol: 'infosourcerole',
  loutorient: 'layoutorientation',
  medtop: 'mediatopic',
  ncostat: 'newscoveragestatus',
  ninat: 'ninature',
  nprov: 'newsprovider',
  pgrmod: 'packagegroupmode',
  prodgenre: 'productgenre',
  rnd: 'rendition',
  scene: 'scene',
  sig: 'signal',
  stat: 'pubstatusg2',
  subj: 'subjectcode',
  subjqual: 'subjectqualifier',
};

export type Catalog = ReadonlyMap<string, string>;

const BUILT_IN: Catalog = new Map([
  ...Object.entries(ALIASES).map(([alias, scheme]): [string, string] => [alias, `${CV}${scheme}/`]),
  ['plusvocab', 'http://ns.useplus.org/ldf/vocab/'],
]);

/** The aliases that hold in an item. What a document defines stands before what is built in: it may mean another scheme. */
export function catalogOf(item: XmlElement, outer: Catalog = BUILT_IN): Catalog {
  const definedAliases = childElements(item)
    .filter(({ ns, name }) => ns === NAR && name === 'catalog')
    .flatMap(childElements)
    .flatMap((scheme): [string, string][] => {
      const [alias, uri] = [attributeOf(scheme, 'alias'), attributeOf(scheme, 'uri')];
      return scheme.ns === NAR && scheme.name === 'scheme' && alias && uri ? [[alias, uri]] : [];
    });
  return definedAliases.length === 0 ? outer : new Map([...outer, ...definedAliases]);
}

/** What an element says by `qcode` or `uri`; none of both when it says neither. */
export interface Concept {
  uri?: string;
  qcode?: string;
}

export function conceptOf(element: XmlElement, catalog: Catalog, attribute = 'qcode'): Concept {
  const qcode = attributeOf(element, attribute)?.trim();
  const uri =
    attributeOf(element, attribute === 'qcode' ? 'uri' : `${attribute}uri`)?.trim() ||
    resolve(qcode, catalog);
  return { ...(uri && { uri }), ...(qcode && { qcode }) };
}

function resolve(qcode: string | undefined, catalog: Catalog): string | undefined {
  const [, alias = '', code = ''] = /^([^:\s]+):(\S+)$/u.exec(qcode ?? '') ?? [];
  const scheme = catalog.get(alias);
  return scheme === undefined ? undefined : `${scheme}${code}`;
}

/** The code within an IPTC scheme; undefined for a concept of any other. */
export function iptcCode({ uri }: Concept, scheme: string): string | undefined {
  // the IPTC's vocabularies answer under both
  const https = uri?.replace(/^https:/u, 'http:');
  return https?.startsWith(`${CV}${scheme}/`) ? https.slice(`${CV}${scheme}/`.length) : undefined;
}

/** The last part of whatever names it: a label, nothing to decide by. */
export function labelOf({ uri, qcode }: Concept): string | undefined {
  return (qcode ?? uri)?.split(/[:/#]/u).at(-1) || undefined;
}
