import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { Send } from 'lucide-react';
import { changeNoticeSetting, noticeSettingQuery, testMail, type NoticeSetting } from '@/api/noticeSetting';
import { useMe } from '@/app/me';
import { CompanyTabs } from '@/features/company/CompanyTabs';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { Needs } from '@/shared/layout/Forbidden';
import { Page, Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { DeliveryList } from './DeliveryList';
import { RobotList } from './RobotList';

export function SettingPage() {
  const t = useT();
  return (
    <Needs anyOf={['company.manage']}>
      <Page title={t('inbox.settings')} width="form" toolbar={<CompanyTabs />}>
        <Setting />
        <Section title={t('inbox.robots')} hint={t('inbox.robots_hint')}>
          <RobotList />
        </Section>
        <Section title={t('inbox.deliveries')} hint={t('inbox.deliveries_hint')}>
          <DeliveryList />
        </Section>
      </Page>
    </Needs>
  );
}

function Setting() {
  const t = useT();
  const query = useQuery(noticeSettingQuery);
  return (
    <Section title={t('inbox.leaving')}>
      <QueryGate query={query}>{(setting) => <SettingForm key={setting.version} setting={setting} />}</QueryGate>
    </Section>
  );
}

const draftOf = (setting: NoticeSetting) => ({
  base_url: setting.base_url || window.location.origin,
  customer_names: setting.customer_names,
  has_quiet: setting.quiet !== null,
  from: setting.quiet?.from ?? '21:00',
  until: setting.quiet?.until ?? '08:00',
  active: setting.mail.active,
  host: setting.mail.host,
  port: setting.mail.port as number | null,
  security: setting.mail.security,
  login: setting.mail.login,
  password: '',
  sender: setting.mail.sender,
});

type Draft = ReturnType<typeof draftOf>;

const SECURITY = ['starttls', 'tls', 'none'] as const;

function SettingForm({ setting }: { setting: NoticeSetting }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const form = useForm<Draft, NoticeSetting>({
    initial: draftOf(setting),
    version: setting.version,
    submit: (draft, version) =>
      changeNoticeSetting(
        {
          base_url: draft.base_url,
          customer_names: draft.customer_names,
          quiet: draft.has_quiet ? { from: draft.from, until: draft.until } : null,
          mail: {
            active: draft.active,
            host: draft.host,
            port: draft.port ?? 0,
            security: draft.security,
            login: draft.login,
            sender: draft.sender,
            ...(draft.password ? { password: draft.password } : {}),
          },
        },
        version,
      ),
    done: (changed) => client.setQueryData(noticeSettingQuery.queryKey, changed),
    reload: async () => {
      const now = await client.query({ ...noticeSettingQuery, staleTime: 0 });
      return { values: draftOf(now), version: now.version };
    },
  });
  const test = useMutation({
    mutationFn: testMail,
    onSuccess: () => noticeInfo(t('inbox.testing')),
    onError: noticeError,
  });
  const { values, set, errors, inputId } = form;
  const labels: Record<string, string> = {
    '/base_url': t('inbox.base_url'),
    '/quiet/from': t('inbox.quiet_from'),
    '/quiet/until': t('inbox.quiet_until'),
    '/mail/host': t('inbox.mail_host'),
    '/mail/port': t('inbox.mail_port'),
    '/mail/security': t('inbox.mail_security'),
    '/mail/login': t('inbox.mail_login'),
    '/mail/password': t('inbox.mail_password'),
    '/mail/sender': t('inbox.mail_sender'),
  };
  const text = (pointer: string, name: 'base_url' | 'host' | 'login' | 'sender', hint?: string) => (
    <FormItem label={labels[pointer] ?? ''} id={inputId(pointer)} error={errors[pointer]} hint={hint}>
      {(control) => <Input {...control} maxLength={200} value={values[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </FormItem>
  );
  const time = (pointer: string, name: 'from' | 'until') => (
    <FormItem label={labels[pointer] ?? ''} id={inputId(pointer)} error={errors[pointer]}>
      {(control) => <Input {...control} type="time" value={values[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </FormItem>
  );
  return (
    <FormFrame form={form} labels={labels}>
      {text('/base_url', 'base_url', t('inbox.base_url_hint'))}
      <FormItem label={t('inbox.names')} id={inputId('/customer_names')} hint={t('inbox.customer_names_hint')} group>
        {() => (
          <Checkbox checked={values.customer_names} onChange={(event) => set({ customer_names: event.target.checked })}>
            {t('inbox.customer_names')}
          </Checkbox>
        )}
      </FormItem>
      <FormItem label={t('inbox.quiet')} id={inputId('/quiet')} hint={t('inbox.quiet_hint')} group>
        {() => (
          <Checkbox checked={values.has_quiet} onChange={(event) => set({ has_quiet: event.target.checked })}>
            {t('inbox.has_quiet')}
          </Checkbox>
        )}
      </FormItem>
      {values.has_quiet && time('/quiet/from', 'from')}
      {values.has_quiet && time('/quiet/until', 'until')}
      <FormItem label={t('inbox.mail')} id={inputId('/mail/active')} group>
        {() => (
          <Checkbox checked={values.active} onChange={(event) => set({ active: event.target.checked })}>
            {t('inbox.mail_active')}
          </Checkbox>
        )}
      </FormItem>
      {text('/mail/host', 'host')}
      <FormItem label={t('inbox.mail_port')} id={inputId('/mail/port')} error={errors['/mail/port']}>
        {(control) => <InputNumber {...control} min={1} max={65_535} precision={0} value={values.port} onChange={(port) => set({ port })} />}
      </FormItem>
      <FormItem label={t('inbox.mail_security')} id={inputId('/mail/security')} error={errors['/mail/security']}>
        {(control) => <Select {...control} value={values.security} options={SECURITY.map((one) => ({ value: one, label: t(`inbox.security_${one}`) }))} onChange={(security) => set({ security })} />}
      </FormItem>
      {text('/mail/login', 'login')}
      <FormItem label={t('inbox.mail_password')} id={inputId('/mail/password')} error={errors['/mail/password']}>
        {(control) => <Input.Password {...control} autoComplete="new-password" maxLength={200} placeholder={setting.mail.password_set ? t('inbox.mail_password_set') : ''} value={values.password} onChange={(event) => set({ password: event.target.value })} />}
      </FormItem>
      {text('/mail/sender', 'sender')}
      {setting.mail.active && (
        <Button icon={<Send size={16} />} loading={test.isPending} onClick={() => test.mutate()} title={me.person.name}>
          {t('inbox.test')}
        </Button>
      )}
    </FormFrame>
  );
}
