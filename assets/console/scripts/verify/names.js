// Names from the record of a delivery, where there is one: a receipt has ids alone.
import { listed, say } from './words.js';

/** Of a title by its id, which stands for itself where no name is known. */
export const titleIn =
  (record) =>
  (id) =>
    record?.titles.find((title) => title.id === id)?.name ?? id;

const KINDS = ['dispatch', 'photograph', 'graphic', 'logo', 'audio', 'video'];

/** Components by their kinds: "a photograph and 2 graphics". */
export function kindsIn(record, components) {
  const kinds = components.map((id) => record?.components.find((one) => one.id === id)?.type ?? 'other');
  return listed(
    [...KINDS, 'other'].flatMap((kind) => {
      const count = kinds.filter((one) => one === kind).length;
      return count > 0 ? [say(`part.${kind}`, { count })] : [];
    }),
  );
}
