import type { FC } from 'hono/jsx';
import { ENTITY_KINDS } from '../../audit/entities/kinds.ts';
import type { Entity } from '../frame/entity-names.ts';
import { useView } from '../frame/view.ts';
import { entityPage, nameOf } from '../parts/entity.tsx';
import { Heading, Section } from '../parts/small.tsx';
import { Detail } from './input.tsx';

interface SearchProps {
  text: string;
  results: { items: Entity[]; more: Entity['kind'][] } | null;
}

export const SearchPage: FC<SearchProps> = ({ text, results }) => {
  const { t } = useView();
  const { items = [], more = [] } = results ?? {};
  return (
    <>
      <Heading title={results ? t('search.results', { text }) : t('search.title')} lead={t('search.lead')} />
      {results && items.length === 0 && (
        <p class="empty" role="status">
          {t('search.none', { text })}
        </p>
      )}
      {ENTITY_KINDS.map((kind) => {
        const ofKind = items.filter((item) => item.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <Section title={t.word('entities', kind)} id={kind}>
            <ul class="found">
              {ofKind.map((item) => (
                <li>
                  <SearchHit entity={item} />
                  <Detail entity={item} kinds={[kind]} among={ofKind} />
                </li>
              ))}
            </ul>
            {more.includes(kind) && <p class="soft">{t('search.more')}</p>}
          </Section>
        );
      })}
    </>
  );
};

const SearchHit: FC<{ entity: Entity }> = ({ entity }) => {
  const view = useView();
  const href = entityPage(view, entity.id, entity);
  const name = <bdi>{nameOf(entity, view.t)}</bdi>;
  return href === undefined ? name : <a href={href}>{name}</a>;
};
