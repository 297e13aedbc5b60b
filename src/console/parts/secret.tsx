/**
 * The page that answers what made a secret. The secret stands in it a single time, as text; the script of the pages puts the address of
 * `onward` in the place of the form's, so that loading anew asks for that, and takes the secret away when the page is left.
 */
import type { Child, FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Code, Heading, Id, Note } from './small.tsx';
import { ButtonLink } from './to.tsx';

interface SecretProps {
  title: string;
  client: string;
  secret: string;
  /** What to do with it, in order: items of a list. */
  steps: Child;
  onward: string;
  /** Beside the warning. */
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
          <Id of={client} />
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
      <ol class="steps">{steps}</ol>
      <p class="buttons">
        <ButtonLink href={onward} label="secret.kept" look="primary" />
      </p>
    </div>
  );
};

/** Asks for a token. The secret is no part of it: curl asks for it, so it stays out of the history of a shell. */
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
