import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { LockKeyhole } from 'lucide-react';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { proveSession, unlockSession } from '@/api/device';
import { isProblem } from '@/api/problem';
import { signIn, signOut } from '@/api/session';
import type { Me } from '@/api/types';
import { useT } from '@/i18n';
import { FormItem } from '@/shared/form/FormItem';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Dialog } from '@/shared/overlay/Dialog';
import css from './lock.module.css';

/** Covers the page until the password is given. What was typed below stays as it is. */
export function LockScreen({ login, name, onOpen }: { login: string; name: string; onOpen: (me?: Me) => void }) {
  const t = useT();
  const navigate = useNavigate();
  const ref = useRef<HTMLDialogElement>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);

  const unlock = async () => {
    try {
      await unlockSession(password);
      onOpen();
    } catch (error) {
      // The session is over on the server too: the same password begins another.
      if (!isProblem(error, 'unauthenticated')) throw error;
      onOpen(await signIn({ login, password, ...(code ? { totp: code.replace(/\s/g, '') } : {}) }));
    }
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await unlock();
    } catch (error) {
      if (isProblem(error, 'totp_required') && code === null) setCode('');
      else setFailure(error);
      setBusy(false);
    }
  };
  const leave = async () => {
    await signOut().catch(() => undefined);
    await navigate({ to: '/sign-in' });
    window.location.reload();
  };

  return (
    <dialog ref={ref} className={css.lock} aria-labelledby="lock-title" onCancel={(event) => event.preventDefault()}>
      <form className={css.card} onSubmit={(event) => void submit(event)}>
        <LockKeyhole size={28} strokeWidth={1.5} aria-hidden />
        <h2 id="lock-title">{t('access.locked')}</h2>
        <p>{t('access.locked_text', { name })}</p>
        {failure !== null && <ProblemNote error={failure} brief />}
        <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
        <FormItem label={t('account.password')} id="lock-password">
          {(control) => (
            <Input.Password {...control} size="large" autoComplete="current-password" autoFocus required value={password} onChange={(event) => setPassword(event.target.value)} />
          )}
        </FormItem>
        {code !== null && (
          <FormItem label={t('account.totp_code')} id="lock-code" hint={t('account.totp_code_hint')}>
            {(control) => <Input {...control} size="large" autoComplete="one-time-code" maxLength={24} required value={code} onChange={(event) => setCode(event.target.value)} />}
          </FormItem>
        )}
        <Button type="primary" size="large" block htmlType="submit" loading={busy}>
          {t('access.unlock')}
        </Button>
        <button type="button" className="link" onClick={() => void leave()}>
          {t('access.other_person')}
        </button>
      </form>
    </dialog>
  );
}

/** Asks for the second factor before what is classified opens, or from a foreign network. */
export function ProofDialog({ enabled, onOpen, onClose }: { enabled: boolean; onOpen: () => void; onClose: () => void }) {
  const t = useT();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await proveSession(code.replace(/\s/g, ''));
      onOpen();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('access.proof')} onClose={onClose} width={420}>
      {enabled ? (
        <form onSubmit={(event) => void submit(event)}>
          <p>{t('access.proof_text')}</p>
          {failure !== null && <ProblemNote error={failure} brief />}
          <FormItem label={t('account.totp_code')} id="proof-code" hint={t('account.totp_code_hint')}>
            {(control) => <Input {...control} data-autofocus autoComplete="one-time-code" maxLength={24} required value={code} onChange={(event) => setCode(event.target.value)} />}
          </FormItem>
          <Button type="primary" block htmlType="submit" loading={busy}>
            {t('account.continue')}
          </Button>
        </form>
      ) : (
        <>
          <p>{t('access.proof_missing')}</p>
          <Link to="/account" onClick={onClose}>
            {t('access.proof_set_up')}
          </Link>
        </>
      )}
    </Dialog>
  );
}
