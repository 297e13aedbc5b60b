/**
 * HTML to a tree, as browsers make one (the HTML standard's parsing, by parse5), within bounds: what a reader sees is told from the tree
 * that the browser has, not from the tags that were written.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, type TreeAdapter } from 'parse5';
import type { Budget } from '../../platform/budget.ts';
import { DOCUMENT_DEPTH_MAX } from '../limits.ts';
import type { DocumentFault, Read } from './types.ts';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

class Refused extends Error {
  readonly reason: DocumentFault;
  constructor(reason: DocumentFault) {
    super(reason);
    this.reason = reason;
  }
}

/** Scripting is on, as it is for readers: what is in `noscript` is not seen. */
export function parseHtml(source: string, budget: Budget): Read<Parent> {
  try {
    return { ok: true, value: parse(source, { treeAdapter: bounded(budget), scriptingEnabled: true }) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason };
    throw error;
  }
}

/**
 * Misnested formatting makes more elements than tags were written, and some steps of the standard go through all that are open: both
 * are counted while the tree is made.
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
      if (depth > DOCUMENT_DEPTH_MAX) throw new Refused('too_deep');
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
  return element.attrs.find((one) => one.name === name)?.value;
}
