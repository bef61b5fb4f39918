import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { customerQuery, keepCustomer, type Customer } from '@/api/customer';
import type { FieldValue as Value } from '@/api/types';
import { CorrectionOffer, verifiedFields } from '@/features/correction/CorrectionOffer';
import { useI18n } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FieldValue } from '@/shared/form/FieldValue';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { labelText } from '@/shared/text/label';
import type { PlacedGroup } from '../catalogue';
import { useDiscard } from '../useDiscard';
import { changeOf, factKey, factsOf, saveFacts, type Facts } from './facts';
import css from './record.module.css';

interface Props {
  customer: Customer;
  group: PlacedGroup;
  named: boolean;
  onClose: () => void;
}

/** Editing happens in the group. What others changed meanwhile stands beside it and is never overwritten. */
export function FactForm({ customer, group, named, onClose }: Props) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const keys = [...(named ? ['name'] : []), ...group.fields.map(({ field }) => factKey(field.key))];
  const [reason, setReason] = useState('');
  const [verified, setVerified] = useState<readonly string[]>([]);
  const [before, setBefore] = useState(() => factsOf(customer, keys));

  const form = useForm<Facts, Customer | null>({
    initial: before,
    version: customer.version,
    check: (facts): FieldErrors => ({
      ...(named && !String(facts.name ?? '').trim() ? { '/name': t('customer.name_needed') } : {}),
    }),
    submit: async (facts, version) => {
      const change = changeOf(before, facts);
      if (change.name === undefined && Object.keys(change.values).length === 0) return null;
      try {
        return await saveFacts(client, customer.id, before, { ...change, ...(reason.trim() ? { reason: reason.trim() } : {}) }, version);
      } catch (error) {
        setVerified(verifiedFields(error));
        throw error;
      }
    },
    done: (changed) => {
      if (changed) keepCustomer(client, changed);
      onClose();
    },
    reload: async () => {
      const now = await client.query({ ...customerQuery(customer.id), staleTime: 0 });
      const theirs = factsOf(now, keys);
      setBefore(theirs);
      return { values: theirs, version: now.version };
    },
  });

  const { discard, question } = useDiscard(form.dirty, onClose);
  const labels: Record<string, string> = { '/name': t('customer.name'), '/reason': t('customer.reason') };
  for (const { field } of group.fields) labels[`/${factKey(field.key)}`] = labelText(field.label, locale);

  return (
    <>
    <FormFrame
      form={form}
      labels={labels}
      onCancel={discard}
      conflictFields={[
        ...(named ? [{ label: t('customer.name'), read: (facts: Facts) => facts.name }] : []),
        ...group.fields.map(({ field }) => ({
          label: labelText(field.label, locale),
          read: (facts: Facts) => facts[factKey(field.key)],
          show: (value: unknown) => <FieldValue field={field} value={value as Value} />,
        })),
      ]}
    >
      <div className={css.formGrid}>
        {named && (
          <div data-long>
            <FormItem label={t('customer.name')} id={form.inputId('/name')} error={form.errors['/name']} required>
              {(control) => <Input {...control} autoComplete="off" autoFocus value={String(form.values.name ?? '')} onChange={(event) => form.set({ name: event.target.value })} />}
            </FormItem>
          </div>
        )}
        {group.fields.map(({ field, required }, index) => {
          const key = factKey(field.key);
          const long = field.field_type === 'long_text' || field.field_type === 'yes_no' || field.key === 'address';
          return (
            <div key={key} data-long={long || undefined}>
              <FormItem label={labelText(field.label, locale)} id={form.inputId(`/${key}`)} error={form.errors[`/${key}`]} hint={field.help ? labelText(field.help, locale) : undefined} required={required}>
                {(control) => <FieldInput field={field} control={control} autoFocus={!named && index === 0} value={form.values[key]} onChange={(value) => form.set({ [key]: value })} />}
              </FormItem>
            </div>
          );
        })}
      </div>
      <FormItem label={t('customer.change_reason')} id={form.inputId('/reason')} error={form.errors['/reason']}>
        {(control) => <Input {...control} autoComplete="off" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </FormItem>
    </FormFrame>
    <CorrectionOffer
      customer={customer}
      fields={verified}
      value={(field) => form.values[field === 'name' ? 'name' : factKey(field)] ?? null}
      label={(field) => labels[field === 'name' ? '/name' : `/${factKey(field)}`] ?? field}
    />
    {question}
    </>
  );
}
