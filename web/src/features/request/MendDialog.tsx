import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { refreshRequests, submitRequest, type Request } from '@/api/request';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** Hands in again what was sent back. */
export function MendDialog({ request, onClose }: { request: Request; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ purpose: string; reason: string }, unknown>({
    initial: { purpose: request.purpose, reason: request.reason },
    version: request.version,
    check: ({ purpose, reason }): FieldErrors => ({
      ...(purpose.trim() ? {} : { '/purpose': t('request.purpose_needed') }),
      ...(reason.trim() ? {} : { '/reason': t('request.reason_needed') }),
    }),
    submit: ({ purpose, reason }, version) => submitRequest(request.id, { purpose: purpose.trim(), reason: reason.trim() }, version),
    done: () => {
      onClose();
      void refreshRequests(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/purpose': t('request.purpose'), '/reason': t('request.reason') };
  return (
    <Dialog title={t('request.mend_title', { register: request.register })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('request.submit')} onCancel={onClose}>
        <FormItem label={labels['/purpose']} id={inputId('/purpose')} error={errors['/purpose']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.purpose} onChange={(event) => set({ purpose: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required>
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2 }} maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
