/**
 * Reads JSON-LD nodes without a JSON-LD processor: the forms in which ODRL is written (compact, nested, expanded, and
 * a flat `@graph` whose rules refer to each other) differ only in how names, values and references are spelled.
 */
import { NAME_CHARS_MAX, POLICY_DEPTH_MAX, POLICY_NODES_MAX } from '../limits.ts';
import { shortName } from './names.ts';

export type Node = Record<string, unknown>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Why a document is not even looked at, or undefined. Counts everything, so that no later step needs to. */
export function tooLarge(document: unknown): string | undefined {
  let level: unknown[] = [document];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > POLICY_DEPTH_MAX) return `It nests deeper than ${POLICY_DEPTH_MAX}`;
    seen += level.length;
    if (seen > POLICY_NODES_MAX) return `It has more than ${POLICY_NODES_MAX} values`;
    if (level.some((value) => typeof value === 'string' && value.length > NAME_CHARS_MAX))
      return `A name or value in it is longer than ${NAME_CHARS_MAX} characters`;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return undefined;
}

/** One document: its nodes by id, and how a property of a node is read. */
export class Reader {
  readonly nodes: Node[];
  readonly #byId = new Map<string, Node>();

  constructor(document: unknown) {
    const graph = isNode(document) && Array.isArray(document['@graph']) ? document['@graph'] : document;
    this.nodes = (Array.isArray(graph) ? graph : [graph]).filter(isNode);
    for (const node of this.nodes) {
      const id = this.id(node);
      if (id !== undefined) this.#byId.set(id, node);
    }
  }

  id(node: Node): string | undefined {
    const id = node['@id'] ?? node.uid ?? node['odrl:uid'];
    return typeof id === 'string' ? id.toWellFormed() : undefined;
  }

  /** The short names of `@type` (or `type`). */
  types(node: Node): string[] {
    const types = [node['@type'] ?? node.type ?? []].flat();
    return types.filter((type) => typeof type === 'string').map((type) => shortName(type.toWellFormed()));
  }

  /** All values of a property, whatever its key is spelled like; lists and sets are opened, references followed. */
  all(node: Node, property: string): unknown[] {
    const keys = Object.keys(node).filter((key) => shortName(key) === property);
    return keys.flatMap((key) => this.#open(node[key]));
  }

  has(node: Node, property: string): boolean {
    return Object.keys(node).some((key) => shortName(key) === property);
  }

  #open(value: unknown): unknown[] {
    if (Array.isArray(value)) return value.flatMap((one) => this.#open(one));
    if (isNode(value) && Array.isArray(value['@list'])) return this.#open(value['@list']);
    if (isNode(value) && Array.isArray(value['@set'])) return this.#open(value['@set']);
    const reference = typeof value === 'string' ? value : isReference(value) ? this.id(value) : undefined;
    return [(reference === undefined ? undefined : this.#byId.get(reference)) ?? value];
  }

  /** A value as a short name: a string, `{"@id"}` or `{"@value"}`; numbers and booleans as written. */
  name(value: unknown): string | undefined {
    if (typeof value === 'string') return shortName(value.toWellFormed());
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (!isNode(value)) return undefined;
    if ('@value' in value) return isNode(value['@value']) ? undefined : this.name(value['@value']);
    const id = this.id(value);
    return id === undefined ? undefined : shortName(id);
  }

  /** The names of a property's values; undefined when one of them has no name. */
  names(node: Node, property: string): string[] | undefined {
    const names = this.all(node, property).map((value) => this.name(value));
    return names.every((name) => name !== undefined) ? names : undefined;
  }
}

function isReference(value: unknown): value is Node {
  return isNode(value) && Object.keys(value).every((key) => key === '@id' || key === 'uid');
}
