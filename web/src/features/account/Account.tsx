import { useQueryClient } from '@tanstack/react-query';
import { Radio } from 'antd';
import { changeLocale } from '@/api/account';
import { sessionKey } from '@/api/session';
import type { Me } from '@/api/types';
import { useMe } from '@/app/me';
import { useI18n } from '@/i18n';
import { Facts, Page, Section } from '@/shared/layout/Page';
import { noticeError } from '@/shared/overlay/notice';
import { Unknown } from '@/shared/text/texts';
import { DeviceList } from './DeviceList';
import { NoticeChoices } from './NoticeChoices';
import { PasswordForm } from './PasswordForm';
import { SessionList } from './SessionList';
import { TokenList } from './TokenList';
import { Totp } from './Totp';

export function Account() {
  const { t, locale, setLocale } = useI18n();
  const me = useMe();
  const client = useQueryClient();

  const speak = (next: 'zh' | 'en') => {
    setLocale(next);
    client.setQueryData<Me>(sessionKey, (before) => before && { ...before, person: { ...before.person, locale: next } });
    changeLocale(next).then(() => client.invalidateQueries(), noticeError);
  };

  return (
    <Page title={t('common.account')} width="form">
      <Section title={t('account.profile')} hint={t('account.profile_hint')}>
        <Facts
          items={[
            { label: t('people.name'), value: me.person.name },
            { label: t('account.login'), value: me.person.login },
            { label: t('people.department'), value: me.person.department?.name ?? <Unknown /> },
            { label: t('people.post'), value: me.person.post?.name ?? <Unknown /> },
            { label: t('people.roles'), value: me.person.roles.map((role) => role.name).join(t('common.list_comma')) || <Unknown /> },
          ]}
        />
      </Section>
      <Section title={t('account.language')}>
        <Radio.Group
          aria-label={t('account.language')}
          value={locale}
          onChange={(event) => speak(event.target.value as 'zh' | 'en')}
          options={[
            { value: 'zh', label: t('account.chinese') },
            { value: 'en', label: t('account.english') },
          ]}
        />
      </Section>
      {!me.person.must_pledge && <NoticeChoices />}
      <Section title={t('account.password')}>
        <PasswordForm />
      </Section>
      <Section title={t('account.totp')} hint={t('account.totp_hint')}>
        <Totp />
      </Section>
      <SessionList />
      <DeviceList />
      {!me.person.must_pledge && <TokenList />}
    </Page>
  );
}
