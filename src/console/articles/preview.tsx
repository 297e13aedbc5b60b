/** Preview of an article in a sandboxed frame or as text, and the comparison of two versions. */
import type { FC } from 'hono/jsx';
import { PREVIEW_PICTURES_BYTES_MAX } from '../../delivery/preview/limits.ts';
import type { Change, TextSegment } from '../../stamp/text-changes.ts';
import { useView } from '../frame/view.ts';
import { Filter } from '../parts/filter.tsx';
import { Code, Heading, Note } from '../parts/small.tsx';
import type { Article } from './article.tsx';
import { ArticleLink, changeName } from './state.tsx';

export const FORMATS = ['html', 'text', 'markdown', 'ninjs'] as const;
export type PreviewFormat = (typeof FORMATS)[number];

interface LookProps {
  article: Article;
  format: PreviewFormat;
  version: string;
  /** Null if the frame shows it. */
  text: string | null;
}

export const PreviewPage: FC<LookProps> = ({ article, format, version, text }) => {
  const { t } = useView();
  const { id, headline, uri, versions, components } = article;
  const href = `/console/articles/${id}`;
  const address = (page: string, query: Record<string, string>) =>
    `${href}/${page}?${new URLSearchParams({ version, ...query })}`;
  const pictureBytes = components.reduce((sum, { content }) => sum + (content?.bytes ?? 0), 0);
  return (
    <>
      <Heading title={headline ?? uri} lead={<a href={href}>{t('articles.back')}</a>} />
      <Note tone="none">
        {t('articles.look_what')}{' '}
        {!article.hasText && version === article.version && t('articles.has_no_text')}
      </Note>
      <nav class="tabs" aria-label={t('articles.format')}>
        {FORMATS.map((option) => (
          <a
            href={address('look', { format: option })}
            {...(option === format && { 'aria-current': 'page' })}
          >
            {t.word('look', option)}
          </a>
        ))}
      </nav>
      <form method="get" class="filters">
        <input type="hidden" name="format" value={format} />
        <Filter
          name="version"
          label="articles.version"
          value={version}
          choices={versions.map((version) => ({
            value: version.version,
            label: `${version.version} · ${changeName(version, t)}`,
          }))}
        />
        <button type="submit">{t('articles.show')}</button>
      </form>
      {text === null ? (
        <iframe
          sandbox=""
          class="preview"
          src={address('preview', {})}
          title={t('articles.look_of', { version })}
        />
      ) : (
        <Code label={t.word('look', format)} text={text} />
      )}
      {text === null && pictureBytes > PREVIEW_PICTURES_BYTES_MAX && (
        <p class="soft">{t('articles.look_large', { megabytes: PREVIEW_PICTURES_BYTES_MAX / 1_000_000 })}</p>
      )}
    </>
  );
};

interface CompareProps {
  article: Article;
  from: string;
  to: string;
  changes: Change[];
}

export const ComparePage: FC<CompareProps> = ({ article, from, to, changes }) => {
  const { t } = useView();
  const kind = article.versions.find(({ version }) => version === to)?.changeType;
  return (
    <>
      <Heading title={t('articles.compare_title', { from, to })} lead={<ArticleLink article={article} />} />
      {kind && <p>{t('articles.compare_kind', { kind: t.word('change', kind) })}</p>}
      {changes.every((change) => change.kind === 'same') && (
        <Note tone="none">{t('articles.compare_same')}</Note>
      )}
      <div class="compare" dir="auto">
        {changes.map((change) => (
          <p>
            {(change.kind === 'changed' ? change.segments : [change]).map((segment) => (
              <ChangedText segment={segment} />
            ))}
          </p>
        ))}
      </div>
    </>
  );
};

const ChangedText: FC<{ segment: TextSegment }> = ({ segment: { kind, text } }) =>
  kind === 'gone' ? <del>{text}</del> : kind === 'new' ? <ins>{text}</ins> : <>{text}</>;
