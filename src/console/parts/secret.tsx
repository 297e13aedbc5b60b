/**
 * Page that shows a new secret once. The script replaces the address with `onward`, so that a reload does not
 * resubmit the form, and removes the secret when the page is left.
 */
import type { Child, FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { ButtonLink } from './link.tsx';
import { Code, Heading, Id, Note } from './small.tsx';

interface SecretProps {
  title: string;
  client: string;
  secret: string;
  steps: Child[];
  onward: string;
  children?: Child;
}

export const SecretPage: FC<SecretProps> = ({ title, client, secret, steps, onward, children }) => {
  const { t } = useView();
  return (
    <div data-then={onward}>
      <Heading title={title} />
      <Note tone="warn">
        <p>
          <strong>{t('secret.once')}</strong> {t('secret.hash')}
        </p>
        {children}
      </Note>
      <dl class="secret">
        <dt>{t('secret.client')}</dt>
        <dd>
          <Id id={client} />
        </dd>
        <dt id="secret-name">{t('secret.secret')}</dt>
        <dd>
          <code class="once" id="secret" data-once>
            {secret}
          </code>
          <button type="button" class="copy" data-copy-from="secret" aria-describedby="secret-name" hidden>
            {t('copy.do')}
          </button>
        </dd>
      </dl>
      <h2>{t('secret.next')}</h2>
      <ol class="steps">
        {steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <p class="buttons">
        <ButtonLink href={onward} label="secret.kept" variant="primary" />
      </p>
    </div>
  );
};

/** Token request. curl prompts for the secret, which keeps it out of the shell history. */
export const TokenRequest: FC<{ client: string }> = ({ client }) => {
  const { t, agency } = useView();
  const request = `curl -u ${client} \\\n  -d grant_type=client_credentials \\\n  ${agency.publicUrl}/oauth/token`;
  return (
    <>
      <Code text={request} label={t('secret.curl')} />
      <p class="hint">{t('secret.curl_asks')}</p>
    </>
  );
};
