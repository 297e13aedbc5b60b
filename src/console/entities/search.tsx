/** The results of a search, by kind. */
import type { FC } from 'hono/jsx';
import { ENTITY_KINDS } from '../../audit/entities/kinds.ts';
import type { Entity } from '../frame/entity-names.ts';
import { useView } from '../frame/view.ts';
import { entityPage, nameOf } from '../parts/entity.tsx';
import { Heading, Section } from '../parts/small.tsx';
import { Detail } from './input.tsx';

interface SearchProps {
  text: string;
  /** Null: nothing was asked for. */
  found: { items: Entity[]; more: Entity['kind'][] } | null;
}

export const SearchPage: FC<SearchProps> = ({ text, found }) => {
  const { t } = useView();
  const { items = [], more = [] } = found ?? {};
  return (
    <>
      <Heading title={found ? t('search.results', { text }) : t('search.title')} lead={t('search.lead')} />
      {found && items.length === 0 && (
        <p class="empty" role="status">
          {t('search.none', { text })}
        </p>
      )}
      {ENTITY_KINDS.map((kind) => {
        const own = items.filter((one) => one.kind === kind);
        if (own.length === 0) return null;
        return (
          <Section title={t.word('entities', kind)} id={kind}>
            <ul class="found">
              {own.map((one) => (
                <li>
                  <Found of={one} />
                  <Detail of={one} kinds={[kind]} among={own} />
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

const Found: FC<{ of: Entity }> = ({ of }) => {
  const view = useView();
  const href = entityPage(view, of.id, of);
  const name = <bdi>{nameOf(of, view.t)}</bdi>;
  return href === undefined ? name : <a href={href}>{name}</a>;
};
