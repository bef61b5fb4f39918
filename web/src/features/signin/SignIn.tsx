import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type SyntheticEvent } from 'react';
import { isProblem } from '@/api/problem';
import { sessionKey, signIn } from '@/api/session';
import { useT } from '@/i18n';
import { FormItem } from '@/shared/form/FormItem';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Outside } from './Outside';
import { safeReturn } from './safeReturn';

export function SignIn() {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ from: '/sign-in' });
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [step, setStep] = useState<'password' | 'totp'>('password');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      const me = await signIn({ login: login.trim(), password, ...(step === 'totp' ? { totp: code.replace(/\s/g, '') } : {}) });
      client.clear();
      client.setQueryData(sessionKey, me);
      await navigate({ href: safeReturn(search.return) });
    } catch (error) {
      if (isProblem(error, 'totp_required') && step === 'password') setStep('totp');
      else setFailure(error);
      setBusy(false);
    }
    setBusy(false);
  };

  return (
    <Outside title={step === 'totp' ? t('account.totp_step') : t('account.sign_in')}>
      <form onSubmit={(event) => void submit(event)}>
        {failure !== null && <ProblemNote error={failure} brief />}
        {step === 'password' ? (
          <>
            <FormItem label={t('account.login')} id="login">
              {(control) => (
                <Input {...control} size="large" name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus required value={login} onChange={(event) => setLogin(event.target.value)} />
              )}
            </FormItem>
            <FormItem label={t('account.password')} id="password">
              {(control) => (
                <Input.Password {...control} size="large" name="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
              )}
            </FormItem>
          </>
        ) : (
          <FormItem label={t('account.totp_code')} id="totp" hint={t('account.totp_code_hint')}>
            {(control) => (
              <Input {...control} size="large" name="totp" autoComplete="one-time-code" inputMode="text" autoFocus required maxLength={24} value={code} onChange={(event) => setCode(event.target.value)} />
            )}
          </FormItem>
        )}
        <Button type="primary" size="large" block htmlType="submit" loading={busy}>
          {step === 'totp' ? t('account.continue') : t('account.sign_in')}
        </Button>
        {step === 'totp' && (
          <p style={{ margin: '16px 0 0' }}>
            <button type="button" className="link" onClick={() => { setStep('password'); setCode(''); setFailure(null); }}>
              {t('account.other_login')}
            </button>
          </p>
        )}
      </form>
    </Outside>
  );
}
