/** Status of an article, with an embargo that has not ended. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Badge } from '../parts/small.tsx';

interface ArticleState {
  pubStatus: 'usable' | 'withheld' | 'canceled';
  embargoedUntil?: string;
}

export const isEmbargoed = ({ pubStatus, embargoedUntil }: Partial<ArticleState>, now: number): boolean =>
  pubStatus !== 'canceled' && embargoedUntil !== undefined && Date.parse(embargoedUntil) > now;

export const State: FC<{ article: ArticleState }> = ({ article }) => {
  const { now } = useView();
  if (article.pubStatus === 'usable' && isEmbargoed(article, now))
    return <Badge list="status" value="embargoed" tone="warn" />;
  return <Badge list="status" value={article.pubStatus} />;
};
