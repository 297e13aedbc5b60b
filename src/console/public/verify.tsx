/** `/verify`: checks a receipt. The script assets/console/scripts/verify does the work. */
import type { FC } from 'hono/jsx';
import { JSON_BYTES_MAX, STAMPED_BYTES_MAX } from '../../platform/limits.ts';
import { DOCUMENT_CHARS_MAX } from '../../stamp/limits.ts';
import { useView } from '../frame/view.ts';
import { Heading, Submit } from '../parts/small.tsx';
import { TextsTemplate } from './script-texts.tsx';

const TEXTS = ['verify.', 'word.use.', 'word.channel.', 'word.alteration.'];

export const VerifyPage: FC = () => {
  const { t, agency } = useView();
  return (
    <>
      <Heading title={t('verify.heading')} lead={t('verify.lead', { agency: agency.name })} />
      <noscript>
        <p class="note warn">{t('verify.noscript')}</p>
      </noscript>
      <p id="state" class="soft" role="status" />
      <section id="verdict" aria-label={t('verify.result')} />
      <form
        id="form"
        class="form"
        data-agency={agency.name}
        data-chars-max={DOCUMENT_CHARS_MAX}
        data-body-bytes-max={JSON_BYTES_MAX}
        data-picture-bytes-max={STAMPED_BYTES_MAX}
      >
        <div class="empty drop">
          <p>{t('verify.drop')}</p>
          <label for="file">{t('verify.file')}</label>
          <input id="file" type="file" />
        </div>
        <div class="field">
          <label for="text">{t('verify.text')}</label>
          <textarea id="text" class="typed" rows={6} spellcheck={false} />
        </div>
        <div class="field">
          <label for="receipt">{t('verify.receipt')}</label>
          <p id="receipt-hint" class="hint">
            {t('verify.receiptHint')}
          </p>
          <textarea id="receipt" class="typed" rows={2} spellcheck={false} aria-describedby="receipt-hint" />
        </div>
        <div class="buttons">
          <Submit text={t('verify.check')} tone="primary" />
        </div>
        <p class="hint">{t('verify.captions')}</p>
        <p class="hint">{t('verify.privacy')}</p>
      </form>
      <TextsTemplate prefixes={TEXTS} />
    </>
  );
};
