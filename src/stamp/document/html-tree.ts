/**
 * Parses HTML to a tree as browsers do (parse5, the HTML standard), within bounds: the visible text follows
 * from the browser's tree, not from the written tags.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, type TreeAdapter } from 'parse5';
import type { Budget } from '../../platform/budget.ts';
import { DOCUMENT_DEPTH_MAX } from '../limits.ts';
import { type ReadResult, RefusedDocument } from './types.ts';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Scripting is on, as for readers: the content of `noscript` is invisible. */
export function parseHtml(source: string, budget: Budget): ReadResult<Parent> {
  try {
    return { ok: true, value: parse(source, { treeAdapter: bounded(budget), scriptingEnabled: true }) };
  } catch (error) {
    if (error instanceof RefusedDocument) return { ok: false, reason: error.reason };
    throw error;
  }
}

/**
 * Misnested formatting creates more elements than there are tags, and some steps of the standard visit all
 * open elements, so both are counted during parsing.
 */
function bounded(budget: Budget): TreeAdapter<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  let depth = 0;
  return {
    ...defaultTreeAdapter,
    createElement: (name, namespace, attributes) => {
      budget.spend('nodes');
      return defaultTreeAdapter.createElement(name, namespace, attributes);
    },
    onItemPush: () => {
      depth += 1;
      if (depth > DOCUMENT_DEPTH_MAX) throw new RefusedDocument('too_deep');
    },
    onItemPop: () => {
      depth -= 1;
    },
  };
}

export function isElement(node: Node | Parent): node is Element {
  return 'tagName' in node;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}
