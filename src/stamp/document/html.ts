/** Reads a page as the passages that readers see, in order. Pure; one walk over a tree of bounded size. */
import type { Budget } from '../../platform/budget.ts';
import { DOCUMENT_DEPTH_MAX } from '../limits.ts';
import { isReceiptId, MARK_ATTRIBUTE, MARK_CLASS } from '../marks.ts';
import { FOREIGN_CONTENT } from '../reordered.ts';
import { foldText } from '../text-digest.ts';
import { anchorsIn } from './anchors.ts';
import { attribute, type Element, isElement, type Node, type Parent, parseHtml } from './html-tree.ts';
import { isLayoutTable } from './layout.ts';
import { type Shadow, shadowOf } from './shadow.ts';
import type { Anchor, Passage, Range, ReadResult, StoryVersion } from './types.ts';
import {
  classesOf,
  emojiIn,
  isArticle,
  isBreak,
  isHeading,
  isIgnored,
  isOutsideArticle,
  isPale,
  isPreformatted,
  isShifted,
  turnsAround,
} from './visible-text.ts';

export function readPage(
  source: string,
  budget: Budget,
): ReadResult<Pick<StoryVersion, 'passages' | 'anchors'>> {
  const tree = parseHtml(source, budget);
  if (!tree.ok) return tree;
  const reader = new PageReader(budget);
  const fault = reader.children(tree.value, 0);
  reader.flush();
  if (fault) return { ok: false, reason: fault };
  return { ok: true, value: { passages: reader.passages, anchors: reader.anchors } };
}

/** The line being read. A line inside another one (a button in a paragraph) does not end it. */
interface Line {
  text: string;
  /**
   * True if any of it is visible. Updated with each text, because rescanning the line at each element is
   * quadratic.
   */
  hasWords: boolean;
  /** Trailing line breaks: two end a passage. */
  breaks: number;
  kind: Passage['kind'];
  within: Passage[];
  /** Other words follow its own: if more of its own follow, readers see both as one sentence. */
  interrupted: boolean;
  /** The next words are a superscript or subscript. */
  shifted: boolean;
  /** Updated with each text, because reading the end of the line copies all of it. */
  endsInFigure: boolean;
}

function lineOf(kind: Passage['kind'], text = ''): Line {
  return {
    text,
    hasWords: foldText(text) !== '',
    breaks: 0,
    kind,
    within: [],
    interrupted: false,
    shifted: false,
    endsInFigure: false,
  };
}

type WalkFault = 'too_deep' | null;

class PageReader {
  readonly #budget: Budget;
  readonly passages: Passage[] = [];
  readonly anchors: Anchor[] = [];
  #line = lineOf('prose');
  /** Marks of open elements. Passages share the array, so it is never modified. */
  #marks: readonly string[] = [];
  /** Number of open data table rows and preformatted texts, in which nothing separates passages. */
  #unbrokenDepth = 0;
  #layout: boolean[] = [];
  #article: Range | undefined;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  children(parent: Parent, depth: number): WalkFault {
    if (depth > 2 * DOCUMENT_DEPTH_MAX) return 'too_deep';
    for (const [index, node] of parent.childNodes.entries()) {
      const walked = this.#node(node, depth + 1, parent.childNodes[index + 1]);
      if (walked) return walked;
    }
    return null;
  }

  flush(): void {
    const { text, kind, within, hasWords } = this.#line;
    if (hasWords) {
      this.#budget.spend('nodes');
      this.passages.push({ text, kind, marks: this.#marks });
    }
    for (const passage of within) this.passages.push(passage);
    this.#line = lineOf(kind);
  }

  #node(node: Node, depth: number, next?: Node): WalkFault {
    if (node.nodeName === '#text' && 'value' in node) {
      this.#text(node.value);
      return null;
    }
    if (!isElement(node) || isIgnored(node)) return null;
    const shadow = shadowOf(node);
    if (shadow) return this.#shadowed(node, shadow, depth);
    if (node.tagName === 'br') this.#lineBreak();
    else if (node.tagName === 'img') this.#text(emojiIn(node) ?? '');
    else if (this.#line.kind !== 'beside' && (isOutsideArticle(node) || this.#isPaler(node, next)))
      return this.#outsideArticle(node, depth);
    else return this.#element(node, depth);
    return null;
  }

  #isPaler(node: Element, next: Node | undefined): boolean {
    if (isBreak(node) || !isPale(node)) return false;
    const goesOn = next?.nodeName === '#text' && 'value' in next && foldText(next.value) !== '';
    return this.#line.hasWords || goesOn;
  }

  #element(node: Element, depth: number): WalkFault {
    return isArticle(node) ? this.#articleOf(node, depth) : this.#inLine(node, depth);
  }

  #articleOf(node: Element, depth: number): WalkFault {
    const outer = this.#article;
    if (isBreak(node)) this.#boundary();
    const article = { first: this.passages.length, last: -1 };
    const anchors = this.anchors.length;
    this.#article = article;
    const walked = this.#inLine(node, depth);
    article.last = this.passages.length - 1;
    this.#article = outer;
    // Each article with an anchor is a text of its own (receipt-text.ts), and nested ones repeat passages.
    if (this.anchors.length > anchors) this.#budget.spend('nodes', article.last + 1 - article.first);
    return walked;
  }

  #inLine(node: Element, depth: number): WalkFault {
    // A link that is hidden, or in a caption, does not locate the text.
    if (this.#line.kind !== 'beside')
      for (const anchor of anchorsIn(node, this.#budget))
        this.anchors.push({
          ...anchor,
          passage: this.passages.length,
          ...(this.#article && { article: this.#article }),
        });
    const outer = this.#marks;
    const ownMarks = marksOf(node);
    this.#budget.spend('comparisons', ownMarks.length * outer.length);
    const marks = ownMarks.filter((mark) => !outer.includes(mark));
    const heading = this.#line.kind === 'prose' && isHeading(node);
    const parts = isBreak(node) || marks.length > 0 || heading;
    const unbroken = isPreformatted(node) || (node.tagName === 'tr' && this.#layout.at(-1) === false);
    if (node.tagName === 'table') this.#layout.push(isLayoutTable(node));
    if (parts) this.#boundary();
    if (marks.length > 0) this.#marks = [...outer, ...marks];
    if (heading) this.#line.kind = 'heading';
    if (unbroken) this.#unbrokenDepth += 1;
    if (node.tagName === 'q') this.#text('"');
    // Each text element of a drawing has a position of its own.
    if (node.tagName === 'text') this.#text(' ');
    const turned = !parts && turnsAround(node);
    if (turned) this.#text(FOREIGN_CONTENT);
    const shifted = !parts && isShifted(node);
    if (shifted) this.#line.shifted = true;
    const walked = this.children(node, depth);
    if (shifted) this.#line.shifted = true;
    if (node.tagName === 'q') this.#text('"');
    if (unbroken) this.#unbrokenDepth -= 1;
    if (parts) this.#boundary();
    if (heading) this.#line.kind = 'prose';
    this.#marks = outer;
    if (node.tagName === 'table') this.#layout.pop();
    return walked;
  }

  /** Reads an element as a separate line, which does not end the surrounding one unless it is a block. */
  #outsideArticle(node: Element, depth: number): WalkFault {
    if (isBreak(node)) this.#boundary();
    const outer = this.#line;
    const [from, unbroken] = [this.passages.length, this.#unbrokenDepth];
    this.#line = lineOf('beside', wordsShownBy(node));
    this.#unbrokenDepth = 0;
    const walked = this.children(node, depth);
    this.flush();
    this.#unbrokenDepth = unbroken;
    const nested = this.passages.splice(from);
    for (const passage of nested) outer.within.push(passage);
    outer.interrupted ||= nested.length > 0 && outer.hasWords;
    this.#line = outer;
    if (isBreak(node)) this.#boundary();
    return walked;
  }

  /** Readers see the shadow tree, and the element's own content only through a slot. */
  #shadowed(node: Element, { content, hasSlot }: Shadow, depth: number): WalkFault {
    const walked = this.children(content, depth);
    if (walked) return walked;
    return hasSlot ? this.#element(node, depth) : this.#outsideArticle(node, depth);
  }

  #text(text: string): void {
    const hasText = /\S/u.test(text);
    const line = this.#line;
    if (hasText && line.interrupted) {
      line.text += FOREIGN_CONTENT;
      line.interrupted = false;
    }
    // A superscript or subscript figure is not part of the number before it.
    if (line.shifted && line.endsInFigure && /^[-\u2212+]?\d/u.test(text)) line.text += FOREIGN_CONTENT;
    if (text !== '') {
      line.shifted = false;
      line.endsInFigure = /\d/u.test(text.slice(-1));
    }
    line.text += text;
    line.hasWords ||= foldText(text) !== '';
    if (hasText) line.breaks = 0;
  }

  #boundary(): void {
    if (this.#unbrokenDepth > 0) this.#line.text += ' ';
    else this.flush();
  }

  #lineBreak(): void {
    this.#line.breaks += 1;
    if (this.#line.breaks > 1 && this.#unbrokenDepth === 0) this.flush();
    else this.#line.text += '\n';
  }
}

/** Words that an element shows without containing them as text. */
function wordsShownBy(element: Element): string {
  const { tagName } = element;
  if (tagName === 'iframe') return attribute(element, 'srcdoc')?.replace(/<[^<>]*>/gu, ' ') ?? '';
  const isShown = tagName === 'input' && attribute(element, 'type')?.toLowerCase() !== 'hidden';
  return isShown ? (attribute(element, 'value') ?? '') : '';
}

/** Receipts whose text an element claims to contain. */
function marksOf(element: Element): string[] {
  const named = classesOf(element)
    .filter((name) => name.startsWith(MARK_CLASS))
    .map((name) => name.slice(MARK_CLASS.length));
  const marks = [attribute(element, MARK_ATTRIBUTE) ?? '', ...named];
  return [...new Set(marks)].filter(isReceiptId);
}
