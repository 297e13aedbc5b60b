/** Texts for a script, in a template element of the page. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';

/** Messages whose keys start with one of `prefixes`. */
export const TextsTemplate: FC<{ prefixes: string[] }> = ({ prefixes }) => (
  <template id="words">{JSON.stringify(useView().t.startingWith(prefixes))}</template>
);
