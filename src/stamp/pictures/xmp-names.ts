/** Namespaces of XMP, and the properties that are written into every picture. */
export const NS = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  x: 'adobe:ns:meta/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
} as const;

export const PLUS_VOCABULARY = 'http://ns.useplus.org/ldf/vocab/';

export const nameIn = (namespace: string, local: string) => `${namespace} ${local}`;

/** What a file said in these is said by us now; of the last two, which we do not write, the others are today's form. */
export const OURS: ReadonlySet<string> = new Set([
  nameIn(NS.dc, 'rights'),
  nameIn(NS.photoshop, 'Credit'),
  ...['Marked', 'WebStatement', 'UsageTerms'].map((local) => nameIn(NS.xmpRights, local)),
  ...['CopyrightOwner', 'Licensor', 'DataMining', 'OtherConstraints'].map((local) => nameIn(NS.plus, local)),
  nameIn(NS.xmpRights, 'Owner'),
  nameIn(NS.tiff, 'Copyright'),
]);

export const EXTENSION = nameIn(NS.xmpNote, 'HasExtendedXMP');
