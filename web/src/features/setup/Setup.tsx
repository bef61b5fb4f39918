import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Input, Radio, Select } from 'antd';
import { sessionKey, setUp, setupQuery } from '@/api/session';
import type { Regulation } from '@/api/types';
import { Outside } from '@/features/signin/Outside';
import { useI18n, useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem, FormRow } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { PASSWORD_MIN, passwordProblem } from '@/shared/form/password';
import { QueryGate } from '@/shared/layout/states';
import { TIME_ZONES } from '@/shared/timeZones';
import css from './setup.module.css';

/** The first page that anybody sees: the company, its regulation, its first administrator. */
export function Setup() {
  const t = useT();
  const setup = useQuery(setupQuery);
  return (
    <Outside title={t('setup.title')} lead={t('setup.lead')} wide>
      <QueryGate query={setup}>
        {(state) =>
          state.needed ? (
            <SetupForm regulations={state.regulations} />
          ) : (
            <p>
              {t('setup.already')} <Link to="/sign-in">{t('account.sign_in')}</Link>
            </p>
          )
        }
      </QueryGate>
    </Outside>
  );
}

function SetupForm({ regulations }: { regulations: readonly Regulation[] }) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();

  const form = useForm({
    initial: {
      code: '',
      company: '',
      time_zone: 'Asia/Shanghai',
      regulation: regulations[0]?.code ?? '',
      admin_name: '',
      admin_login: '',
      admin_password: '',
      admin_again: '',
    },
    check: (values): FieldErrors => {
      const errors: Record<string, string> = {};
      for (const key of ['code', 'company', 'admin_name', 'admin_login'] as const)
        if (!values[key].trim()) errors[`/${key}`] = t('account.please_fill');
      const weak = passwordProblem(values.admin_password);
      if (weak) errors['/admin_password'] = t(weak, { min: PASSWORD_MIN });
      else if (values.admin_again !== values.admin_password) errors['/admin_again'] = t('account.passwords_differ');
      return errors;
    },
    submit: (values) =>
      setUp({
        code: values.code.trim(),
        company: values.company.trim(),
        time_zone: values.time_zone,
        regulation: values.regulation,
        admin: { login: values.admin_login.trim(), name: values.admin_name.trim(), password: values.admin_password },
        sample: false,
      }),
    rename: (pointer) => pointer.replace(/^\/admin\//, '/admin_'),
    done: (me) => {
      client.clear();
      client.setQueryData(sessionKey, me);
      void navigate({ to: '/' });
    },
  });
  const { values, set, errors, inputId } = form;

  const labels = {
    '/code': t('setup.code'),
    '/company': t('setup.company'),
    '/time_zone': t('setup.time_zone'),
    '/regulation': t('setup.regulation'),
    '/admin_name': t('people.name'),
    '/admin_login': t('account.login'),
    '/admin_password': t('account.password'),
    '/admin_again': t('account.password_again'),
  };
  type Key = 'code' | 'company' | 'admin_name' | 'admin_login';
  const textItem = (key: Key, extra: { hint?: string; autoComplete?: string; autoFocus?: boolean } = {}) => (
    <FormItem label={labels[`/${key}`]} id={inputId(`/${key}`)} error={errors[`/${key}`]} hint={extra.hint} required>
      {(control) => (
        <Input {...control} autoComplete={extra.autoComplete ?? 'off'} autoFocus={extra.autoFocus ?? false} spellCheck={false} value={values[key]} onChange={(event) => set({ [key]: event.target.value })} />
      )}
    </FormItem>
  );
  const passwordItem = (key: 'admin_password' | 'admin_again', hint?: string) => (
    <FormItem label={labels[`/${key}`]} id={inputId(`/${key}`)} error={errors[`/${key}`]} hint={hint} required>
      {(control) => (
        <Input.Password {...control} autoComplete="new-password" value={values[key]} onChange={(event) => set({ [key]: event.target.value })} />
      )}
    </FormItem>
  );

  return (
    <FormFrame form={form} labels={labels} action={t('setup.begin')}>
      {textItem('code', { hint: t('setup.code_hint'), autoFocus: true })}

      <h2>{t('setup.company_part')}</h2>
      <FormRow>
        {textItem('company', { hint: t('setup.company_hint'), autoComplete: 'organization' })}
        <FormItem label={labels['/time_zone']} id={inputId('/time_zone')} error={errors['/time_zone']} hint={t('setup.time_zone_hint')}>
          {(control) => (
            <Select {...control} style={{ width: '100%' }} showSearch value={values.time_zone} options={TIME_ZONES.map((zone) => ({ value: zone, label: zone }))} onChange={(zone: string) => set({ time_zone: zone })} />
          )}
        </FormItem>
      </FormRow>
      <FormItem label={labels['/regulation']} id={inputId('/regulation')} error={errors['/regulation']} hint={t('setup.regulation_hint')} group>
        {() => (
          <Radio.Group
            className={css.regulations}
            value={values.regulation}
            onChange={(event) => set({ regulation: event.target.value as string })}
            options={regulations.map((one) => ({ value: one.code, label: one.name[locale] }))}
          />
        )}
      </FormItem>

      <h2>{t('setup.admin_part')}</h2>
      <p className={css.note}>{t('setup.admin_hint')}</p>
      <FormRow>
        {textItem('admin_name', { autoComplete: 'name' })}
        {textItem('admin_login', { hint: t('people.login_hint'), autoComplete: 'username' })}
      </FormRow>
      <FormRow>
        {passwordItem('admin_password', t('account.password_hint', { min: PASSWORD_MIN }))}
        {passwordItem('admin_again')}
      </FormRow>
    </FormFrame>
  );
}
