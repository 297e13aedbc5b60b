/** Results of the global search, by kind. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Heading, List, Section } from '../parts/small.tsx';
import { Detail } from './input.tsx';

export interface Hit {
  id: string;
  name: string;
  /** Distinguishes hits of the same name. */
  detail: string;
  /** Undefined: the viewer may open no page of it. */
  href: string | undefined;
}

interface SearchProps {
  title: string;
  text: string;
  sections: { id: string; title: string; hits: Hit[]; isMore: boolean }[];
}

export const SearchPage: FC<SearchProps> = ({ title, text, sections }) => {
  const { t, mayGo } = useView();
  const lead = t(mayGo('/console/deliveries') ? 'search.lead' : 'search.lead_newsroom');
  return (
    <>
      <Heading title={title} lead={lead} />
      {text !== '' && sections.length === 0 && (
        <p class="empty" role="status">
          {t('search.none', { text })}
        </p>
      )}
      {sections.map(({ id, title, hits, isMore }) => (
        <Section title={title} id={id}>
          <List
            class="found"
            items={hits.map(({ name, detail, href }) => {
              const label = <bdi>{name}</bdi>;
              return [href ? <a href={href}>{label}</a> : label, <Detail text={detail} />];
            })}
          />
          {isMore && <p class="soft">{t('search.more')}</p>}
        </Section>
      ))}
    </>
  );
};
