/** Changes of maps and lists that can be undone. */
import type { Outcome } from '../group.ts';

export class Journal {
  #undo: (() => void)[] = [];

  set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const before = map.get(key);
    this.#undo.push(before === undefined ? () => map.delete(key) : () => map.set(key, before));
    map.set(key, value);
  }

  push<V>(list: V[], value: V): void {
    this.#undo.push(() => list.pop());
    list.push(value);
  }

  /** Runs `body`, and undoes its changes if it throws. */
  attempt<T>(body: () => T): Outcome<T> {
    this.#undo = [];
    try {
      return { answer: body() };
    } catch (error) {
      for (const undo of this.#undo.reverse()) undo();
      return { error };
    }
  }
}
