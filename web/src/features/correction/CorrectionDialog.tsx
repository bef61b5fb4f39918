import { useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { refreshCorrections, reportCorrection } from '@/api/correction';
import type { Customer } from '@/api/customer';
import { newKey } from '@/api/http';
import type { Field, FieldValue as Value, Id } from '@/api/types';
import { isBlank, useFields } from '@/features/customer/catalogue';
import { useI18n } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FieldValue } from '@/shared/form/FieldValue';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeInfo } from '@/shared/overlay/notice';
import { labelText } from '@/shared/text/label';

interface Props {
  customer: Pick<Customer, 'id' | 'name' | 'values'>;
  /** The contact whose fact it is. */
  contact?: { id: Id; name: string; values: Customer['values'] };
  /** What is already known to be wrong, and what was to be written instead. */
  given?: { field: string; value: Value };
  onClose: () => void;
}

/** Reports an error in a file, with what is right. */
export function CorrectionDialog({ customer, contact, given, onClose }: Props) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const fields = useFields(contact ? 'contact' : 'customer');
  const [key] = useState(newKey);
  const file = contact ?? customer;
  const form = useForm<{ field: string; value: Value; reason: string; source: string }, unknown>({
    initial: { field: given?.field ?? 'name', value: given?.value ?? null, reason: '', source: '' },
    check: (values): FieldErrors => ({
      ...(values.reason.trim() ? {} : { '/reason': t('correction.reason_needed') }),
      ...(values.source.trim() ? {} : { '/source': t('correction.source_needed') }),
    }),
    submit: ({ field, value, reason, source }) =>
      reportCorrection({ customer_id: customer.id, ...(contact ? { contact_id: contact.id } : {}), field, value: value ?? null, reason: reason.trim(), source: source.trim() }, key),
    done: () => {
      onClose();
      noticeInfo(t('correction.reported'));
      void refreshCorrections(client, customer.id);
    },
  });
  const { values, set, errors, inputId } = form;
  const named: Field | undefined = fields.get(values.field);
  const before = values.field === 'name' ? file.name : file.values[values.field];
  const labels = { '/field': t('correction.field'), '/value': t('correction.right'), '/reason': t('correction.reason'), '/source': t('correction.source') };
  const known = [...fields.values()].filter((one) => one.active && !isBlank(file.values[one.key]));
  const options = [{ value: 'name', label: contact ? t('correction.contact_name') : t('customer.name') }, ...known.map((one) => ({ value: one.key, label: labelText(one.label, locale) }))];
  return (
    <Dialog title={t('correction.report_title', { name: file.name })} onClose={onClose} keepOpen={form.dirty} width={560}>
      <FormFrame form={form} labels={labels} action={t('correction.report')} onCancel={onClose}>
        <p>{t('correction.report_text')}</p>
        <FormItem label={labels['/field']} id={inputId('/field')} error={errors['/field']} required>
          {(control) => <Select {...control} disabled={given !== undefined} options={options} value={values.field} onChange={(field: string) => set({ field, value: null })} />}
        </FormItem>
        <p>
          {t('correction.on_file')} {named ? <FieldValue field={named} value={before} /> : String(before ?? '')}
        </p>
        <FormItem label={labels['/value']} id={inputId('/value')} error={errors['/value']} required>
          {(control) =>
            named ? (
              <FieldInput field={named} control={control} value={values.value} onChange={(value) => set({ value })} />
            ) : (
              <Input {...control} autoComplete="off" value={typeof values.value === 'string' ? values.value : ''} onChange={(event) => set({ value: event.target.value })} />
            )
          }
        </FormItem>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/source']} id={inputId('/source')} error={errors['/source']} required hint={t('correction.source_hint')}>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.source} onChange={(event) => set({ source: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
