/** `rightsInfo`: holders, terms, and machine-readable rights. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { attributeOf, childElements, textIn, type XmlElement } from '../../platform/xml-reader.ts';
import { meaningOfEncoded } from '../../restrictions/reading.ts';
import { cleanText } from '../body/clean.ts';
import { restrictionsIn } from '../ninjs/components.ts';
import { isOwnAddress, reportForeign, reportToDesk, sentence } from './account.ts';
import { type Draft, lineOf, type StatedRights } from './draft.ts';
import { NAR, XML } from './names.ts';
import { type Catalog, conceptOf } from './qcodes.ts';

/**
 * Attributes that limit a statement to a part, an aspect or a time: the text is stored, and the desk decides
 * what it means.
 */
const NARROWED_BY = ['idrefs', 'scope', 'scopeuri', 'aspect', 'aspecturi', 'validfrom', 'validto'];

/**
 * Reads one `rightsInfo`. Statements that are not understood are reported to the desk, here or by
 * `accountFor`.
 */
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
  // Read after the expressions, because some values refer to them.
  for (const element of miningElements) readDataMining(element, rights, draft);
}

/** Reads a child of `rightsInfo` that an itemRef may have too. */
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
  // A contact, not a right.
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

/** Returns the name, or an identifier. The first name counts: others are translations. */
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

/**
 * Terms at another address are incomplete here, so the desk must read them too. Our own pages repeat our own
 * terms.
 */
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

/** Reads an expression in ODRL JSON like ninjs `encodedRights`. One counts; the desk reads all others. */
function readExpression(element: XmlElement, rights: StatedRights): void {
  const text = cleanText(textIn(element)).trim();
  const language = attributeOf(element, 'langid')?.replace(/^https:/u, 'http:') ?? '';
  const isOdrl = language.startsWith('http://www.w3.org/ns/odrl/2') && text.startsWith('{');
  if (isOdrl && rights.encoded === undefined) rights.encoded = text;
  else if (!(isOdrl && rights.encoded === text)) reportToDesk(rights, element, 'rights expression');
}

const PLUS = 'http://ns.useplus.org/ldf/vocab/';

/** Phrase for the prohibition of each value; null: nothing is prohibited (PLUS data mining vocabulary). */
const MINING: Record<string, string | null> = {
  'DMI-UNSPECIFIED': null,
  'DMI-ALLOWED': null,
  'DMI-PROHIBITED-AIMLTRAINING': 'NO AI TRAINING.',
  'DMI-PROHIBITED-GENAIMLTRAINING': 'NO AI TRAINING.',
  'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING': 'NO AI USE.',
  'DMI-PROHIBITED': 'NO TEXT AND DATA MINING.',
};
/** Prohibited except for statements elsewhere: in a constraint, in the expression beside it, at a link. */
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
  // A constraint is in the usage terms, which are read separately; no one has read anything else.
  if (reference === undefined) reportToDesk(rights, element);
}

/** Some documents have the QCode instead of the URI. */
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

export function languageOf(element: XmlElement): string | undefined {
  return element.attributes.find(({ ns, name }) => ns === XML && name === 'lang')?.value || undefined;
}
