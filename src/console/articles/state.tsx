/** Status of an article, with an embargo that has not ended. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { Badge } from '../parts/small.tsx';

interface ArticleState {
  pubStatus: 'usable' | 'withheld' | 'canceled';
  embargoedUntil?: string;
}

export const isEmbargoed = ({ pubStatus, embargoedUntil }: Partial<ArticleState>, now: number): boolean =>
  pubStatus !== 'canceled' && embargoedUntil !== undefined && Date.parse(embargoedUntil) > now;

type Version = Schema<'Article'>['versions'][number];

/** A change of the embargo alone has a name of its own; partners are notified of it as an advisory or release. */
export const changeName = ({ changeType, change }: Version, t: Translate) =>
  t.word('change', /advisory|release/.test(changeType) && change ? change : changeType);

/** Whether a version with other content has come since. The desk's versions have that of the one before. */
export function isOutdated({ versions }: Schema<'Article'>, version: string | null): boolean {
  const index = versions.findIndex((row) => row.version === version);
  return versions
    .slice(0, Math.max(index, 0))
    .some(
      ({ versionCreated, changeType }) =>
        versionCreated !== versions[index]?.versionCreated || /update|correction/.test(changeType),
    );
}

/** An article by its headline, or its URI without one. */
export const ArticleLink: FC<{ article: { id: string; headline?: string | null; uri: string } }> = (
  props,
) => {
  const { id, headline, uri } = props.article;
  return (
    <a href={`/console/articles/${id}`} dir="auto">
      {headline ?? uri}
    </a>
  );
};

export const State: FC<{ article: ArticleState }> = ({ article }) => {
  const { now } = useView();
  if (article.pubStatus === 'usable' && isEmbargoed(article, now))
    return <Badge list="status" value="embargoed" />;
  return <Badge list="status" value={article.pubStatus} />;
};
