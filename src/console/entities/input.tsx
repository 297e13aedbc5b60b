/** Input for an entity: the user types its name, and a hidden field carries the id. */
import type { FC } from 'hono/jsx';
import { isAlike } from '../../licensing/same-text.ts';
import { timeOfId } from '../../platform/ids.ts';
import type { Entity } from '../frame/entity-names.ts';
import { useView, type View } from '../frame/view.ts';
import { nameOf } from '../parts/entity.tsx';
import { Beneath } from '../parts/table.tsx';
import { ID_SUFFIX, type Kind, PICK_SUFFIX } from './resolve.ts';

interface InputProps {
  id: string;
  name: string;
  kinds: Kind[];
  except?: string | undefined;
  value: string;
  /** Id and name from the hidden field. */
  hidden?: string | undefined;
  hits?: Entity[] | undefined;
  required?: boolean;
  autofocus?: boolean;
  wiring?: Record<string, string>;
}

export const EntityInput: FC<InputProps> = (props) => {
  const { id, name, kinds, value, hidden = '', hits = [], required = false, autofocus = false } = props;
  const { t, names } = useView();
  const entity = names.get(value);
  const text = entity ? nameOf(entity, t) : value;
  const idAndName = entity ? `${value} ${text}` : hidden;
  const hasHits = hits.length > 0;
  return (
    <>
      {/* Above the field: its suggestions open below it. */}
      {hasHits && <Hits name={`${name}${PICK_SUFFIX}`} hits={hits} kinds={kinds} autofocus={autofocus} />}
      {hasHits && <p class="hint">{t('entities.or')}</p>}
      <input
        id={id}
        name={name}
        type="text"
        value={text}
        required={required}
        autocomplete="off"
        autofocus={autofocus && !hasHits}
        spellcheck={false}
        data-find={kinds.join(' ')}
        data-except={props.except}
        data-matches={t('entities.choose')}
        {...props.wiring}
      />
      <input type="hidden" id={`${id}-is`} name={`${name}${ID_SUFFIX}`} value={idAndName} />
    </>
  );
};

interface HitsProps extends Pick<InputProps, 'name' | 'kinds' | 'autofocus'> {
  hits: Entity[];
  /** The line that the candidates are for, in a field of several. */
  text?: string;
}

export const Hits: FC<HitsProps> = ({ name, hits, kinds, text, autofocus = false }) => {
  const view = useView();
  const { t } = view;
  return (
    <fieldset class="hits">
      <legend class={text === undefined ? 'unseen' : undefined}>{text ?? t('entities.choose')}</legend>
      {hits.map((hit, index) => (
        <label>
          <input type="radio" name={name} value={hit.id} autofocus={autofocus && index === 0} />{' '}
          <span>
            <span dir="auto">{nameOf(hit, t)}</span>
            <Detail text={detailOf({ entity: hit, kinds, among: hits }, view)} />
          </span>
        </label>
      ))}
    </fieldset>
  );
};

/** An article is shown by headline and day; if several share the headline, also by URI. */
const isUnique = ({ kind, name }: Entity, among: Entity[]): boolean =>
  kind === 'article' && among.filter((candidate) => candidate.name === name).length === 1;

const GOOD = ['active', 'usable', 'open'];

interface DetailProps {
  entity: Entity;
  kinds: Kind[];
  among: Entity[];
}

/** Distinguishes entities of the same name. A statement's name already has its period. */
export function detailOf({ entity, kinds, among }: DetailProps, { t, zone }: View): string {
  const { kind, detail, at, status, products, firstDay, lastDay } = entity;
  const isShared = among.some(({ id, name }) => id !== entity.id && isAlike(name, entity.name));
  const added = isShared && !firstDay && timeOfId(entity.id);
  const day = (date = '') => t.date(date, { timeZone: 'UTC', dateStyle: 'medium' });
  return [
    kinds.length !== 1 && t.word('entity', kind),
    kind !== 'statement' && !isUnique(entity, among) && detail,
    isShared && products,
    isShared && firstDay && `${day(firstDay)} – ${day(lastDay)}`,
    added &&
      `${t('partners.created')} ${t.date(added, { timeZone: zone, dateStyle: 'medium', timeStyle: 'medium' })}`,
    at && t.date(at, { timeZone: zone, dateStyle: 'medium' }),
    status && !GOOD.includes(status) && t.word('status', status),
  ]
    .filter(Boolean)
    .join(' · ');
}

export const Detail: FC<{ text: string }> = ({ text }) => <Beneath>{text && <bdi>{text}</bdi>}</Beneath>;
