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

function rightsOf(words: PictureWords): OwnXmpProperty[] {
  const { copyrightOwner, licensor, licenseUrl, dataMining } = words;
  return [
    ownProperty(element('dc:rights', {}, inAnyLanguage(words.copyrightNotice)), [
      nameIn(NS.dc, 'rights'),
      nameIn(NS.tiff, 'Copyright'),
    ]),
    ownProperty(element('photoshop:Credit', {}, words.creditLine), [nameIn(NS.photoshop, 'Credit')]),
    ownProperty(element('xmpRights:Marked', {}, 'True'), [nameIn(NS.xmpRights, 'Marked')]),
    ownProperty(element('xmpRights:WebStatement', {}, licenseUrl), [nameIn(NS.xmpRights, 'WebStatement')]),
    ownProperty(element('xmpRights:UsageTerms', {}, inAnyLanguage(words.usageTerms)), [
      nameIn(NS.xmpRights, 'UsageTerms'),
    ]),
    ownProperty(
      element('plus:CopyrightOwner', {}, structures(element('plus:CopyrightOwnerName', {}, copyrightOwner))),
      [nameIn(NS.plus, 'CopyrightOwner'), nameIn(NS.xmpRights, 'Owner')],
    ),
    ownProperty(
      element(
        'plus:Licensor',
        {},
        structures(element('plus:LicensorName', {}, licensor), element('plus:LicensorURL', {}, licenseUrl)),
      ),
      [nameIn(NS.plus, 'Licensor')],
    ),
    ownProperty(element('plus:DataMining', {}, `${PLUS_VOCABULARY}${dataMining}`), [
      nameIn(NS.plus, 'DataMining'),
    ]),
    ownProperty(element('plus:OtherConstraints', {}, inAnyLanguage(words.otherConstraints)), [
      nameIn(NS.plus, 'OtherConstraints'),
    ]),
  ];
}

function descriptionOf(description: PictureDescription, found: ReadonlySet<string>): OwnXmpProperty[] {
  const { caption, headline, creator, place, created, jobId, digitalSourceType } = description;
  const line = (name: string, text: string | undefined): OwnXmpProperty[] =>
    text === undefined
      ? []
      : [ownProperty(element(`photoshop:${name}`, {}, text), [nameIn(NS.photoshop, name)])];
  return [
    ...(caption === undefined
      ? []
      : [
          ownProperty(element('dc:description', {}, inAnyLanguage(caption)), [
            nameIn(NS.dc, 'description'),
            nameIn(NS.tiff, 'ImageDescription'),
          ]),
        ]),
    ...line('Headline', headline),
    ...(creator === undefined
      ? []
      : [
          ownProperty(element('dc:creator', {}, element('rdf:Seq', {}, element('rdf:li', {}, creator))), [
            nameIn(NS.dc, 'creator'),
            nameIn(NS.tiff, 'Artist'),
          ]),
        ]),
    ...placeIn(place, found),
    ...line('DateCreated', created && `${created.day}T${created.time}${created.zone}`),
    ...line('TransmissionReference', jobId),
    ...(digitalSourceType === undefined
      ? []
      : [
          ownProperty(element('Iptc4xmpExt:DigitalSourceType', {}, digitalSourceType), [
            nameIn(NS.Iptc4xmpExt, 'DigitalSourceType'),
          ]),
        ]),
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
  ].map((property) => ownProperty(property, PLACE));
}

const ownProperty = (property: Xml, replaces: string[]): OwnXmpProperty => ({ property, replaces });
const field = (name: string, text: string | undefined) =>
  text === undefined ? [] : [element(name, {}, text)];
const inAnyLanguage = (words: string) =>
  element('rdf:Alt', {}, element('rdf:li', { 'xml:lang': 'x-default' }, words));
const structures = (...fields: Xml[]) =>
  element('rdf:Seq', {}, element('rdf:li', { 'rdf:parseType': 'Resource' }, fields));
