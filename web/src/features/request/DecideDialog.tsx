import { useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { decideRequest, refreshRequests, type Request, type RequestDecisionInput } from '@/api/request';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { useSeat } from './RequestEntry';

interface Values {
  reason: string;
  /** -1: the applicant. */
  step: number;
}

/** Deciding in one's turn. */
export function DecideDialog({ request, verdict, onClose }: { request: Request; verdict: RequestDecisionInput['verdict']; onClose: () => void }) {
  const t = useT();
  const seat = useSeat();
  const client = useQueryClient();
  const needed = verdict !== 'approve';
  const form = useForm<Values, unknown>({
    initial: { reason: '', step: -1 },
    version: request.version,
    check: ({ reason }): FieldErrors => (needed && !reason.trim() ? { '/reason': t('request.reason_needed') } : {}),
    submit: ({ reason, step }, version) => decideRequest(request.id, { verdict, reason: reason.trim(), ...(step >= 0 ? { step } : {}) }, version),
    done: () => {
      onClose();
      void refreshRequests(client, request.customer?.id);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/reason': t('request.opinion'), '/step': t('request.back_to') };
  const earlier = request.steps.slice(0, request.step ?? 0).map((step, at) => ({ value: at, label: step.seats.map(seat).join(t(`request.join_${step.mode}`)) }));
  return (
    <Dialog title={t(`request.title_${verdict}`, { register: request.register })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t(`request.${verdict}`)} danger={verdict === 'refuse'} onCancel={onClose}>
        {verdict === 'send_back' && (
          <FormItem label={labels['/step']} id={inputId('/step')} error={errors['/step']} required>
            {(control) => <Select {...control} style={{ width: '100%' }} options={[{ value: -1, label: t('request.applicant') }, ...earlier]} value={values.step} onChange={(step: number) => set({ step })} />}
          </FormItem>
        )}
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required={needed}>
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2 }} maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
