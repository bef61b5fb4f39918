import { Input, Select } from 'antd';
import { useMemo } from 'react';
import { bulkCustomers, type BulkOutcome } from '@/api/customer';
import type { FieldValue, Id } from '@/api/types';
import { useI18n } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { labelText } from '@/shared/text/label';
import { useFields } from '../catalogue';

interface Props {
  deed: 'set' | 'owner';
  ids: readonly Id[];
  onClose: () => void;
  onDone: (results: readonly BulkOutcome[]) => void;
}

interface Values {
  field: string | null;
  value: FieldValue;
  owner_id: Id | null;
  reason: string;
}

/** One fact, or another owner, for many customers. */
export function BulkDialog({ deed, ids, onClose, onDone }: Props) {
  const { t, locale, maybe } = useI18n();
  const fields = useFields('customer');
  const form = useForm<Values, { results: BulkOutcome[] }>({
    initial: { field: null, value: null, owner_id: null, reason: '' },
    check: (values): FieldErrors => ({
      ...(deed === 'set' && !values.field ? { '/field': t('customer_list.pick_field_first') } : {}),
      ...(deed === 'owner' && !values.owner_id ? { '/owner_id': t('customer.pick_owner_first') } : {}),
      ...(deed === 'owner' && !values.reason.trim() ? { '/reason': t('customer.reason_needed') } : {}),
    }),
    submit: ({ field, value, owner_id, reason }) =>
      bulkCustomers(ids, deed === 'set' ? { set: { [field ?? '']: value } } : { owner_id: owner_id ?? '' }, reason.trim()),
    done: ({ results }) => onDone(results),
    rename: (pointer) => pointer.replace(/^\/action\/set\/.*/, '/value').replace('/action/owner_id', '/owner_id'),
  });
  const { values, set, errors, inputId } = form;
  const field = values.field ? fields.get(values.field) : undefined;

  const options = useMemo(() => {
    const groups = new Map<string, { value: string; label: string }[]>();
    for (const one of fields.values()) {
      const group = maybe(`customer.group_${one.group}`) ?? t('customer.group_custom');
      groups.set(group, [...(groups.get(group) ?? []), { value: one.key, label: labelText(one.label, locale) }]);
    }
    return [...groups].map(([label, own]) => ({ label, options: own }));
  }, [fields, locale, maybe, t]);

  const labels = {
    '/field': t('customer_list.bulk_field'),
    '/value': field ? labelText(field.label, locale) : t('customer_list.bulk_value'),
    '/owner_id': t('customer.new_owner'),
    '/reason': t('customer.reason'),
  };
  return (
    <Dialog title={t(deed === 'set' ? 'customer_list.bulk_set_title' : 'customer_list.bulk_owner_title', { count: ids.length })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} onCancel={onClose} action={t('customer_list.bulk_apply', { count: ids.length })}>
        {deed === 'set' ? (
          <>
            <FormItem label={labels['/field']} id={inputId('/field')} error={errors['/field']} required>
              {(control) => (
                <Select {...control} style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} placeholder={t('common.pick')} value={values.field} options={options} onChange={(key: string) => set({ field: key, value: null })} />
              )}
            </FormItem>
            {field && (
              <FormItem label={labels['/value']} id={inputId('/value')} error={errors['/value']} hint={t('customer_list.bulk_clear_hint')}>
                {(control) => <FieldInput key={field.key} field={field} control={control} value={values.value} onChange={(value) => set({ value })} />}
              </FormItem>
            )}
          </>
        ) : (
          <FormItem label={labels['/owner_id']} id={inputId('/owner_id')} error={errors['/owner_id']} hint={t('customer.owner_hint')} required>
            {(control) => <PersonPicker control={control} value={values.owner_id} onChange={(owner_id) => set({ owner_id })} />}
          </FormItem>
        )}
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required={deed === 'owner'}>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
