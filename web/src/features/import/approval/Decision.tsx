import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { approveImport, refreshImports, refuseImport, type Import } from '@/api/import';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';
import { planned } from '../planned';

/** What whoever answers for the importer can do with an import that waits. */
export function Decision({ one }: { one: Import }) {
  const t = useT();
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null);
  return (
    <>
      <Button type="primary" size="large" onClick={() => setAsking('approve')}>
        {t('import.approve')}
      </Button>
      <Button size="large" onClick={() => setAsking('refuse')}>
        {t('import.refuse')}
      </Button>
      {asking === 'approve' && <Approve one={one} onClose={() => setAsking(null)} />}
      {asking === 'refuse' && <Refuse one={one} onClose={() => setAsking(null)} />}
    </>
  );
}

function Approve({ one, onClose }: { one: Import; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  return (
    <ConfirmDanger
      title={t('import.approve_title', { name: one.file.name })}
      action={t('import.approve')}
      danger={false}
      onClose={onClose}
      onConfirm={async () => {
        await approveImport(one.id, one.version);
        await refreshImports(client, one.id);
      }}
    >
      <p>{planned(one.counts, t)}</p>
      <p>{t('import.approve_text', { name: one.approval?.applicant.name ?? '' })}</p>
    </ConfirmDanger>
  );
}

function Refuse({ one, onClose }: { one: Import; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const labels = { '/reason': t('import.refuse_reason') };
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    version: one.version,
    check: (values): FieldErrors => (values.reason.trim() ? {} : { '/reason': t('account.please_fill') }),
    submit: (values, version) => refuseImport(one.id, values.reason.trim(), version),
    done: () => {
      onClose();
      void refreshImports(client, one.id);
    },
  });
  return (
    <Dialog title={t('import.refuse_title', { name: one.file.name })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('import.refuse')} onCancel={onClose}>
        <FormItem label={labels['/reason']} id={form.inputId('/reason')} error={form.errors['/reason']} hint={t('import.refuse_hint')} required>
          {(control) => <Input.TextArea {...control} rows={3} maxLength={200} value={form.values.reason} onChange={(event) => form.set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
