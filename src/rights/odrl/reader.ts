/**
 * Reads JSON-LD nodes without a JSON-LD processor: the forms of ODRL (compact, nested, expanded, and a flat
 * `@graph` whose rules refer to each other) differ only in the spelling of names, values and references.
 */
import { getOrInsert } from '../get-or-insert.ts';
import { POLICY_VALUES_READ_MAX } from '../limits.ts';
import { type Context, contextOf, isOdrlContext } from './context.ts';
import { isNamespaced, propertyName, shortName } from './names.ts';
import { isNode, type Node, pointerToken } from './node.ts';
import type { Role } from './roles.ts';

type KeysByMeaning = ReadonlyMap<string, readonly string[]>;

/** One document and the documents that it may refer to: indexes nodes by id and reads their properties. */
export class Reader {
  readonly nodes: Node[];
  readonly context: Context;
  readonly #byId = new Map<string, Node[]>();
  /** JSON pointer of each node of the document itself. */
  readonly #pointers = new Map<Node, string>();
  readonly #merged = new Map<string, Node>();
  /** Merged node → its parts. */
  readonly #parts = new Map<Node, readonly Node[]>();
  readonly #roles = new Map<Node, Set<Role>>();
  /** Nodes that are not checked: those under a member of another vocabulary, and exempt ones. */
  readonly #exempt = new Set<Node>();
  /** JSON pointers of top-level values that are not nodes. */
  readonly strays: string[] = [];
  #links: Map<string, string[]> | undefined;
  readonly #keywords = new Map<string, string>();
  /** Keys of a node by meaning. */
  readonly #keys = new Map<Node, KeysByMeaning>();
  /** The same by the keys as JSON: most nodes have the keys of another node. */
  readonly #shapes = new Map<string, KeysByMeaning>();
  #valuesRead = 0;

  /** Every document must have passed `tooLarge`, which bounds its nesting. */
  constructor(document: unknown, library: readonly unknown[] = []) {
    const roots = [document].flat();
    this.context = contextOf([...roots, ...library]);
    const at = (position: number) => (Array.isArray(document) ? `/${position}` : '');
    this.nodes = roots.flatMap((root, position) => this.#topNodes(root, at(position)));
    for (const [position, root] of roots.entries()) this.#index(root, at(position), true);
    for (const root of library) this.#index(root, undefined, true);
  }

  #topNodes(root: unknown, pointer: string): Node[] {
    if (!isNode(root)) {
      this.strays.push(pointer);
      return [];
    }
    const graph = Object.keys(root).find((key) => this.keyword(key) === '@graph');
    if (graph === undefined) return [root];
    this.readAs(root, 'graph');
    const members = [root[graph]].flat();
    for (const [position, part] of members.entries())
      if (!isNode(part)) this.strays.push(`${pointer}/${pointerToken(graph)}/${position}`);
    return members.filter(isNode);
  }

  /** Cached, because a document has few distinct keys and each is looked up often. */
  keyword(key: string): string {
    return getOrInsert(this.#keywords, key, () => propertyName(this.context.expand(key)));
  }

  /** A node with more members than its id defines the meaning of references to that id, wherever it is. */
  #index(value: unknown, pointer: string | undefined, root = false, isExempt = false): void {
    const at = (key: string | number) => (pointer === undefined ? undefined : `${pointer}/${key}`);
    if (Array.isArray(value)) {
      for (const [position, part] of value.entries()) this.#index(part, at(position), root, isExempt);
      return;
    }
    if (!isNode(value)) return;
    if (isExempt) this.#exempt.add(value);
    if (pointer !== undefined && !this.#pointers.has(value)) this.#pointers.set(value, pointer);
    if (!root && '@context' in value && !isOdrlContext(value['@context']))
      this.context.faults.push({ path: '/@context', message: 'A context inside of it changes its words' });
    const id = this.id(value);
    if (id !== undefined && !this.#isReference(value)) {
      getOrInsert(this.#byId, id, () => []).push(value);
    }
    for (const [key, part] of Object.entries(value))
      if (key !== '@context')
        this.#index(part, at(pointerToken(key)), false, isExempt || isNamespaced(this.keyword(key)));
  }

  #isReference(node: Node): boolean {
    return Object.keys(node).every((key) => ['@id', '@context'].includes(this.keyword(key)));
  }

  id(node: Node): string | undefined {
    const own = node['@id'] ?? this.#firstValue(node, '@id');
    const id = [own].flat()[0];
    const text = isNode(id) ? (id['@id'] ?? id['@value']) : id;
    return typeof text === 'string' ? this.context.iri(text.toWellFormed()) : undefined;
  }

  #firstValue(node: Node, property: string): unknown {
    const [key] = this.#keysFor(node, property);
    return key === undefined ? undefined : node[key];
  }

  /** Short names of `@type` (and `type`, `policytype`), with a capital. */
  types(node: Node): string[] {
    const types = this.#keysFor(node, '@type').flatMap((key) =>
      [node[key] ?? []].flat().map((type) => this.name(type) ?? '?'),
    );
    return types.map((type) => type.charAt(0).toUpperCase() + type.slice(1));
  }

  /**
   * All values of a property, whatever the spelling of its key. Opens lists and sets, and follows references.
   */
  all(node: Node, property: string): unknown[] {
    return this.#keysFor(node, property).flatMap((key) => this.#read(node, key));
  }

  #read(node: Node, key: string): unknown[] {
    if (this.isExhausted) return [];
    const values = this.#resolve(node[key]);
    this.#valuesRead += values.length;
    return values;
  }

  /** True if the limit of values is exceeded. No further value is read, so the policy must be refused. */
  get isExhausted(): boolean {
    return this.#valuesRead > POLICY_VALUES_READ_MAX;
  }

  #keysFor(node: Node, property: string): readonly string[] {
    const keys = getOrInsert(this.#keys, node, () => this.#byMeaning(Object.keys(node)));
    return keys.get(property) ?? [];
  }

  #byMeaning(keys: string[]): KeysByMeaning {
    const name = JSON.stringify(keys);
    return getOrInsert(this.#shapes, name, () => Map.groupBy(keys, (key) => this.keyword(key)));
  }

  has(node: Node, property: string): boolean {
    return this.#keysFor(node, property).length > 0;
  }

  /** Returns the node of an id, merged from all nodes with that id. */
  node(id: string): Node | undefined {
    const parts = this.#byId.get(id);
    if (!parts || parts.length < 2) return parts?.[0];
    let merged = this.#merged.get(id);
    if (!merged) {
      merged = merge(parts);
      this.#merged.set(id, merged);
      this.#parts.set(merged, parts);
      const pointer = parts.map((part) => this.#pointers.get(part)).find((found) => found !== undefined);
      if (pointer !== undefined) this.#pointers.set(merged, pointer);
    }
    return merged;
  }

  #resolve(value: unknown): unknown[] {
    if (Array.isArray(value)) return value.flatMap((part) => this.#resolve(part));
    if (value === null) return [];
    if (isNode(value))
      // A node with further members is no list, and those members must not be ignored.
      for (const keyword of ['@list', '@set'])
        if (Array.isArray(value[keyword]) && Object.keys(value).length === 1)
          return this.#resolve(value[keyword]);
    const id =
      typeof value === 'string' ? this.context.iri(value) : isNode(value) ? this.id(value) : undefined;
    return [(id === undefined ? undefined : this.node(id)) ?? value];
  }

  /** Adds a role to a node: roles decide which members it may have. */
  readAs(node: Node, role: Role): void {
    for (const part of this.#parts.get(node) ?? [node]) {
      getOrInsert(this.#roles, part, () => new Set()).add(role);
    }
  }

  readPartsAs(node: Node, role: Role, properties: readonly string[]): void {
    for (const property of properties)
      for (const value of this.all(node, property)) if (isNode(value)) this.readAs(value, role);
  }

  /**
   * Exempts a node, such as a replaced policy, and all nodes that only it refers to from the check of
   * members.
   */
  exempt(value: unknown): void {
    const pending = [value];
    const followed = new Set<string>();
    while (pending.length > 0) {
      const current = pending.pop();
      if (Array.isArray(current)) for (const part of current) pending.push(part);
      const id =
        typeof current === 'string'
          ? this.context.iri(current)
          : isNode(current)
            ? this.id(current)
            : undefined;
      const isNew = id !== undefined && !followed.has(id);
      if (isNew) followed.add(id);
      const nodes = [...(isNode(current) ? [current] : []), ...((isNew && this.#byId.get(id)) || [])];
      for (const node of nodes) {
        if (this.#exempt.has(node) || this.#roles.has(node)) continue;
        this.#exempt.add(node);
        for (const part of Object.values(node)) pending.push(part);
      }
    }
  }

  /**
   * Nodes whose members are checked: all of the document except those under a member of another vocabulary,
   * and the ones that were read in other documents. A node without a role is a plain value, or nothing refers
   * to it.
   */
  *checkedNodes(): Generator<{ node: Node; roles: readonly Role[]; pointer: string }> {
    const merged = new Set(this.#parts.keys());
    for (const [node, pointer] of this.#pointers) {
      const roles = this.#roles.get(node);
      if (!merged.has(node) && (roles || !this.#exempt.has(node)))
        yield { node, roles: [...(roles ?? [])], pointer };
    }
    for (const [node, roles] of this.#roles)
      if (!this.#pointers.has(node)) yield { node, roles: [...roles], pointer: '' };
  }

  /** JSON pointer to a node of the document; for a merged node, to its first part. */
  pointer(node: Node): string | undefined {
    return this.#pointers.get(node);
  }

  /** JSON pointer to a property of a node, with the key that the document uses. */
  pathTo(node: Node, property: string): string {
    const [key] = this.#keysFor(node, property);
    return `${this.pointer(node) ?? ''}/${pointerToken(key ?? property)}`;
  }

  /**
   * Short name of a value: a vocabulary word, `{"@id"}` or `{"@value"}`; numbers and booleans become text.
   */
  name(value: unknown): string | undefined {
    return typeof value === 'string'
      ? shortName(this.context.expand(value.toWellFormed()))
      : this.#value(value);
  }

  /** Short name of a value that is no vocabulary word: an IRI, or a literal. */
  #value(value: unknown): string | undefined {
    if (typeof value === 'string') return shortName(this.context.iri(value.toWellFormed()));
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (!isNode(value)) return undefined;
    if ('@value' in value) return isNode(value['@value']) ? undefined : this.#value(value['@value']);
    const id = this.id(value);
    return id === undefined ? undefined : shortName(id);
  }

  /** Names of a property's values. Undefined: one of them has no name. */
  names(node: Node, property: string): string[] | undefined {
    const names = this.all(node, property).map((value) => this.name(value));
    return names.every((name) => name !== undefined) ? names : undefined;
  }

  /** Values of a property, as text. Undefined: one of them has none. */
  values(node: Node, property: string): string[] | undefined {
    const values = this.all(node, property).map((value) => this.#value(value));
    return values.every((value) => value !== undefined) ? values : undefined;
  }

  /** Values of a property that have a datatype, with its short name: their own, otherwise the context's. */
  literals(node: Node, property: string): { text: string; datatype: string }[] {
    return this.#keysFor(node, property).flatMap((key) =>
      this.#read(node, key).flatMap((value) => {
        const own = isNode(value) && '@value' in value ? value['@type'] : undefined;
        const text = this.#value(value);
        const type = typeof own === 'string' ? this.context.expand(own) : this.context.datatype(key);
        const isLiteral = !isNode(value) || '@value' in value;
        return isLiteral && text !== undefined && type !== undefined
          ? [{ text, datatype: shortName(type) }]
          : [];
      }),
    );
  }

  /** Full IRIs of a property's values; `?` for others. */
  iris(node: Node, property: string): string[] {
    return this.all(node, property).map((value) => {
      const text = isNode(value) ? (this.id(value) ?? value['@value']) : value;
      return typeof text === 'string' ? this.context.iri(text.toWellFormed()) : '?';
    });
  }

  /** Ids of nodes that refer to this one by a property. */
  idsLinkingTo(property: string | undefined, node: Node): string[] {
    const id = this.id(node);
    if (property === undefined || id === undefined) return [];
    if (!this.#links) {
      this.#links = new Map();
      for (const from of this.#byId.keys())
        for (const link of ['hasPolicy', 'assigneeOf', 'assignerOf'])
          for (const to of this.iris(this.node(from) ?? {}, link)) {
            const key = `${link} ${to}`;
            getOrInsert(this.#links, key, () => []).push(from);
          }
    }
    return this.#links.get(`${property} ${id}`) ?? [];
  }

  /**
   * Thing → collections that the document says contain it (`partOf`, ODRL IM 2.2, sections 2.2.2 and 2.3.2).
   */
  memberships(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const id of this.#byId.keys()) {
      const node = this.node(id);
      const wider = node && this.names(node, 'partOf');
      if (wider && wider.length > 0) found.set(shortName(id), wider);
    }
    return found;
  }
}

/** Merges statements about one id (JSON-LD flattening); equal ones count once. */
function merge(parts: readonly Node[]): Node {
  const values = new Map<string, Map<string, unknown>>();
  for (const part of parts)
    for (const [key, value] of Object.entries(part)) {
      const statements = getOrInsert(values, key, () => new Map<string, unknown>());
      for (const part of key === '@id' ? [value] : [value].flat()) statements.set(JSON.stringify(part), part);
    }
  return Object.fromEntries(
    [...values].map(([key, statements]) => [
      key,
      statements.size === 1 ? [...statements.values()][0] : [...statements.values()],
    ]),
  );
}
