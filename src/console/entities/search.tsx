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
  /** Says that nothing was found, or only similar names. */
  note: string;
  sections: { id: string; title: string; hits: Hit[]; isMore: boolean }[];
}

export const SearchPage: FC<SearchProps> = ({ title, note, sections }) => {
  const { t, mayGo } = useView();
  const lead = t(mayGo('/console/deliveries') ? 'search.lead' : 'search.lead_newsroom');
  return (
    <>
      <Heading title={title} lead={lead} />
      {note && (
        <p class="empty" role="status">
          {note}
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
