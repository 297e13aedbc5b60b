type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Returns the object without undefined members, as exact optional properties need it. */
export function defined<T extends Record<string, unknown>>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
