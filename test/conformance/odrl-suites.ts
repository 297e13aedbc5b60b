/** Other people's suites, read where they lie: nothing of them is part of the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'n3';
import type { OdrlJson } from '../../src/rights/types.ts';

const STANDARDS = '../shared/standards';
export const ODRL = 'http://www.w3.org/ns/odrl/2/';

/** Where a suite lies; in CI it must be there. */
export function suite(name: string): { folder: string; absent: boolean } {
  const folder = join(STANDARDS, name);
  const absent = !existsSync(folder) && process.env.CI !== 'true';
  if (absent) console.warn(`skipped: ${folder} is not there, so its cases are not judged`);
  return { folder, absent };
}

/** All files below a folder, sorted; none when the suite is absent. */
export function filesIn(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return found
    .filter((path) => pattern.test(path))
    .sort()
    .map((path) => join(folder, path));
}

export function readJson(path: string): OdrlJson {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Subject → property → objects, as IRIs, blank node labels or text. */
export class Graph {
  readonly #statements = new Map<string, Map<string, string[]>>();
  readonly #nodes = new Map<string, OdrlJson>();

  constructor(text: string) {
    for (const { subject, predicate, object } of new Parser().parse(text)) {
      const id = nameOf(subject);
      const properties = this.#statements.get(id) ?? new Map<string, string[]>();
      this.#statements.set(id, properties);
      properties.set(predicate.value, [...(properties.get(predicate.value) ?? []), nameOf(object)]);
      const node = this.#nodes.get(id) ?? { '@id': id };
      this.#nodes.set(id, node);
      const type = predicate.value === RDF_TYPE;
      const key = type ? '@type' : predicate.value;
      const value = type ? nameOf(object) : objectOf(object);
      node[key] = [...((node[key] as unknown[] | undefined) ?? []), value];
    }
  }

  subjects(): string[] {
    return [...this.#statements.keys()];
  }

  all(subject: string, property: string): string[] {
    return this.#statements.get(subject)?.get(property) ?? [];
  }

  one(subject: string, property: string): string | undefined {
    return this.all(subject, property)[0];
  }

  /** The subjects of a type. */
  typed(type: string): string[] {
    return this.subjects().filter((subject) => this.all(subject, RDF_TYPE).includes(type));
  }

  /** Expanded, flat JSON-LD. */
  jsonLd(): OdrlJson[] {
    return [...this.#nodes.values()];
  }
}

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

interface Term {
  termType: string;
  value: string;
  datatype?: { value: string };
}

function nameOf({ termType, value }: Term): string {
  return termType === 'BlankNode' ? `_:${value}` : value;
}

function objectOf(term: Term): OdrlJson {
  if (term.termType !== 'Literal') return { '@id': nameOf(term) };
  return { '@value': term.value, ...(term.datatype && { '@type': term.datatype.value }) };
}
