/** Maps a list with at most `hands` calls at a time. The first failure ends the work. */
export async function atOnce<T, R>(
  list: readonly T[],
  hands: number,
  each: (element: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < list.length; index = next++)
      results[index] = await each(list[index] as T, index);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(hands, list.length) }, work));
  } finally {
    next = list.length;
  }
  return results;
}
