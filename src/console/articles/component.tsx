/** A component of an article, with its preview, its restrictions and what can be done with it. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Badge, Facts, Id, Time } from '../parts/small.tsx';
import { type KnownRestriction, RestrictionCard } from '../restrictions/restriction.tsx';

type Component = Schema<'Article'>['components'][number];

export const ComponentCard: FC<{
  article: string;
  component: Component;
  restrictions: KnownRestriction[];
}> = ({ article, component, restrictions }) => {
  const { t, now, mayGo } = useView();
  const { id, type, headline, caption, usageTerms, content, stopped, embargoedUntil } = component;
  const bytes = `/console/articles/${article}/components/${id}`;
  const restrict = `/console/restrictions/new?scope=${id}`;
  const isWaiting = restrictions.some(({ reviewed }) => !reviewed);
  const inWords = restrictions.some(({ text }) => text === usageTerms);
  return (
    <li class="component" id={id}>
      <div class={content ? 'thumb' : 'thumb bare'}>
        {content && !mayGo(bytes) ? (
          <span class="soft">{t('articles.content_withheld')}</span>
        ) : content?.contentType.startsWith('image/') ? (
          <a href={bytes}>
            <img src={bytes} alt={headline ?? caption ?? component.name} loading="lazy" />
          </a>
        ) : content ? (
          <a href={bytes}>{t('articles.open_bytes')}</a>
        ) : (
          <span class="soft">{t(type === 'dispatch' ? 'articles.is_text' : 'articles.no_bytes')}</span>
        )}
      </div>
      <div>
        <h3 dir="auto">
          {t.word('component', type)}
          {headline && `: ${headline}`}
        </h3>
        {(stopped || isWaiting) && (
          <p>
            {stopped && <Badge list="status" value={stopped} />}{' '}
            {isWaiting && <Badge list="status" value="unreviewed" />}
          </p>
        )}
        {caption && <p dir="auto">{caption}</p>}
        <Facts
          rows={[
            ['articles.byline', component.byline],
            ['articles.supplier', component.supplier],
            [
              'articles.bytes',
              content && t('articles.bytes_of', { type: content.contentType, bytes: content.bytes }),
            ],
            [
              'articles.embargo',
              embargoedUntil && Date.parse(embargoedUntil) > now && <Time at={embargoedUntil} />,
            ],
            ['articles.id', <Id id={id} />],
          ]}
        />
        {usageTerms && !inWords && <blockquote dir="auto">{usageTerms}</blockquote>}
        {restrictions.map((restriction) => (
          <RestrictionCard restriction={restriction} from={`/console/articles/${article}`} />
        ))}
        {mayGo(restrict) && (
          <p>
            <a href={restrict}>{t('articles.restrict_component')}</a>
          </p>
        )}
      </div>
    </li>
  );
};
