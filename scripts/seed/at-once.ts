/** A list worked through by a few hands at a time; the first that fails ends all. */
export async function atOnce<T>(
  list: readonly T[],
  hands: number,
  each: (one: T, place: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let place = next++; place < list.length; place = next++) await each(list[place] as T, place);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(hands, list.length) }, work));
  } finally {
    // Nobody takes another one.
    next = list.length;
  }
}
