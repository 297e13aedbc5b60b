/** Declarative shadow roots, which browsers show in place of the element's content. Pure. */
import type { DefaultTreeAdapterTypes } from 'parse5';
import { attribute, type Element, isElement, type Parent } from './html-tree.ts';
import { isOutsideArticle } from './visible-text.ts';

export interface Shadow {
  content: Parent;
  hasSlot: boolean;
}

/** The first shadow root; browsers ignore further ones. */
export function shadowOf(element: Element): Shadow | undefined {
  const template = element.childNodes.find(
    (child): child is DefaultTreeAdapterTypes.Template =>
      isElement(child) && child.tagName === 'template' && attribute(child, 'shadowrootmode') !== undefined,
  );
  return template && { content: template.content, hasSlot: hasSlot(template.content) };
}

function hasSlot(parent: Parent): boolean {
  return parent.childNodes.some(
    (child) =>
      isElement(child) &&
      !isOutsideArticle(child) &&
      ((child.tagName === 'slot' && (attribute(child, 'name') ?? '') === '') || hasSlot(child)),
  );
}
