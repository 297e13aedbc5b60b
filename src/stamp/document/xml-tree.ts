/**
 * Parses XML to a tree, within bounds; a document that is not well-formed is refused. A DOCTYPE is skipped:
 * saxes fetches nothing, and does not know the entities that it declares.
 */
import { SaxesParser } from 'saxes';
import type { Budget } from '../../platform/budget.ts';
import { DOCUMENT_DEPTH_MAX } from '../limits.ts';
import { type ReadResult, RefusedDocument } from './types.ts';

export interface XmlElement {
  /** Local name, in lower case. */
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

export function parseXml(source: string, budget: Budget): ReadResult<XmlElement> {
  try {
    const root = treeOf(source, budget);
    return root ? { ok: true, value: root } : { ok: false, reason: 'not_well_formed' };
  } catch (error) {
    if (error instanceof RefusedDocument) return { ok: false, reason: error.reason };
    throw error;
  }
}

function treeOf(source: string, budget: Budget): XmlElement | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.on('error', () => {
    throw new RefusedDocument('not_well_formed');
  });
  parser.on('opentag', ({ local, attributes }) => {
    budget.spend('nodes', 1 + Object.keys(attributes).length);
    if (open.length >= DOCUMENT_DEPTH_MAX) throw new RefusedDocument('too_deep');
    const named = Object.values(attributes).map(({ local: name, value }) => [name.toLowerCase(), value]);
    const element: XmlElement = {
      name: local.toLowerCase(),
      attributes: Object.fromEntries(named),
      children: [],
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const text = (value: string) => {
    budget.spend('nodes');
    open.at(-1)?.children.push(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(source).close();
  return root;
}

export function elementsOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

/** All elements of a name below this one, in order, without those nested in another of that name. */
export function allWithin(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.name === name ? [child] : allWithin(child, name);
  });
}

export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** All text and attribute values, to search for receipts. */
export function rawTextIn(element: XmlElement): string {
  const ownValues = Object.values(element.attributes).join('\n');
  return [
    ownValues,
    ...element.children.map((child) => (typeof child === 'string' ? child : rawTextIn(child))),
  ].join('\n');
}
