/** `groupSet`: the contents of a package, in order, and statements about their rights. Pure. */
import { attributeOf, childElements, type XmlElement } from '../../platform/xml-reader.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { restrictionsIn } from '../ninjs/components.ts';
import type { JsonObject } from '../ninjs/fault.ts';
import { type Draft, joinDistinct, lineOf, Release, StatedRights } from './draft.ts';
import { statusIn, typeIn } from './item-meta.ts';
import { NAR } from './names.ts';
import { conceptOf, labelOf } from './qcodes.ts';
import { readRightsInfo, readStatement } from './rights.ts';

/**
 * Reads groups from the root; an item in several groups is read once. Items that no group leads to are not in
 * the package.
 */
export function readGroupSet(element: XmlElement, draft: Draft): void {
  const groups = new Map(
    childrenNamed(element, 'group').flatMap((group): [string, XmlElement][] => {
      const id = attributeOf(group, 'id');
      return id === undefined ? [] : [[id, group]];
    }),
  );
  const root = groups.get(attributeOf(element, 'root') ?? '');
  if (!root) {
    draft.fault(element, 'The root of the groupSet names none of its groups');
    return;
  }
  const visitedGroups = new Set<XmlElement>();
  const members = new Map<string, Member>();
  const pendingGroups = [root];
  for (let group = pendingGroups.pop(); group; group = pendingGroups.pop()) {
    if (visitedGroups.has(group)) continue;
    visitedGroups.add(group);
    for (const ref of childrenNamed(group, 'itemRef')) readItemRef(ref, group, members, draft);
    for (const ref of childrenNamed(group, 'groupRef').reverse()) {
      const nextGroup = groups.get(attributeOf(ref, 'idref') ?? '');
      if (nextGroup) pendingGroups.push(nextGroup);
      else draft.fault(ref, 'This groupRef names none of the groups');
    }
  }
  for (const member of members.values())
    draft.add('associations', associationOf(member, draft), member.element);
}

function childrenNamed(element: XmlElement, requestedName: string): XmlElement[] {
  return childElements(element).filter(({ ns, name }) => ns === NAR && name === requestedName);
}

interface Member {
  uri: string;
  name: string;
  element: XmlElement;
  item: JsonObject;
  rights: StatedRights;
  release: Release;
}

/** Statements about one item in several places are combined. */
function readItemRef(
  element: XmlElement,
  group: XmlElement,
  members: Map<string, Member>,
  draft: Draft,
): void {
  const uri = attributeOf(element, 'residref') ?? attributeOf(element, 'href');
  if (uri === undefined) {
    draft.fault(element, 'An itemRef names an item by residref or href');
    return;
  }
  const role = labelOf(conceptOf(group, draft.catalog, 'role')) ?? 'part';
  const name = `${role}-${members.size + 1}`;
  const member = getOrInsert(members, uri, () => ({
    uri,
    name,
    element,
    item: {},
    rights: new StatedRights(),
    release: new Release(),
  }));
  readItemDetails(element, member, draft);
}

function associationOf({ uri, name, item, rights, release }: Member, draft: Draft): JsonObject {
  const { status, embargoedUntil } = release;
  const [terms, holder, notice] = [
    rights.prose(),
    joinDistinct(rights.holders, '; '),
    joinDistinct(rights.notices, '\n'),
  ];
  // A text or package is a separate item that is only named here, so its statements apply to this package.
  const isPart = typeof item.type === 'string' && /^(?:picture|graphic|audio|video)$/u.test(item.type);
  if (!isPart && terms !== '') draft.rights.instructions.push(terms);
  if (!isPart && rights.encoded !== undefined)
    draft.rights.desk.push(`NewsML-G2 rights of ${uri}: ${rights.encoded}`);
  return {
    ...item,
    uri,
    name,
    ...(status !== 'usable' && { pubStatus: status }),
    ...(embargoedUntil !== undefined && { embargoedUntil }),
    ...(isPart && terms !== '' && { usageTerms: terms }),
    ...(isPart && rights.encoded !== undefined && { rightsInfo: { encodedRights: rights.encoded } }),
    ...(holder && { copyrightHolder: holder }),
    ...(notice && { copyrightNotice: notice }),
  };
}

const STATEMENTS = new Set([
  'copyrightHolder',
  'copyrightNotice',
  'dataMining',
  'rightsExpressionData',
  'rightsExpressionXML',
  'usageTerms',
]);

function readItemDetails(element: XmlElement, { item, rights, release }: Member, draft: Draft): void {
  const markUnderstood = (child: XmlElement) => draft.understood.add(child);
  for (const child of childElements(element)) {
    if (child.ns !== NAR) continue;
    const line = lineOf(child);
    if (child.name === 'itemClass') item.type ??= typeIn(child, draft);
    if (child.name === 'title' || child.name === 'headline')
      item.headlines ??= [{ contentType: 'text/plain', value: line }];
    if (child.name === 'description')
      item.descriptions ??= [{ role: 'caption', contentType: 'text/plain', value: line }];
    if (child.name === 'pubStatus' && markUnderstood(child))
      release.narrowStatus(statusIn(child, draft) ?? 'withheld');
    if (child.name === 'embargoed' && markUnderstood(child)) draft.narrowEmbargo(line, child, release);
    if (child.name === 'edNote' && markUnderstood(child)) rights.instructions.push(restrictionsIn(line));
    if (STATEMENTS.has(child.name)) readStatement(child, rights, draft);
    if (child.name === 'rightsInfo') readRightsInfo(child, rights, draft);
  }
  item.version ??= attributeOf(element, 'version');
}
