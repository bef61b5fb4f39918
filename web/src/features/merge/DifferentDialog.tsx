import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { refreshTwins, ruleOnTwins, type Twin } from '@/api/twin';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** They are two customers, and why: asked once, and remembered. */
export function DifferentDialog({ pair, onClose }: { pair: Twin; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ reason: string }, unknown>({
    initial: { reason: '' },
    check: ({ reason }): FieldErrors => (reason.trim() ? {} : { '/reason': t('customer.reason_needed') }),
    submit: ({ reason }) => ruleOnTwins(pair, 'different', reason.trim()),
    done: () => {
      onClose();
      void refreshTwins(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/reason': t('customer.reason') };
  return (
    <Dialog title={t('merge.different_title')} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('merge.different')} onCancel={onClose}>
        <p>{t('merge.different_text', { a: pair.a.name, b: pair.b.name })}</p>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
