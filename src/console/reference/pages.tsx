/** API reference and partner guide. Their texts are English in every language. */
import type { FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Heading, List } from '../parts/small.tsx';

interface Anchor {
  id: string;
  title: string;
}

export interface Reference {
  html: string;
  sections: (Anchor & { operations: Anchor[] })[];
}

export interface Chapter {
  slug: string;
  title: string;
  html: string;
  headings: Anchor[];
}

const Rendered: FC<{ html: string }> = ({ html }) => (
  <div class="rendered" lang="en" dangerouslySetInnerHTML={{ __html: html }} />
);

export const ReferencePage: FC<{ reference: Reference; title: MessageKey; lead: MessageKey }> = (props) => {
  const { reference, title, lead } = props;
  const { t } = useView();
  const links = {
    guide: <a href="/docs/guide">{t('guide.title')}</a>,
    json: <a href="/openapi.json">openapi.json</a>,
    partner: <a href="/docs">{t('docs.title')}</a>,
    agency: <a href="/docs/agency">{t('docs.agency')}</a>,
  };
  return (
    <>
      <Heading title={t(title)} lead={t.rich(lead, links)} />
      <nav class="contents" aria-label={t('docs.contents')} lang="en">
        {reference.sections.map((section) => (
          <details>
            <summary>{section.title}</summary>
            <List
              items={[section, ...section.operations].map(({ id, title }) => <a href={`#${id}`}>{title}</a>)}
            />
          </details>
        ))}
      </nav>
      <Rendered html={reference.html} />
    </>
  );
};

export const GuidePage: FC<{ chapters: Chapter[] }> = ({ chapters }) => {
  const { t } = useView();
  return (
    <>
      <Heading
        title={t('guide.title')}
        lead={t.rich('guide.lead', { start: <a href="/">{t('guide.start')}</a> })}
      />
      <ol class="chapters" lang="en">
        {chapters.map(({ slug, title, headings }) => (
          <li>
            <a href={`/docs/guide/${slug}`}>{title}</a>
            {headings.map(({ id, title: heading }) => [
              ' · ',
              <a href={`/docs/guide/${slug}#${id}`}>{heading}</a>,
            ])}
          </li>
        ))}
      </ol>
    </>
  );
};

interface ChapterProps {
  chapter: Chapter;
  previous: Chapter | undefined;
  next: Chapter | undefined;
}

export const GuideChapterPage: FC<ChapterProps> = ({ chapter, previous, next }) => {
  const { t } = useView();
  return (
    <>
      <p class="soft">
        <a href="/docs/guide">{t('guide.title')}</a>
      </p>
      <div lang="en">
        <Heading title={chapter.title} />
      </div>
      <Rendered html={chapter.html} />
      <nav class="turn" aria-label={t('guide.title')}>
        {previous && (
          <p>
            {t('guide.previous')} <a href={`/docs/guide/${previous.slug}`}>{previous.title}</a>
          </p>
        )}
        {next && (
          <p>
            {t('guide.next')} <a href={`/docs/guide/${next.slug}`}>{next.title}</a>
          </p>
        )}
      </nav>
    </>
  );
};
