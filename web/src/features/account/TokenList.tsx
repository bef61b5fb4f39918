import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { accessTokensQuery, createAccessToken, deleteAccessToken } from '@/api/account';
import type { AccessToken, NewAccessToken, Permission } from '@/api/types';
import { useMe } from '@/app/me';
import { useI18n } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { OneTimeSecret } from '@/shared/OneTime';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';
import { permissionKey } from '@/shared/permissions';
import { DayText, TimeText } from '@/shared/text/texts';
import css from './account.module.css';

export function TokenList() {
  const { t } = useI18n();
  const client = useQueryClient();
  const me = useMe();
  const tokens = useQuery(accessTokensQuery);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<AccessToken | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: accessTokensQuery.queryKey });

  return (
    <Section
      title={t('account.tokens')}
      hint={t('account.tokens_hint')}
      actions={
        <Button icon={<Plus size={16} />} onClick={() => setAdding(true)}>
          {t('account.token_new')}
        </Button>
      }
    >
      <QueryGate query={tokens}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.state}>{t('account.tokens_none')}</p>
          ) : (
            <ul className={css.list}>
              {items.map((token) => (
                <li key={token.id}>
                  <KeyRound size={18} strokeWidth={1.75} aria-hidden />
                  <div className={css.grow}>
                    <div>
                      {token.name}
                      {token.expires_on < me.today && <span className={css.tag}>{t('account.token_ended')}</span>}
                    </div>
                    <div className={css.quiet}>
                      {token.scopes.map((scope) => t(permissionKey(scope))).join(t('common.list_comma'))} · {t('account.token_until')}{' '}
                      <DayText day={token.expires_on} />
                      {token.last_used_at && (
                        <>
                          {' '}
                          · {t('account.token_used')} <TimeText at={token.last_used_at} />
                        </>
                      )}
                    </div>
                  </div>
                  <Button size="small" onClick={() => setRemoving(token)}>
                    {t('account.token_revoke')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
      {adding && <NewToken onClose={() => setAdding(false)} onCreated={() => void refresh()} />}
      {removing && (
        <ConfirmDanger
          title={t('account.token_revoke_title', { name: removing.name })}
          action={t('account.token_revoke')}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await deleteAccessToken(removing.id);
            await refresh();
          }}
        >
          <p>{t('account.token_revoke_text')}</p>
        </ConfirmDanger>
      )}
    </Section>
  );
}

function NewToken({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const { t } = useI18n();
  const me = useMe();
  const [made, setMade] = useState<NewAccessToken | null>(null);
  const form = useForm({
    initial: { name: '', scopes: [] as Permission[], expires_on: dayjs(me.today).add(90, 'day').format('YYYY-MM-DD') },
    check: (values): FieldErrors => ({
      ...(values.name.trim() ? {} : { '/name': t('account.please_fill') }),
      ...(values.scopes.length > 0 ? {} : { '/scopes': t('account.token_scope_missing') }),
    }),
    submit: (values) => createAccessToken({ ...values, name: values.name.trim() }),
    done: (result) => {
      setMade(result);
      onCreated();
    },
  });
  const labels = { '/name': t('account.token_name'), '/scopes': t('account.token_scopes'), '/expires_on': t('account.token_expires') };

  if (made)
    return (
      <Dialog title={t('account.token_created')} onClose={onClose} keepOpen footer={<Button type="primary" onClick={onClose}>{t('common.done')}</Button>}>
        {!made.token ? (
          <p>{t('account.token_lost')}</p>
        ) : (
          <OneTimeSecret label={form.values.name} secret={made.token} note={t('account.token_once')} />
        )}
      </Dialog>
    );
  return (
    <Dialog title={t('account.token_new')} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('account.token_create')} onCancel={onClose}>
        <FormItem label={labels['/name']} id={form.inputId('/name')} error={form.errors['/name']} hint={t('account.token_name_hint')} required>
          {(control) => <Input {...control} autoComplete="off" value={form.values.name} onChange={(event) => form.set({ name: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/expires_on']} id={form.inputId('/expires_on')} error={form.errors['/expires_on']} hint={t('account.token_expires_hint')} required>
          {(control) => (
            <DatePicker
              {...control}
              style={{ width: '100%' }}
              allowClear={false}
              minDate={dayjs(me.today)}
              value={dayjs(form.values.expires_on)}
              onChange={(day) => day && form.set({ expires_on: day.format('YYYY-MM-DD') })}
            />
          )}
        </FormItem>
        <FormItem label={labels['/scopes']} id={form.inputId('/scopes')} error={form.errors['/scopes']} hint={t('account.token_scopes_hint')} required group>
          {() => (
            <Checkbox.Group
              className={css.scopes}
              value={form.values.scopes}
              onChange={(scopes) => form.set({ scopes })}
              options={me.permissions.map((one) => ({ value: one, label: t(permissionKey(one)) }))}
            />
          )}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
