import { useQueryClient } from '@tanstack/react-query';
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { customerKey } from '@/api/customer';
import { newKey } from '@/api/http';
import { EVENT_KINDS, obligationsKey, reportEvent, type EventKind } from '@/api/obligation';
import { useTimeContext } from '@/app/me';
import { clockText, instantOf } from '@/features/customer/record/instant';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

interface Values {
  kind: EventKind;
  happened_at: string | null;
  note: string;
}

/** Notes what happened to a customer; what is to be done because of it is opened at once. */
export function ReportDialog({ customer, onClose }: { customer: { id: string; name: string }; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const { timeZone } = useTimeContext();
  const [key] = useState(newKey);
  const [now] = useState(() => clockText(new Date().toISOString(), timeZone));
  const form = useForm<Values, unknown>({
    initial: { kind: 'contact_replaced', happened_at: now, note: '' },
    check: (values): FieldErrors => (values.happened_at ? {} : { '/happened_at': t('customer.when_needed') }),
    submit: ({ kind, happened_at, note }) => reportEvent(customer.id, kind, instantOf(happened_at ?? now, timeZone), note.trim(), key),
    done: () => {
      void client.invalidateQueries({ queryKey: obligationsKey });
      void client.invalidateQueries({ queryKey: customerKey(customer.id) });
      onClose();
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/kind': t('obligation.what_happened'), '/happened_at': t('customer.when'), '/note': t('obligation.note') };
  return (
    <Dialog title={t('obligation.report_title', { name: customer.name })} onClose={onClose} keepOpen={form.dirty} width={520}>
      <FormFrame form={form} labels={labels} action={t('obligation.report')} onCancel={onClose}>
        <FormItem label={labels['/kind']} id={inputId('/kind')} error={errors['/kind']}>
          {(control) => (
            <Select {...control} style={{ width: '100%' }} value={values.kind} options={EVENT_KINDS.map((one) => ({ value: one, label: t(`obligation.event_${one}`) }))} onChange={(kind: EventKind) => set({ kind })} />
          )}
        </FormItem>
        <FormItem label={labels['/happened_at']} id={inputId('/happened_at')} error={errors['/happened_at']} hint={t('obligation.happened_hint')} required>
          {(control) => (
            <DatePicker
              {...control}
              style={{ width: '100%' }}
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              needConfirm={false}
              value={values.happened_at ? dayjs(values.happened_at) : null}
              onChange={(at) => set({ happened_at: at ? at.format('YYYY-MM-DDTHH:mm') : null })}
            />
          )}
        </FormItem>
        <FormItem label={labels['/note']} id={inputId('/note')} error={errors['/note']}>
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} value={values.note} onChange={(event) => set({ note: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
