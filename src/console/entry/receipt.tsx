import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Facts, JsonDetails, Section, Time } from '../parts/small.tsx';

export const Receipt: FC<{ receipt: Schema<'ReceiptRecord'> }> = ({ receipt }) => {
  const { t } = useView();
  const { id, claims, delivered, text } = receipt;
  return (
    <Section title={t('entry.receipt')} id="receipt">
      <p class="lead">{t('entry.receipt_lead')}</p>
      <Facts
        rows={[
          ['entry.claim.iss', claims.iss],
          ['entry.claim.iat', <Time at={claims.iat * 1000} precise />],
          ['entry.claim.item', <EntityLink id={claims.item} version={claims.version} copy />],
          ['entry.claim.version', claims.version],
          ['entry.claim.digest', <code>{claims.digest}</code>],
          ['entry.claim.log', <code>{claims.log.origin}</code>],
          ['entry.claim.leaf', <code>{claims.log.leaf}</code>],
          ['entry.claim.parts', t('entry.parts', { count: delivered.length })],
          ['entry.claim.text', text ? t('entry.blocks', { count: text.blocks.length }) : t('entry.no_text')],
        ]}
      />
      <p>
        <a href={`/v1/receipts/${encodeURIComponent(id)}`}>{t('entry.receipt_public')}</a> ·{' '}
        <a href="/verify">{t('entry.verify')}</a>
      </p>
      <JsonDetails summary={t('entry.receipt_raw')} value={receipt} label={id} />
    </Section>
  );
};
