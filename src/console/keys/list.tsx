/** All keys, and the form that issues one. */
import type { FC } from 'hono/jsx';
import type { Field, Option } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { onceOf } from '../parts/once.ts';
import { Empty, Heading } from '../parts/small.tsx';
import { Pager } from '../parts/table.tsx';
import { KeyTable } from './table.tsx';

interface KeysProps {
  list: Page<Schema<'ApiKey'>>;
  /** Of the keys that are listed, and the one asked for. */
  licenses: Schema<'License'>[];
  /** Whether there is any license that a key could be for. */
  mayBeMade: boolean;
  /** Names by id. */
  partners: Map<string, string>;
  asked: { partner?: string | undefined; license?: string | undefined };
}

export const KeysPage: FC<KeysProps> = ({ list, licenses, mayBeMade, partners, asked }) => {
  const { t } = useView();
  const { partner, license } = asked;
  const query = license ? `?license=${license}` : partner ? `?partner=${partner}` : '';
  const add = (
    <a class="button primary" href={`/console/keys/new${query}`}>
      {t('keys.new')}
    </a>
  );
  const ofLicense = licenses.find(({ id }) => id === license);
  return (
    <>
      <Heading title={t('keys.title')} lead={t('keys.lead')}>
        {mayBeMade && add}
      </Heading>
      <PartnerFilter partners={partners} asked={asked.partner} />
      {license && (
        <p>
          {t.rich('keys.of_license', {
            license: <a href={`/console/licenses/${license}`}>{ofLicense?.consent.reference ?? license}</a>,
          })}{' '}
          <a href="/console/keys">{t('keys.all')}</a>
        </p>
      )}
      <KeyTable
        keys={list.items}
        licenses={licenses}
        partners={partners}
        empty={
          mayBeMade ? (
            <Empty text={query ? 'keys.none_here' : 'keys.empty'}>{add}</Empty>
          ) : (
            <Empty text="keys.no_licenses">
              <a class="button" href="/console/licenses/new">
                {t('partners.new_license')}
              </a>
            </Empty>
          )
        }
      />
      <Pager next={list.next} />
    </>
  );
};

const PartnerFilter: FC<{ partners: Map<string, string>; asked: string | undefined }> = ({
  partners,
  asked,
}) => {
  const { t } = useView();
  return (
    <form method="get" class="filters">
      <div class="field">
        <label for="partner">{t('keys.partner')}</label>
        <select id="partner" name="partner">
          <option value="">{t('keys.every_partner')}</option>
          {[...partners].map(([id, name]) => (
            <option value={id} selected={id === asked}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button type="submit">{t('keys.show')}</button>
      </div>
    </form>
  );
};

/** Licenses that a key can be made for, as a person tells them apart. */
export function licenseOptions(licenses: Schema<'License'>[], partners: Map<string, string>): Option[] {
  return licenses
    .filter(({ status }) => status !== 'terminated')
    .map(({ id, partner, consent }) => ({
      value: id,
      label: `${partners.get(partner) ?? partner} · ${consent.reference}`,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

export const NewKeyPage: FC<{ fields: Field[]; state: FormState; cancel: string }> = ({
  fields,
  state,
  cancel,
}) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('keys.new')} lead={t('keys.new_lead')} />
      <Form fields={fields} state={state} submit="keys.issue" cancel={cancel} hidden={onceOf(state)} />
    </>
  );
};
