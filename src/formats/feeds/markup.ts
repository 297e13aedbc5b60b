/** Elements of XML, escaped as they are made. */
import { escapeMarkup } from '../../articles/blocks.ts';

type Attributes = Record<string, string | undefined>;

/** What is written as it is; everything else is text and gets escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Child = Markup | string | undefined | Child[];

/** An attribute or child that is undefined is left out. */
export function element(name: string, attributes: Attributes, ...children: Child[]): Markup {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeMarkup(value)}"`))
    .join('');
  const inner = children.map(textOf).join('');
  return new Markup(inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`);
}

/** Absent when the text is. */
export function optional(name: string, text: string | undefined, attributes: Attributes = {}): Child {
  return text === undefined || text === '' ? undefined : element(name, attributes, text);
}

function textOf(child: Child): string {
  if (child === undefined) return '';
  if (child instanceof Markup) return child.text;
  return Array.isArray(child) ? child.map(textOf).join('') : escapeMarkup(child);
}

export function document(root: Markup): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.text}\n`;
}
