interface Store<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** `Map.prototype.getOrInsertComputed` (ECMAScript), also of weak and bounded maps. */
export function getOrInsert<K, V>(store: Store<K, V>, key: K, create: (key: K) => V): V {
  const found = store.get(key);
  if (found !== undefined) return found;
  const created = create(key);
  store.set(key, created);
  return created;
}
