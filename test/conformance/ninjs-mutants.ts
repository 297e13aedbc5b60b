/** Documents that differ from a good one in one place. */

type Json = Record<string, unknown>;
type Path = (string | number)[];

const VALUES: [string, unknown][] = [
  ['word', 'word'],
  ['', ''],
  ['1.5', 1.5],
  ['-1', -1],
  ['{}', {}],
  ['[]', []],
  ['null', null],
];

export interface Mutant {
  /** `path=value`, `path deleted`, `path +field`. */
  mutation: string;
  mutant: Json;
}

export function* mutantsOf(document: Json): Generator<Mutant> {
  for (const path of pathsOf(document, [])) {
    const name = path.join('/');
    const node = at(document, path);
    if (typeof node === 'object' && node !== null && !Array.isArray(node))
      for (const field of ['random', 'usageTerms']) {
        if (field in node) continue;
        const mutant = structuredClone(document);
        (at(mutant, path) as Json)[field] = 'x';
        yield { mutation: `${name} +${field}`, mutant };
      }
    if (path.length === 0) continue;
    for (const [written, value] of VALUES)
      yield { mutation: `${name}=${written}`, mutant: changed(document, path, value) };
    yield { mutation: `${name} deleted`, mutant: changed(document, path, undefined) };
  }
}

function* pathsOf(node: unknown, path: Path): Generator<Path> {
  yield path;
  if (typeof node !== 'object' || node === null) return;
  for (const key of Object.keys(node)) {
    const step = Array.isArray(node) ? Number(key) : key;
    yield* pathsOf(Reflect.get(node, key), [...path, step]);
  }
}

function at(document: unknown, path: Path): unknown {
  return path.reduce((node, key) => Reflect.get(node as object, key), document);
}

/** A copy with another value at the path, or without it. */
function changed(document: Json, path: Path, value: unknown): Json {
  const copy = structuredClone(document);
  const holder = at(copy, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (value !== undefined) Reflect.set(holder as object, last, value);
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder as object, last);
  return copy;
}
