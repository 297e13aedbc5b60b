/**
 * The properties that we write into XMP, in the forms that the IPTC Photo Metadata Standard 2023.2 and PLUS
 * LDF give, and what of the file's own each replaces. Pure.
 */
import { element, type Xml } from '../../platform/xml.ts';
import type { PictureDescription, PicturePlace } from './description.ts';
import type { PictureWords } from './words.ts';
import { NS, nameIn, PLUS_VOCABULARY } from './xmp-names.ts';

export interface XmpOwn {
  /** Names of properties that a file may have and then loses: this one, and others that say the same. */
  replaces: string[];
  property: Xml;
}

/** `found`: names of all properties that the file has. */
export function propertiesOf(words: PictureWords, found: ReadonlySet<string>): XmpOwn[] {
  return [...rightsOf(words), ...descriptionOf(words.description ?? {}, found)];
}

function rightsOf(words: PictureWords): XmpOwn[] {
  const { copyrightOwner, licensor, licenseUrl, dataMining } = words;
  return [
    own(element('dc:rights', {}, inAnyLanguage(words.copyrightNotice)), [
      nameIn(NS.dc, 'rights'),
      nameIn(NS.tiff, 'Copyright'),
    ]),
    own(element('photoshop:Credit', {}, words.creditLine), [nameIn(NS.photoshop, 'Credit')]),
    own(element('xmpRights:Marked', {}, 'True'), [nameIn(NS.xmpRights, 'Marked')]),
    own(element('xmpRights:WebStatement', {}, licenseUrl), [nameIn(NS.xmpRights, 'WebStatement')]),
    own(element('xmpRights:UsageTerms', {}, inAnyLanguage(words.usageTerms)), [
      nameIn(NS.xmpRights, 'UsageTerms'),
    ]),
    own(
      element('plus:CopyrightOwner', {}, structures(element('plus:CopyrightOwnerName', {}, copyrightOwner))),
      [nameIn(NS.plus, 'CopyrightOwner'), nameIn(NS.xmpRights, 'Owner')],
    ),
    own(
      element(
        'plus:Licensor',
        {},
        structures(element('plus:LicensorName', {}, licensor), element('plus:LicensorURL', {}, licenseUrl)),
      ),
      [nameIn(NS.plus, 'Licensor')],
    ),
    own(element('plus:DataMining', {}, `${PLUS_VOCABULARY}${dataMining}`), [nameIn(NS.plus, 'DataMining')]),
    own(element('plus:OtherConstraints', {}, inAnyLanguage(words.otherConstraints)), [
      nameIn(NS.plus, 'OtherConstraints'),
    ]),
  ];
}

function descriptionOf(said: PictureDescription, found: ReadonlySet<string>): XmpOwn[] {
  const { caption, headline, creator, place, created, jobId, digitalSourceType } = said;
  const line = (name: string, text: string | undefined): XmpOwn[] =>
    text === undefined ? [] : [own(element(`photoshop:${name}`, {}, text), [nameIn(NS.photoshop, name)])];
  return [
    ...(caption === undefined
      ? []
      : [
          own(element('dc:description', {}, inAnyLanguage(caption)), [
            nameIn(NS.dc, 'description'),
            nameIn(NS.tiff, 'ImageDescription'),
          ]),
        ]),
    ...line('Headline', headline),
    ...(creator === undefined
      ? []
      : [
          own(element('dc:creator', {}, element('rdf:Seq', {}, element('rdf:li', {}, creator))), [
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
          own(element('Iptc4xmpExt:DigitalSourceType', {}, digitalSourceType), [
            nameIn(NS.Iptc4xmpExt, 'DigitalSourceType'),
          ]),
        ]),
  ];
}

/**
 * A place is one fact in several properties: a city of ours beside a country of the file's could be false.
 */
const PLACE = [
  ...['City', 'State', 'Country'].map((local) => nameIn(NS.photoshop, local)),
  ...['Location', 'CountryCode'].map((local) => nameIn(NS.Iptc4xmpCore, local)),
  nameIn(NS.Iptc4xmpExt, 'LocationCreated'),
];

/** Without a country we know less than a file that has a place, and it keeps its own. */
function placeIn(place: PicturePlace | undefined, found: ReadonlySet<string>): XmpOwn[] {
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
  ].map((property) => own(property, PLACE));
}

const own = (property: Xml, replaces: string[]): XmpOwn => ({ property, replaces });
const field = (name: string, text: string | undefined) =>
  text === undefined ? [] : [element(name, {}, text)];
const inAnyLanguage = (words: string) =>
  element('rdf:Alt', {}, element('rdf:li', { 'xml:lang': 'x-default' }, words));
const structures = (...fields: Xml[]) =>
  element('rdf:Seq', {}, element('rdf:li', { 'rdf:parseType': 'Resource' }, fields));
