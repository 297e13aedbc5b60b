/** What the tests use of two libraries that ship no types. */
declare module 'n3' {
  interface Term {
    termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph' | 'Variable';
    value: string;
    datatype?: { value: string };
  }
  interface Quad {
    subject: Term;
    predicate: Term;
    object: Term;
  }
  export class Parser {
    constructor(options?: { blankNodePrefix?: string });
    parse(text: string): Quad[];
  }
}

declare module 'jsonld' {
  type Loader = (url: string) => Promise<{ contextUrl: undefined; documentUrl: string; document: unknown }>;
  const jsonld: {
    expand(document: unknown, options: { documentLoader: Loader }): Promise<unknown[]>;
    flatten(document: unknown, context: unknown, options: { documentLoader: Loader }): Promise<unknown>;
  };
  export default jsonld;
}
