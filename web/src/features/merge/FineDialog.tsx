import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { refreshInvalid, ruleOnInvalid, type InvalidEntry } from '@/api/invalid';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** The entry is fine, and why: asked once, and remembered until the customer changes. */
export function FineDialog({ entry, onClose }: { entry: InvalidEntry; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    check: ({ reason }): FieldErrors => (reason.trim() ? {} : { '/reason': t('customer.reason_needed') }),
    submit: ({ reason }) => ruleOnInvalid(entry, 'fine', reason.trim()),
    done: () => {
      onClose();
      void refreshInvalid(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/reason': t('customer.reason') };
  return (
    <Dialog title={t('merge.fine_title')} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('merge.fine')} onCancel={onClose}>
        <p>{t('merge.fine_text', { name: entry.name })}</p>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
