/**
 * The XMP properties that we write, in the forms of the IPTC Photo Metadata Standard 2023.2 and PLUS LDF,
 * with the file's properties that each replaces. Pure.
 */
import { element, type Xml } from '../../platform/xml.ts';
import type { PictureDescription, PicturePlace } from './description.ts';
import type { PictureWords } from './words.ts';
import { NS, nameIn, PLUS_VOCABULARY } from './xmp-names.ts';

export interface OwnXmpProperty {
  /** Names of the file's properties that are removed: this one, and others with the same meaning. */
  replaces: string[];
  property: Xml;
}

export function propertiesOf(words: PictureWords, found: ReadonlySet<string>): OwnXmpProperty[] {
  return [...rightsOf(words), ...descriptionOf(words.description ?? {}, found)];
}

type QName = `${keyof typeof NS}:${string}`;

function nameOf(name: QName): string {
  const [prefix, local = ''] = name.split(':');
  return nameIn(NS[prefix as keyof typeof NS], local);
}

/** `others`: further names with the same meaning. */
const own = (name: QName, content: string | Xml, ...others: QName[]): OwnXmpProperty => ({
  replaces: [name, ...others].map(nameOf),
  property: element(name, {}, content),
});

function rightsOf(words: PictureWords): OwnXmpProperty[] {
  const { copyrightOwner, licensor, licenseUrl, dataMining } = words;
  const owner = structures(element('plus:CopyrightOwnerName', {}, copyrightOwner));
  return [
    own('dc:rights', inAnyLanguage(words.copyrightNotice), 'tiff:Copyright'),
    own('photoshop:Credit', words.creditLine),
    own('xmpRights:Marked', 'True'),
    own('xmpRights:WebStatement', licenseUrl),
    own('xmpRights:UsageTerms', inAnyLanguage(words.usageTerms)),
    own('plus:CopyrightOwner', owner, 'xmpRights:Owner'),
    own(
      'plus:Licensor',
      structures(element('plus:LicensorName', {}, licensor), element('plus:LicensorURL', {}, licenseUrl)),
    ),
    own('plus:DataMining', `${PLUS_VOCABULARY}${dataMining}`),
    own('plus:OtherConstraints', inAnyLanguage(words.otherConstraints)),
  ];
}

function descriptionOf(description: PictureDescription, found: ReadonlySet<string>): OwnXmpProperty[] {
  const { caption, headline, creator, place, created, jobId, digitalSourceType } = description;
  const line = (name: QName, text: string | undefined) => (text === undefined ? [] : [own(name, text)]);
  const creators = (name: string) => element('rdf:Seq', {}, element('rdf:li', {}, name));
  return [
    ...(caption === undefined
      ? []
      : [own('dc:description', inAnyLanguage(caption), 'tiff:ImageDescription')]),
    ...line('photoshop:Headline', headline),
    ...(creator === undefined ? [] : [own('dc:creator', creators(creator), 'tiff:Artist')]),
    ...placeIn(place, found),
    ...line('photoshop:DateCreated', created && `${created.day}T${created.time}${created.zone}`),
    ...line('photoshop:TransmissionReference', jobId),
    ...line('Iptc4xmpExt:DigitalSourceType', digitalSourceType),
  ];
}

/** A place is one fact in several properties: our city next to the file's country could be false. */
const PLACE = [
  ...['City', 'State', 'Country'].map((local) => nameIn(NS.photoshop, local)),
  ...['Location', 'CountryCode'].map((local) => nameIn(NS.Iptc4xmpCore, local)),
  nameIn(NS.Iptc4xmpExt, 'LocationCreated'),
];

/** Without a country our data is less precise than a file's place, which stays then. */
function placeIn(place: PicturePlace | undefined, found: ReadonlySet<string>): OwnXmpProperty[] {
  if (!place || (place.country === undefined && PLACE.some((name) => found.has(name)))) return [];
  const { city, state, country } = place;
  const created = structures(
    ...field('Iptc4xmpExt:City', city),
    ...field('Iptc4xmpExt:ProvinceState', state),
    ...field('Iptc4xmpExt:CountryName', country),
  );
  return [
    ...field('photoshop:City', city),
    ...field('photoshop:State', state),
    ...field('photoshop:Country', country),
    element('Iptc4xmpExt:LocationCreated', {}, created),
  ].map((property) => ({ property, replaces: PLACE }));
}

const field = (name: string, text: string | undefined) =>
  text === undefined ? [] : [element(name, {}, text)];
const inAnyLanguage = (words: string) =>
  element('rdf:Alt', {}, element('rdf:li', { 'xml:lang': 'x-default' }, words));
const structures = (...fields: Xml[]) =>
  element('rdf:Seq', {}, element('rdf:li', { 'rdf:parseType': 'Resource' }, fields));
