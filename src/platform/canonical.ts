/** RFC 8785 text, also of parts that are in that form already: it sorts members by name and writes each by itself. Pure. */
import canonicalize from 'canonicalize';

/** Throws for what has no canonical form: undefined, lone surrogates, numbers that are none. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a value without a canonical form');
  return text;
}

/** The object whose members are these texts, each in canonical form. */
export function canonicalObject(members: Record<string, string>): string {
  const parts = Object.keys(members)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${members[name]}`);
  return `{${parts.join(',')}}`;
}
