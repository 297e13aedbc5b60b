/** `rightsInfo`: who holds the rights, on what terms, and what a machine can read of them. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { attributeOf, childElements, textIn, type XmlElement } from '../../platform/xml-reader.ts';
import { meaningOfEncoded } from '../../restrictions/reading.ts';
import { cleanText } from '../body/clean.ts';
import { restrictionsIn } from '../ninjs/components.ts';
import { isOwnAddress, reportForeign, reportToDesk, sentence } from './account.ts';
import { type Draft, lineOf, type StatedRights } from './draft.ts';
import { NAR, XML } from './names.ts';
import { type Catalog, conceptOf } from './qcodes.ts';

/** Attributes that make a statement hold for a part, an aspect or a time: the text is kept, and the desk says what it means. */
const NARROWED_BY = ['idrefs', 'scope', 'scopeuri', 'aspect', 'aspecturi', 'validfrom', 'validto'];

/** Reads one `rightsInfo`. What is not understood is put before the desk by `accountFor`, or here. */
export function readRightsInfo(element: XmlElement, rights: StatedRights, draft: Draft): void {
  draft.understood.add(element);
  for (const name of NARROWED_BY) {
    const value = attributeOf(element, name);
    if (value !== undefined) rights.desk.push(sentence(`rights are stated with ${name}: ${value}`));
  }
  const miningElements: XmlElement[] = [];
  for (const child of childElements(element)) {
    if (child.ns !== NAR) {
      reportForeign(rights, child);
      draft.content.add(child);
    } else if (child.name === 'dataMining') miningElements.push(child);
    else readElement(child, rights, draft);
  }
  // after the expressions: some values point to them
  for (const element of miningElements) readDataMining(element, rights, draft);
}

/** What `rightsInfo` has by itself an itemRef may have too. */
export function readStatement(element: XmlElement, rights: StatedRights, draft: Draft): void {
  if (element.name === 'dataMining') readDataMining(element, rights, draft);
  else readElement(element, rights, draft);
}

function readElement(element: XmlElement, rights: StatedRights, draft: Draft): void {
  draft.understood.add(element);
  if (Object.hasOwn(READERS, element.name)) READERS[element.name]?.(element, rights, draft);
  else {
    reportToDesk(rights, element);
    for (const child of childElements(element)) draft.content.add(child);
  }
}

const READERS: Record<string, (element: XmlElement, rights: StatedRights, draft: Draft) => void> = {
  // whom to ask: nobody's rights
  accountable: () => {},
  copyrightHolder: (element, rights) => rights.holders.push(nameOf(element)),
  copyrightNotice: readNotice,
  usageTerms: (element, rights, draft) => {
    rights.terms.push(lineOf(element));
    foreignLinks(element, rights, draft);
  },
  rightsExpressionData: readExpression,
  link: readLink,
};

/** By name, else by what identifies it. The first name counts: others are the same in other languages. */
export function nameOf(element: XmlElement): string {
  const names = childElements(element).filter(({ ns, name }) => ns === NAR && name === 'name');
  const firstName = names[0] && lineOf(names[0]);
  return (
    firstName ||
    attributeOf(element, 'literal') ||
    attributeOf(element, 'uri') ||
    attributeOf(element, 'qcode') ||
    lineOf(element)
  );
}

function readNotice(element: XmlElement, rights: StatedRights, draft: Draft): void {
  const text = lineOf(element);
  rights.notices.push(text);
  rights.instructions.push(restrictionsIn(text));
  foreignLinks(element, rights, draft);
}

/** Terms that refer to a document elsewhere are not all here: the desk must read that too. Our own pages say what we said. */
function foreignLinks(element: XmlElement, rights: StatedRights, draft: Draft): void {
  for (const source of [element, ...childElements(element)]) {
    const href = attributeOf(source, 'href') ?? attributeOf(source, 'uri');
    if (href !== undefined && !isOwnAddress(href, draft))
      rights.desk.push(sentence(`${element.name} is also at ${href}`));
    if (source.ns !== NAR) draft.content.add(source);
    if (source.ns !== NAR) reportForeign(rights, source);
  }
}

function readLink(element: XmlElement, rights: StatedRights, draft: Draft): void {
  const href = attributeOf(element, 'href') ?? attributeOf(element, 'residref');
  if (href === undefined || !isOwnAddress(href, draft)) reportToDesk(rights, element, 'link to rights');
}

/** An expression in ODRL JSON is read as ninjs `encodedRights` are. One counts; whatever else there is the desk reads. */
function readExpression(element: XmlElement, rights: StatedRights): void {
  const text = cleanText(textIn(element)).trim();
  const language = attributeOf(element, 'langid')?.replace(/^https:/u, 'http:') ?? '';
  const isOdrl = language.startsWith('http://www.w3.org/ns/odrl/2') && text.startsWith('{');
  if (isOdrl && rights.encoded === undefined) rights.encoded = text;
  else if (!(isOdrl && rights.encoded === text)) reportToDesk(rights, element, 'rights expression');
}

const PLUS = 'http://ns.useplus.org/ldf/vocab/';

/** What each value forbids, in words of the phrasebook; null for nothing (PLUS data mining vocabulary). */
const MINING: Record<string, string | null> = {
  'DMI-UNSPECIFIED': null,
  'DMI-ALLOWED': null,
  'DMI-PROHIBITED-AIMLTRAINING': 'NO AI TRAINING.',
  'DMI-PROHIBITED-GENAIMLTRAINING': 'NO AI TRAINING.',
  'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING': 'NO AI USE.',
  'DMI-PROHIBITED': 'NO TEXT AND DATA MINING.',
};
/** Prohibited but for what is said elsewhere: in a constraint, in the expression beside it, at a link. */
const SEE_ELSEWHERE = /^DMI-PROHIBITED-SEE(?<place>.+)$/u;

function readDataMining(element: XmlElement, rights: StatedRights, draft: Draft): void {
  draft.understood.add(element);
  const value = miningValue(element, draft.catalog);
  const instruction = Object.hasOwn(MINING, value) ? MINING[value] : undefined;
  if (instruction === null) return;
  if (instruction !== undefined) {
    rights.instructions.push(instruction);
    return;
  }
  const reference = SEE_ELSEWHERE.exec(value)?.groups?.place;
  if (reference?.startsWith('EMBEDDED') && isEncodedEvaluable(rights, draft.budget)) return;
  rights.instructions.push('NO TEXT AND DATA MINING.');
  // a constraint stands in the usage terms, which are read by themselves; anything else nobody has read
  if (reference === undefined) reportToDesk(rights, element);
}

/** Some write the QCode where the URI belongs. */
function miningValue(element: XmlElement, catalog: Catalog): string {
  const { uri = '', qcode = '' } = conceptOf(element, catalog);
  const value = uri || qcode;
  return value
    .replace(/^https:/u, 'http:')
    .replace(PLUS, '')
    .replace(/^plusvocab:/u, '');
}

function isEncodedEvaluable(rights: StatedRights, budget: Budget): boolean {
  if (rights.encoded === undefined) return false;
  if (rights.evaluable === undefined) {
    budget.spend('policyCharacters', rights.encoded.length);
    rights.evaluable = meaningOfEncoded(rights.encoded).reviewed;
  }
  return rights.evaluable;
}

/** Of the language of an element, or of what it stands in. */
export function languageOf(element: XmlElement): string | undefined {
  return element.attributes.find(({ ns, name }) => ns === XML && name === 'lang')?.value || undefined;
}
