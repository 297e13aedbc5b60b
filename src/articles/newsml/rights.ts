/** `rightsInfo`: who holds the rights, on what terms, and what a machine can read of them. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { attributeOf, childElements, textIn, type XmlElement } from '../../platform/xml-reader.ts';
import { meaningOfEncoded } from '../../restrictions/reading.ts';
import { cleanText } from '../body/clean.ts';
import { restrictionsIn } from '../ninjs/components.ts';
import { isOwn, sentence, tell, tellForeign } from './account.ts';
import { type Draft, lineOf, type Said } from './draft.ts';
import { NAR, XML } from './names.ts';
import { type Catalog, conceptOf } from './qcodes.ts';

/** Attributes that make a statement hold for a part, an aspect or a time: the text is kept, and the desk says what it means. */
const NARROWED_BY = ['idrefs', 'scope', 'scopeuri', 'aspect', 'aspecturi', 'validfrom', 'validto'];

/** Reads one `rightsInfo`. What is not understood is put before the desk by `accountFor`, or here. */
export function readRightsInfo(element: XmlElement, said: Said, draft: Draft): void {
  draft.understood.add(element);
  for (const name of NARROWED_BY) {
    const value = attributeOf(element, name);
    if (value !== undefined) said.desk.push(sentence(`rights are stated with ${name}: ${value}`));
  }
  const mining: XmlElement[] = [];
  for (const child of childElements(element)) {
    if (child.ns !== NAR) {
      tellForeign(said, child);
      draft.content.add(child);
    } else if (child.name === 'dataMining') mining.push(child);
    else readOne(child, said, draft);
  }
  // after the expressions: some values point to them
  for (const one of mining) readDataMining(one, said, draft);
}

/** What `rightsInfo` has by itself an itemRef may have too. */
export function readStatement(element: XmlElement, said: Said, draft: Draft): void {
  if (element.name === 'dataMining') readDataMining(element, said, draft);
  else readOne(element, said, draft);
}

function readOne(element: XmlElement, said: Said, draft: Draft): void {
  draft.understood.add(element);
  if (Object.hasOwn(READ, element.name)) READ[element.name]?.(element, said, draft);
  else {
    tell(said, element);
    for (const child of childElements(element)) draft.content.add(child);
  }
}

const READ: Record<string, (element: XmlElement, said: Said, draft: Draft) => void> = {
  // whom to ask: nobody's rights
  accountable: () => {},
  copyrightHolder: (element, said) => said.holders.push(nameOf(element)),
  copyrightNotice: readNotice,
  usageTerms: (element, said, draft) => {
    said.terms.push(lineOf(element));
    foreignLinks(element, said, draft);
  },
  rightsExpressionData: readExpression,
  link: readLink,
};

/** By name, else by what identifies it. The first name counts: others are the same in other languages. */
export function nameOf(element: XmlElement): string {
  const names = childElements(element).filter(({ ns, name }) => ns === NAR && name === 'name');
  const own = names[0] && lineOf(names[0]);
  return (
    own ||
    attributeOf(element, 'literal') ||
    attributeOf(element, 'uri') ||
    attributeOf(element, 'qcode') ||
    lineOf(element)
  );
}

function readNotice(element: XmlElement, said: Said, draft: Draft): void {
  const text = lineOf(element);
  said.notices.push(text);
  said.instructions.push(restrictionsIn(text));
  foreignLinks(element, said, draft);
}

/** Terms that refer to a document elsewhere are not all here: the desk must read that too. Our own pages say what we said. */
function foreignLinks(element: XmlElement, said: Said, draft: Draft): void {
  for (const one of [element, ...childElements(element)]) {
    const href = attributeOf(one, 'href') ?? attributeOf(one, 'uri');
    if (href !== undefined && !isOwn(href, draft))
      said.desk.push(sentence(`${element.name} is also at ${href}`));
    if (one.ns !== NAR) draft.content.add(one);
    if (one.ns !== NAR) tellForeign(said, one);
  }
}

function readLink(element: XmlElement, said: Said, draft: Draft): void {
  const href = attributeOf(element, 'href') ?? attributeOf(element, 'residref');
  if (href === undefined || !isOwn(href, draft)) tell(said, element, 'link to rights');
}

/** An expression in ODRL JSON is read as ninjs `encodedRights` are. One counts; whatever else there is the desk reads. */
function readExpression(element: XmlElement, said: Said): void {
  const text = cleanText(textIn(element)).trim();
  const language = attributeOf(element, 'langid')?.replace(/^https:/u, 'http:') ?? '';
  const isOdrl = language.startsWith('http://www.w3.org/ns/odrl/2') && text.startsWith('{');
  if (isOdrl && said.encoded === undefined) said.encoded = text;
  else if (!(isOdrl && said.encoded === text)) tell(said, element, 'rights expression');
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
const ELSEWHERE = /^DMI-PROHIBITED-SEE(?<place>.+)$/u;

function readDataMining(element: XmlElement, said: Said, draft: Draft): void {
  draft.understood.add(element);
  const value = miningValue(element, draft.catalog);
  const known = Object.hasOwn(MINING, value) ? MINING[value] : undefined;
  if (known === null) return;
  if (known !== undefined) {
    said.instructions.push(known);
    return;
  }
  const place = ELSEWHERE.exec(value)?.groups?.place;
  if (place?.startsWith('EMBEDDED') && wasRead(said, draft.budget)) return;
  said.instructions.push('NO TEXT AND DATA MINING.');
  // a constraint stands in the usage terms, which are read by themselves; anything else nobody has read
  if (place === undefined) tell(said, element);
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

function wasRead(said: Said, budget: Budget): boolean {
  if (said.encoded === undefined) return false;
  if (said.evaluable === undefined) {
    budget.spend('policyCharacters', said.encoded.length);
    said.evaluable = meaningOfEncoded(said.encoded).reviewed;
  }
  return said.evaluable;
}

/** Of the language of an element, or of what it stands in. */
export function languageOf(element: XmlElement): string | undefined {
  return element.attributes.find(({ ns, name }) => ns === XML && name === 'lang')?.value || undefined;
}
