import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import type { InvalidEntry } from '@/api/invalid';
import { refreshWithdrawn, withdraw } from '@/api/withdrawn';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** The entry is no customer at all, and why. */
export function WithdrawDialog({ entry, onClose }: { entry: InvalidEntry; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    check: ({ reason }): FieldErrors => (reason.trim() ? {} : { '/reason': t('customer.reason_needed') }),
    submit: ({ reason }) => withdraw(entry, reason.trim()),
    done: () => {
      onClose();
      void refreshWithdrawn(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/reason': t('customer.reason') };
  return (
    <Dialog title={t('merge.withdraw_title', { name: entry.name })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('merge.withdraw')} onCancel={onClose}>
        <p>{t('merge.withdraw_text')}</p>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
