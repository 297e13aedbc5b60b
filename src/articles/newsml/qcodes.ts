/**
 * Resolves QCodes (`alias:code`) to URIs, by the built-in catalog of the IPTC and by definitions in the
 * document. Catalogs are never fetched: a QCode of an unknown scheme stays. Pure.
 */
import { attributeOf, childElements, type XmlElement } from '../../platform/xml-reader.ts';
import { NAR } from './names.ts';

const CV = 'http://cv.iptc.org/newscodes/';
/** Aliases of the IPTC catalog that differ from the name of their scheme. */
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

/**
 * Aliases of an item. Definitions of the document take precedence over built-in ones, because they may mean
 * another scheme.
 */
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

/** Values of `qcode` and `uri` of an element. */
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

/** Code within an IPTC scheme. Undefined: the concept is of another one. */
export function iptcCode({ uri }: Concept, scheme: string): string | undefined {
  // The IPTC's vocabularies use both schemes.
  const https = uri?.replace(/^https:/u, 'http:');
  return https?.startsWith(`${CV}${scheme}/`) ? https.slice(`${CV}${scheme}/`.length) : undefined;
}

/** Last part of the name: a label, not for decisions. */
export function labelOf({ uri, qcode }: Concept): string | undefined {
  return (qcode ?? uri)?.split(/[:/#]/u).at(-1) || undefined;
}
