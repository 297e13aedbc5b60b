/**
 * What has been read of an item so far: a ninjs 3.1 document, which the same checks and the same model then take as any other,
 * and beside it what was said of its rights, of which every sentence is kept. Pure.
 */
import type { Budget } from '../../platform/budget.ts';
import { textIn, type XmlElement } from '../../platform/xml-reader.ts';
import { cleanText, foldSpace } from '../body/clean.ts';
import { DESK_SENTENCES_MAX, FAULTS_MAX } from '../limits.ts';
import { type Fault, type JsonObject, type Key, pointer } from '../ninjs/fault.ts';
import { instantOf } from '../ninjs/scalars.ts';
import type { Catalog } from './qcodes.ts';

const MORE_STATEMENTS = 'NewsML-G2 has further statements about rights that are not listed here';

/** Each once, however often an item says it. */
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

/** What is said of the rights in one thing: the item, or one that a package names. */
export class StatedRights {
  /** `usageTerms` of the document, in its words. */
  readonly terms: string[] = [];
  /** Further sentences that restrict, for the phrasebook. */
  readonly instructions: string[] = [];
  /** What no machine has understood, in words that no phrasebook accounts for: the desk must read it. */
  readonly desk = new DeskSentences();
  encoded?: string;
  holders: string[] = [];
  notices: string[] = [];
  /** Whether `encoded` can be evaluated, once that was asked. */
  evaluable?: boolean;

  /** All that restricts, as one text. */
  prose(): string {
    return sentences([...this.terms, ...this.instructions, ...this.desk]);
  }
}

export type Status = 'usable' | 'withheld' | 'canceled';
const STRICTEST: Status[] = ['canceled', 'withheld', 'usable'];

/** Whether and when something may go out, however often and in whatever order it is said. */
export class Release {
  status: Status = 'usable';
  embargoedUntil: string | undefined;

  /** Of several statuses the strictest holds. */
  narrowStatus(status: Status): void {
    if (STRICTEST.indexOf(status) < STRICTEST.indexOf(this.status)) this.status = status;
  }

  /** Of several embargoes the latest holds; one without end withholds. False: this is no date-time with its zone. */
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
  /** Elements about rights that were understood. What is not in here is told to the desk. */
  readonly understood = new Set<XmlElement>();
  /** Content, which is accounted for by those who read it. */
  readonly content = new Set<XmlElement>();
  readonly release = new Release();
  /** For editors: all of them, once each. */
  readonly notes = new Set<string>();
  change: 'correction' | 'update' | undefined;
  readonly #origins = new Map<string, string>();
  readonly root: XmlElement;
  readonly catalog: Catalog;
  /** Where our own pages are: links to them are no foreign terms. */
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

  /** Sets a property once: the first that says anything counts. */
  set(name: string, value: unknown, from: XmlElement): void {
    if (value === undefined || value === '' || this.ninjs[name] !== undefined) return;
    this.ninjs[name] = value;
    this.#origins.set(pointer([name]), from.path);
  }

  /** Adds to a property that is a list. */
  add(name: string, value: JsonObject, from: XmlElement): void {
    const list = (this.ninjs[name] ?? []) as unknown[];
    this.ninjs[name] = list;
    this.#origins.set(pointer([name, list.length]), from.path);
    list.push(value);
  }

  /** Of the item, or of what it names. */
  narrowEmbargo(date: string, from: XmlElement, release = this.release): void {
    if (!release.narrowEmbargo(date)) this.fault(from, 'This is not a date-time with its zone');
  }

  /** From a pointer into the ninjs document to the element that said it. */
  origin = (keys: readonly Key[]): string => {
    for (let length = keys.length; length > 0; length -= 1) {
      const path = this.#origins.get(pointer(keys.slice(0, length)));
      if (path !== undefined) return path;
    }
    return this.root.path;
  };
}

/** Text of an element on one line. */
export function lineOf(element: XmlElement): string {
  return foldSpace(cleanText(textIn(element)));
}

/** The different ones of these that say anything; undefined when there is none. */
export function joinDistinct(texts: readonly string[], between: string): string | undefined {
  return [...new Set(texts.filter((text) => text !== ''))].join(between) || undefined;
}

export function sentences(texts: readonly string[]): string {
  const distinct = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
  return distinct
    .map((text, index) => (index < distinct.length - 1 && !/[.!?]$/u.test(text) ? `${text}.` : text))
    .join(' ');
}
