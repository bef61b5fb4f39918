import { Input } from 'antd';
import { useState } from 'react';
import { changePassword } from '@/api/account';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PASSWORD_MIN, passwordProblem } from '@/shared/form/password';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import css from './account.module.css';

const EMPTY = { current: '', new: '', again: '' };

export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const t = useT();
  const me = useMe();
  const [changed, setChanged] = useState(false);
  const form = useForm({
    initial: EMPTY,
    check: (values): FieldErrors => {
      const weak = passwordProblem(values.new);
      return {
        ...(values.current ? {} : { '/current': t('account.please_fill') }),
        ...(weak ? { '/new': t(weak, { min: PASSWORD_MIN }) } : {}),
        ...(!weak && values.new !== values.again ? { '/again': t('account.passwords_differ') } : {}),
      };
    },
    submit: (values) => changePassword(values.current, values.new),
    done: () => {
      form.reset(EMPTY);
      setChanged(true);
      onDone?.();
    },
  });
  const labels = {
    '/current': t('account.password_current'),
    '/new': t('account.password_new'),
    '/again': t('account.password_again'),
  };
  const item = (key: keyof typeof EMPTY, autoComplete: string, hint?: string) => (
    <FormItem label={labels[`/${key}`]} id={form.inputId(`/${key}`)} error={form.errors[`/${key}`]} hint={hint}>
      {(control) => (
        <Input.Password
          {...control}
          autoComplete={autoComplete}
          value={form.values[key]}
          onChange={(event) => {
            setChanged(false);
            form.set({ [key]: event.target.value });
          }}
        />
      )}
    </FormItem>
  );
  return (
    <div className={css.narrow}>
      <FormFrame form={form} labels={labels} action={t('account.password_change')}>
        {/* Lets a password keeper know whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={me.person.login} readOnly hidden />
        {item('current', 'current-password')}
        {item('new', 'new-password', t('account.password_hint', { min: PASSWORD_MIN }))}
        {item('again', 'new-password')}
      </FormFrame>
      {changed && (
        <p className={css.quiet} role="status">
          {t('account.password_changed')}
        </p>
      )}
    </div>
  );
}
