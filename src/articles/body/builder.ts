/**
 * Builds blocks from a reader's events, in one pass and without recursion: nesting is counted, so its depth
 * costs nothing. Nested lists and tables are flattened into the outer one.
 */
import { BLOCKS_MAX, INLINES_MAX } from '../limits.ts';
import type { Block, Inline } from '../model.ts';
import { cleanText, foldRuns, foldSpace, safeHref, trimPreformatted } from './clean.ts';

/** Thrown if a body exceeds its limits. The reader that owns the builder catches it. */
export class TooComplex extends Error {}

type Container =
  | { kind: 'list'; depth: number; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; depth: number; rows: Inline[][][]; row: Inline[][] };

export class BlockBuilder {
  #blocks: Block[] = [];
  #line: Inline[] = [];
  #container: Container | null = null;
  #heading: 2 | 3 | 4 | undefined;
  #quotes = 0;
  #pres = 0;
  #pre = '';
  #emphasis = { em: 0, strong: 0 };
  #href: string | undefined;
  #inCell = false;
  /**
   * True if the line ends with a space. Stored, because reading the end of a string that grows by
   * concatenation costs its length.
   */
  #spaced = false;
  #runs = 0;

  text(raw: string): void {
    if (this.#pres > 0 && !this.#container) {
      this.#pre += cleanText(raw);
      return;
    }
    const folded = foldRuns(cleanText(raw));
    const last = this.#line.at(-1);
    const text = !last || last.break || this.#spaced ? folded.replace(/^ /u, '') : folded;
    if (text === '') return;
    this.#spaced = text.endsWith(' ');
    const emphasis = this.#emphasis.strong > 0 ? 'strong' : this.#emphasis.em > 0 ? 'em' : undefined;
    if (last && !last.break && last.emphasis === emphasis && last.href === this.#href) last.text += text;
    else
      this.#push({
        text,
        ...(emphasis && { emphasis }),
        ...(this.#href !== undefined && { href: this.#href }),
      });
  }

  emphasize(kind: 'em' | 'strong', delta: 1 | -1): void {
    this.#emphasis[kind] = Math.max(0, this.#emphasis[kind] + delta);
  }

  link(href: string | undefined): void {
    this.#href = href === undefined ? undefined : safeHref(foldSpace(cleanText(href)));
  }

  /** One break is a new line, two are a new paragraph: old wires have no other paragraphs. */
  lineBreak(): void {
    if (this.#pres > 0 && !this.#container) this.#pre += '\n';
    else if (this.#line.at(-1)?.break && !this.#container) this.#flush();
    else this.#breakLine();
  }

  /** Ends a paragraph; within a list item or a cell, a line. */
  boundary(): void {
    if (this.#container) this.#breakLine();
    else this.#flush();
  }

  heading(level: 2 | 3 | 4 | undefined): void {
    this.boundary();
    this.#heading = level;
  }

  quote(delta: 1 | -1): void {
    this.boundary();
    this.#quotes = Math.max(0, this.#quotes + delta);
  }

  preformatted(delta: 1 | -1): void {
    this.boundary();
    this.#pres = Math.max(0, this.#pres + delta);
  }

  openList(ordered: boolean): void {
    if (!this.#container) {
      this.#flush();
      this.#container = { kind: 'list', depth: 1, ordered, items: [] };
    } else if (this.#container.kind === 'list') {
      this.item();
      this.#container.depth += 1;
    } else this.#breakLine();
  }

  item(): void {
    if (this.#container?.kind !== 'list') {
      this.boundary();
      return;
    }
    const item = this.#takeLine();
    if (item.length > 0) this.#container.items.push(item);
  }

  closeList(): void {
    if (this.#container?.kind !== 'list') {
      this.boundary();
      return;
    }
    this.item();
    this.#container.depth -= 1;
    if (this.#container.depth === 0) this.#closeContainer();
  }

  openTable(): void {
    if (!this.#container) {
      this.#flush();
      this.#container = { kind: 'table', depth: 1, rows: [], row: [] };
    } else if (this.#container.kind === 'table') {
      this.#breakLine();
      this.#container.depth += 1;
    } else this.#breakLine();
  }

  openCell(): void {
    if (this.#container?.kind !== 'table' || this.#container.depth > 1) {
      this.boundary();
      return;
    }
    this.closeCell();
    this.#inCell = true;
  }

  /** Ends a cell. An empty cell keeps its position; text outside of any cell becomes one. */
  closeCell(): void {
    if (this.#container?.kind !== 'table' || this.#container.depth > 1) {
      this.boundary();
      return;
    }
    const cell = this.#takeLine();
    if (this.#inCell || cell.length > 0) {
      this.#count();
      this.#container.row.push(cell);
    }
    this.#inCell = false;
  }

  row(): void {
    if (this.#container?.kind !== 'table' || this.#container.depth > 1) {
      this.boundary();
      return;
    }
    this.closeCell();
    if (this.#container.row.some((cell) => cell.length > 0)) this.#container.rows.push(this.#container.row);
    this.#container.row = [];
  }

  closeTable(): void {
    if (this.#container?.kind !== 'table') {
      this.boundary();
      return;
    }
    if (this.#container.depth > 1) this.#breakLine();
    else this.row();
    this.#container.depth -= 1;
    if (this.#container.depth === 0) this.#closeContainer();
  }

  /** Ends everything that is still open and returns the blocks. */
  finish(): Block[] {
    if (this.#container?.kind === 'table') {
      this.#container.depth = 1;
      this.row();
    } else if (this.#container) this.item();
    this.#closeContainer();
    this.#flush();
    return this.#blocks;
  }

  #closeContainer(): void {
    const container = this.#container;
    this.#container = null;
    if (container?.kind === 'list' && container.items.length > 0)
      this.#add({ kind: 'list', ordered: container.ordered, items: container.items });
    if (container?.kind === 'table' && container.rows.length > 0)
      this.#add({ kind: 'table', rows: container.rows });
  }

  #breakLine(): void {
    const last = this.#line.at(-1);
    if (last) last.break = true;
  }

  /** Adds the current line as a block, unless it is empty. A link ends with its block. */
  #flush(): void {
    const text = trimPreformatted(this.#pre);
    this.#pre = '';
    if (text !== '') this.#add({ kind: 'preformatted', text });
    const inlines = this.#takeLine();
    if (inlines.length === 0) return;
    if (this.#heading) this.#add({ kind: 'heading', level: this.#heading, inlines });
    else this.#add({ kind: this.#quotes > 0 ? 'quote' : 'paragraph', inlines });
  }

  #takeLine(): Inline[] {
    const line = this.#line;
    this.#line = [];
    this.#href = undefined;
    const last = line.at(-1);
    if (last) {
      last.text = last.text.trimEnd();
      delete last.break;
    }
    const inlines = line.filter((inline) => inline.text !== '');
    return inlines.some((inline) => inline.text.trim() !== '') ? inlines : [];
  }

  #push(inline: Inline): void {
    this.#count();
    this.#line.push(inline);
  }

  #add(block: Block): void {
    this.#blocks.push(block);
    if (this.#blocks.length > BLOCKS_MAX) throw new TooComplex();
  }

  #count(): void {
    this.#runs += 1;
    if (this.#runs > INLINES_MAX) throw new TooComplex();
  }
}
