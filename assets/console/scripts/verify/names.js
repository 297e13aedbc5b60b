// Names from the record of a delivery, where there is one: a receipt has ids alone.
import { listed, say } from './words.js';

/** Of a title by its id, which stands for itself where no name is known. */
export const titleIn =
  (record) =>
  (id) =>
    record?.titles.find((title) => title.id === id)?.name ?? id;

/** Components by their kinds: "a photograph and 2 graphics". */
export function kindsIn(record, components) {
  const counts = new Map();
  for (const id of components) {
    const kind = record?.components.find((one) => one.id === id)?.type ?? 'other';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return listed([...counts].map(([kind, count]) => say(`part.${kind}`, { count })));
}
