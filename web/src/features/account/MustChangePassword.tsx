import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sessionQuery } from '@/api/session';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Page, Section } from '@/shared/layout/Page';
import { PasswordForm } from './PasswordForm';

/** Where somebody with a one-time password begins. */
export function MustChangePassword() {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const go = async () => {
    await client.query({ ...sessionQuery, staleTime: 0 });
    await navigate({ to: '/' });
  };
  return (
    <Page title={t('account.password_first')} width="form">
      <Section title={t('account.password_change')} hint={t(me.session.password_expired ? 'access.password_expired' : 'account.password_first_hint')}>
        <PasswordForm onDone={() => void go()} />
      </Section>
    </Page>
  );
}
