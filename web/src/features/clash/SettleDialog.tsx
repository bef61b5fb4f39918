import { useQueryClient } from '@tanstack/react-query';
import { DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { settleClash, type ClashCase } from '@/api/clash';
import { useMe } from '@/app/me';
import { addDays } from '@/features/customer/list/filters';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { useKeepClash } from './shared';

/** The owner's side shares the customer with who asked; nobody need rule. */
export function SettleDialog({ clash, onClose }: { clash: ClashCase; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const keep = useKeepClash(useQueryClient());
  const form = useForm<{ until: string; reason: string }, ClashCase>({
    initial: { until: addDays(me.today, 90), reason: clash.reason },
    version: clash.version,
    check: (values): FieldErrors => (values.reason.trim() ? {} : { '/reason': t('customer.reason_needed') }),
    submit: ({ until, reason }, version) => settleClash(clash.id, until, reason.trim(), version),
    done: (now) => {
      onClose();
      keep(now);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/until': t('customer.share_last_day'), '/reason': t('customer.share_reason') };
  return (
    <Dialog title={t('clash.settle_title', { name: clash.applicant.name })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('clash.settle')} onCancel={onClose}>
        <p>{t('clash.settle_text', { name: clash.applicant.name, department: clash.applicant_department })}</p>
        <FormItem label={labels['/until']} id={inputId('/until')} error={errors['/until']} required>
          {(control) => (
            <DatePicker
              {...control}
              style={{ width: '100%' }}
              allowClear={false}
              value={dayjs(values.until)}
              minDate={dayjs(me.today)}
              maxDate={dayjs(addDays(me.today, 365))}
              onChange={(day) => set({ until: day ? day.format('YYYY-MM-DD') : values.until })}
            />
          )}
        </FormItem>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
