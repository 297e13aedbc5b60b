/**
 * State of reading one item: a ninjs 3.1 document, which then passes the same checks and the same model as
 * any other, and all statements about its rights. Pure.
 */
import type { Budget } from '../../platform/budget.ts';
import { textIn, type XmlElement } from '../../platform/xml-reader.ts';
import { cleanText, foldSpace } from '../body/clean.ts';
import { DESK_SENTENCES_MAX, FAULTS_MAX } from '../limits.ts';
import { type Fault, type JsonObject, type Key, pointer } from '../ninjs/fault.ts';
import { instantOf } from '../ninjs/scalars.ts';
import type { Catalog } from './qcodes.ts';

const MORE_STATEMENTS = 'NewsML-G2 has further statements about rights that are not listed here';

/** Each sentence once, however often an item repeats it. */
class DeskSentences {
  readonly #sentences = new Set<string>();

  push(sentence: string): void {
    if (this.#sentences.has(sentence)) return;
    this.#sentences.add(this.#sentences.size < DESK_SENTENCES_MAX ? sentence : MORE_STATEMENTS);
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#sentences.values();
  }
}

/** Statements about the rights in the item, or in an item that a package names. */
export class StatedRights {
  /** `usageTerms` of the document, literally. */
  readonly terms: string[] = [];
  /** Further restricting sentences, for the phrasebook. */
  readonly instructions: string[] = [];
  /**
   * Statements that were not understood, in words that no phrasebook accounts for: the desk must read them.
   */
  readonly desk = new DeskSentences();
  encoded?: string;
  holders: string[] = [];
  notices: string[] = [];
  /** True if `encoded` can be evaluated. Undefined: not tested yet. */
  evaluable?: boolean;

  prose(): string {
    return sentences([...this.terms, ...this.instructions, ...this.desk]);
  }
}

export type Status = 'usable' | 'withheld' | 'canceled';
const STRICTEST: Status[] = ['canceled', 'withheld', 'usable'];

/** Status and embargo, combined from any number of statements in any order. */
export class Release {
  status: Status = 'usable';
  embargoedUntil: string | undefined;

  /** The strictest of several statuses holds. */
  narrowStatus(status: Status): void {
    if (STRICTEST.indexOf(status) < STRICTEST.indexOf(this.status)) this.status = status;
  }

  /**
   * The latest of several embargoes holds; one without an end withholds the item. False: the date is no
   * date-time with a zone.
   */
  narrowEmbargo(date: string): boolean {
    const at = instantOf(date);
    if (date === '') this.narrowStatus('withheld');
    else if (at === null) return false;
    else if (this.embargoedUntil === undefined || at > (instantOf(this.embargoedUntil) ?? 0))
      this.embargoedUntil = date;
    return true;
  }
}

export class Draft {
  readonly ninjs: JsonObject = {};
  readonly rights = new StatedRights();
  readonly faults: Fault[] = [];
  /** Elements about rights that were understood. All others are reported to the desk. */
  readonly understood = new Set<XmlElement>();
  /** Content elements, which other readers account for. */
  readonly content = new Set<XmlElement>();
  readonly release = new Release();
  /** Distinct notes for editors. */
  readonly notes = new Set<string>();
  change: 'correction' | 'update' | undefined;
  readonly #origins = new Map<string, string>();
  readonly root: XmlElement;
  readonly catalog: Catalog;
  /** Address of our own pages: links to them are no third-party terms. */
  readonly ownUrl: string | undefined;

  readonly budget: Budget;

  constructor(
    root: XmlElement,
    catalog: Catalog,
    { ownUrl, budget }: { ownUrl?: string | undefined; budget: Budget },
  ) {
    this.root = root;
    this.catalog = catalog;
    this.ownUrl = ownUrl;
    this.budget = budget;
  }

  fault({ path, line }: Pick<XmlElement, 'path' | 'line'>, message: string): void {
    if (this.faults.length < FAULTS_MAX) this.faults.push({ path, message: `Line ${line}: ${message}` });
  }

  /** Sets a property unless it has a value: the first one counts. */
  set(name: string, value: unknown, from: XmlElement): void {
    if (value === undefined || value === '' || this.ninjs[name] !== undefined) return;
    this.ninjs[name] = value;
    this.#origins.set(pointer([name]), from.path);
  }

  add(name: string, value: JsonObject, from: XmlElement): void {
    const list = (this.ninjs[name] ?? []) as unknown[];
    this.ninjs[name] = list;
    this.#origins.set(pointer([name, list.length]), from.path);
    list.push(value);
  }

  /** Applies an embargo to the item, or to an item that it names. */
  narrowEmbargo(date: string, from: XmlElement, release = this.release): void {
    if (!release.narrowEmbargo(date)) this.fault(from, 'This is not a date-time with its zone');
  }

  origin = (keys: readonly Key[]): string => {
    for (let length = keys.length; length > 0; length -= 1) {
      const path = this.#origins.get(pointer(keys.slice(0, length)));
      if (path !== undefined) return path;
    }
    return this.root.path;
  };
}

export function lineOf(element: XmlElement): string {
  return foldSpace(cleanText(textIn(element)));
}

/** Joins the distinct texts that are not empty. Undefined: there are none. */
export function joinDistinct(texts: readonly string[], separator: string): string | undefined {
  return [...new Set(texts.filter((text) => text !== ''))].join(separator) || undefined;
}

function sentences(texts: readonly string[]): string {
  const distinct = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
  return distinct
    .map((text, index) => (index < distinct.length - 1 && !/[.!?]$/u.test(text) ? `${text}.` : text))
    .join(' ');
}
