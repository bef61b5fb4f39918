import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { confirmTotp, removeTotp, startTotp } from '@/api/account';
import { errorText } from '@/api/problem';
import { sessionKey } from '@/api/session';
import type { Me, TotpEnrolment } from '@/api/types';
import { useMe } from '@/app/me';
import { useT } from '@/i18n';
import { copyText } from '@/shared/copy';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { QrCode } from '@/shared/QrCode';
import css from './account.module.css';

/** The second step of signing in: off, being set up, on. */
export function Totp() {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [removing, setRemoving] = useState(false);
  const start = useMutation({ mutationFn: startTotp, onSuccess: setEnrolment });

  const mark = (enabled: boolean) =>
    client.setQueryData<Me>(sessionKey, (before) => before && { ...before, person: { ...before.person, totp_enabled: enabled } });

  if (codes)
    return (
      <RecoveryCodes
        codes={codes}
        onDone={() => {
          setCodes(null);
          mark(true);
        }}
      />
    );
  if (enrolment)
    return (
      <Enrol
        enrolment={enrolment}
        onCancel={() => setEnrolment(null)}
        onCodes={(next) => {
          setEnrolment(null);
          setCodes(next);
        }}
      />
    );
  return (
    <>
      <p className={css.state}>{me.person.totp_enabled ? t('account.totp_on') : t('account.totp_off')}</p>
      {me.person.totp_enabled ? (
        <Button onClick={() => setRemoving(true)}>{t('account.totp_remove')}</Button>
      ) : (
        <Button loading={start.isPending} onClick={() => start.mutate()}>
          {t('account.totp_start')}
        </Button>
      )}
      {start.isError && <p role="alert">{errorText(start.error)}</p>}
      {removing && <RemoveTotp onClose={() => setRemoving(false)} onRemoved={() => mark(false)} />}
    </>
  );
}

function Enrol({ enrolment, onCodes, onCancel }: { enrolment: TotpEnrolment; onCodes: (codes: readonly string[]) => void; onCancel: () => void }) {
  const t = useT();
  const form = useForm({
    initial: { code: '' },
    submit: (values) => confirmTotp(values.code.replace(/\s/g, '')),
    done: (result) => onCodes(result.recovery_codes),
  });
  return (
    <div className={css.enrol}>
      <div className={css.qr}>
        <QrCode text={enrolment.uri} label={t('account.totp_qr')} />
      </div>
      <div>
        <ol className={css.steps}>
          <li>{t('account.totp_step_app')}</li>
          <li>
            {t('account.totp_step_scan')}
            <div>
              <code className={css.code}>{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            </div>
          </li>
          <li>{t('account.totp_step_code')}</li>
        </ol>
        <FormFrame form={form} labels={{ '/code': t('account.totp_code') }} action={t('account.continue')} onCancel={onCancel}>
          <FormItem label={t('account.totp_code')} id={form.inputId('/code')} error={form.errors['/code']}>
            {(control) => (
              <Input {...control} className={css.short} inputMode="numeric" autoComplete="one-time-code" maxLength={8} autoFocus value={form.values.code} onChange={(event) => form.set({ code: event.target.value })} />
            )}
          </FormItem>
        </FormFrame>
      </div>
    </div>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useT();
  const me = useMe();
  return (
    <div data-print>
      <h3 className={css.sub}>{t('account.recovery_title', { login: me.person.login })}</h3>
      <p className={css.state}>{t('account.recovery_text')}</p>
      <ol className={css.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={css.buttons} data-frame>
        <Button type="primary" onClick={onDone}>
          {t('account.recovery_kept')}
        </Button>
        <Button onClick={() => window.print()}>{t('common.print')}</Button>
        <Button onClick={() => void copyText(codes.join('\n'))}>{t('common.copy')}</Button>
      </div>
    </div>
  );
}

function RemoveTotp({ onClose, onRemoved }: { onClose: () => void; onRemoved: () => void }) {
  const t = useT();
  const form = useForm({
    initial: { password: '' },
    submit: (values) => removeTotp(values.password),
    done: () => {
      onRemoved();
      onClose();
    },
  });
  return (
    <Dialog title={t('account.totp_remove')} onClose={onClose}>
      <p>{t('account.totp_remove_text')}</p>
      <FormFrame form={form} labels={{ '/password': t('account.password') }} action={t('account.totp_remove')} danger onCancel={onClose}>
        <FormItem label={t('account.password')} id={form.inputId('/password')} error={form.errors['/password']}>
          {(control) => (
            <Input.Password {...control} autoComplete="current-password" value={form.values.password} onChange={(event) => form.set({ password: event.target.value })} />
          )}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
