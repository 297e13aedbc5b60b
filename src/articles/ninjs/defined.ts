type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The object without its undefined members, as exact optional properties want it. */
export function defined<T extends Record<string, unknown>>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
