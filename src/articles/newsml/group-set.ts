/** `groupSet`: what a package contains, in its order, and what it says of the rights in each. Pure. */
import { attributeOf, childElements, type XmlElement } from '../../platform/xml-reader.ts';
import { restrictionsIn } from '../ninjs/components.ts';
import type { JsonObject } from '../ninjs/fault.ts';
import { type Draft, lineOf, Said, sentences } from './draft.ts';
import { statusIn, typeIn } from './item-meta.ts';
import { NAR } from './names.ts';
import { conceptOf, labelOf } from './qcodes.ts';
import { readRightsInfo } from './rights.ts';

/** Groups are read from the root on; an item that several name comes once. What no group leads to is not in the package. */
export function readGroupSet(element: XmlElement, draft: Draft): void {
  const groups = new Map(
    named(element, 'group').flatMap((group): [string, XmlElement][] => {
      const id = attributeOf(group, 'id');
      return id === undefined ? [] : [[id, group]];
    }),
  );
  const root = groups.get(attributeOf(element, 'root') ?? '');
  if (!root) {
    draft.fault(element, 'The root of the groupSet names none of its groups');
    return;
  }
  const seen = new Set<XmlElement>();
  const uris = new Set<string>();
  const open = [root];
  for (let group = open.shift(); group; group = open.shift()) {
    if (seen.has(group)) continue;
    seen.add(group);
    const next: XmlElement[] = [];
    for (const child of childElements(group)) {
      if (child.ns !== NAR) continue;
      if (child.name === 'itemRef') addItem(child, group, uris, draft);
      if (child.name === 'groupRef') next.push(...(refOf(child, groups, draft) ?? []));
    }
    open.unshift(...next);
  }
}

function refOf(element: XmlElement, groups: Map<string, XmlElement>, draft: Draft): XmlElement[] | undefined {
  const group = groups.get(attributeOf(element, 'idref') ?? '');
  if (!group) draft.fault(element, 'This groupRef names none of the groups');
  return group && [group];
}

function named(element: XmlElement, wanted: string): XmlElement[] {
  return childElements(element).filter(({ ns, name }) => ns === NAR && name === wanted);
}

function addItem(element: XmlElement, group: XmlElement, uris: Set<string>, draft: Draft): void {
  const uri = attributeOf(element, 'residref') ?? attributeOf(element, 'href');
  if (uri === undefined) {
    draft.fault(element, 'An itemRef names an item by residref or href');
    return;
  }
  if (uris.has(uri)) return;
  uris.add(uri);
  const said = new Said();
  const item: JsonObject = { ...described(element, said, draft), uri };
  const role = labelOf(conceptOf(group, draft.catalog, 'role')) ?? 'part';
  const terms = said.prose();
  // a text or package is an item of its own, which we only name: what is said of it here holds for the package that names it
  const isPart = typeof item.type === 'string' && /^(?:picture|graphic|audio|video)$/u.test(item.type);
  if (!isPart && terms !== '') draft.said.instructions.push(terms);
  if (!isPart && said.encoded !== undefined)
    draft.said.desk.push(`NewsML-G2 rights of ${uri}: ${said.encoded}`);
  draft.add(
    'associations',
    {
      ...item,
      name: `${role}-${uris.size}`,
      ...(isPart && terms !== '' && { usageTerms: terms }),
      ...(isPart && said.encoded !== undefined && { rightsInfo: { encodedRights: said.encoded } }),
      ...(said.holders[0] && { copyrightHolder: said.holders[0] }),
    },
    element,
  );
}

/** What an itemRef repeats of its item. */
function described(element: XmlElement, said: Said, draft: Draft): JsonObject {
  const item: JsonObject = {};
  const understood = (child: XmlElement) => draft.understood.add(child);
  for (const child of childElements(element)) {
    if (child.ns !== NAR) continue;
    const line = lineOf(child);
    if (child.name === 'itemClass') item.type = typeIn(child, draft);
    if (child.name === 'title' || child.name === 'headline')
      item.headlines ??= [{ contentType: 'text/plain', value: line }];
    if (child.name === 'description')
      item.descriptions ??= [{ role: 'caption', contentType: 'text/plain', value: line }];
    if (child.name === 'pubStatus' && understood(child)) item.pubStatus = statusIn(child, draft);
    if (child.name === 'embargoed' && understood(child)) {
      if (line === '') item.pubStatus = 'withheld';
      else item.embargoedUntil = line;
    }
    if (child.name === 'edNote' && understood(child)) said.instructions.push(restrictionsIn(line));
    if (child.name === 'usageTerms' && understood(child)) said.terms.push(line);
    if (child.name === 'copyrightHolder' && understood(child)) said.holders.push(sentences([line]));
    if (child.name === 'rightsInfo') readRightsInfo(child, said, draft);
  }
  return { ...item, ...version(element) };
}

function version(element: XmlElement): JsonObject {
  const value = attributeOf(element, 'version');
  return value === undefined ? {} : { version: value };
}
