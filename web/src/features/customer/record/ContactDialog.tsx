import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { changeContact, contactsQuery, createContact, type Contact } from '@/api/contact';
import { refreshCustomer, type Customer } from '@/api/customer';
import { newKey } from '@/api/http';
import type { FieldValue as Value, FieldValues } from '@/api/types';
import { useI18n } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FieldValue } from '@/shared/form/FieldValue';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { labelText } from '@/shared/text/label';
import type { Card, PlacedGroup } from '../catalogue';
import { useDiscard } from '../useDiscard';
import { changeOf, factKey, factsOf, type Facts } from './facts';
import css from './record.module.css';

interface Props {
  customer: Customer;
  card: Card;
  /** `null`: a new one. */
  contact: Contact | null;
  /** The first contact of a customer is the one to turn to. */
  first: boolean;
  onClose: () => void;
}

/** The groups a contact's form has: the card's, or all there are where the card says nothing of contacts. */
export function contactGroups(card: Card): PlacedGroup[] {
  if (card.contact.length > 0) return card.contact;
  const keys = [...new Set([...card.contactFields.values()].map((field) => field.group))];
  return keys.map((key) => ({
    key,
    label: { zh: '', en: '' },
    fields: [...card.contactFields.values()].filter((field) => field.group === key).map((field) => ({ field, required: false, expected: false })),
  }));
}

export function ContactDialog({ customer, card, contact, first, onClose }: Props) {
  const { t, locale, maybe } = useI18n();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const [primary, setPrimary] = useState(contact?.primary ?? first);
  const groups = contactGroups(card);
  const fields = groups.flatMap((group) => group.fields);
  const keys = ['name', ...fields.map(({ field }) => factKey(field.key))];
  const [before, setBefore] = useState(() => factsOf(contact ?? { name: '', values: {} }, keys));

  const form = useForm<Facts, unknown>({
    initial: before,
    version: contact?.version,
    check: (facts): FieldErrors => (String(facts.name ?? '').trim() ? {} : { '/name': t('customer.contact_name_needed') }),
    submit: (facts, version) => {
      if (contact) {
        return changeContact(contact.id, { ...changeOf(before, facts), ...(primary && !contact.primary ? { primary } : {}) }, version);
      }
      const values: FieldValues = Object.fromEntries(Object.entries(changeOf({}, facts).values).filter(([, value]) => value !== null));
      return createContact(customer.id, { name: String(facts.name), values, primary }, key);
    },
    done: () => {
      onClose();
      void refreshCustomer(client, customer.id);
    },
    ...(contact
      ? {
          reload: async () => {
            const all = await client.query({ ...contactsQuery(customer.id), staleTime: 0 });
            const now = all.items.find((one) => one.id === contact.id) ?? contact;
            const theirs = factsOf(now, keys);
            setBefore(theirs);
            return { values: theirs, version: now.version };
          },
        }
      : {}),
  });
  const { discard, question } = useDiscard(form.dirty, onClose);
  const labels: Record<string, string> = { '/name': t('customer.contact_name') };
  for (const { field } of fields) labels[`/${factKey(field.key)}`] = labelText(field.label, locale);

  return (
    <Dialog title={contact ? t('customer.contact_edit', { name: contact.name }) : t('customer.contact_add')} onClose={discard} width={680} kind="sheet" keepOpen>
      <FormFrame
        form={form}
        labels={labels}
        onCancel={discard}
        conflictFields={[
          { label: t('customer.contact_name'), read: (facts: Facts) => facts.name },
          ...fields.map(({ field }) => ({
            label: labelText(field.label, locale),
            read: (facts: Facts) => facts[factKey(field.key)],
            show: (value: unknown) => <FieldValue field={field} value={value as Value} />,
          })),
        ]}
      >
        <FormItem label={t('customer.contact_name')} id={form.inputId('/name')} error={form.errors['/name']} required>
          {(control) => <Input {...control} autoComplete="off" autoFocus value={String(form.values.name ?? '')} onChange={(event) => form.set({ name: event.target.value })} />}
        </FormItem>
        {groups.map((group) => (
          <fieldset key={group.key} className={css.fields}>
            <legend>{labelText(group.label, locale) || maybe(`customer.group_${group.key}`)}</legend>
            <div className={css.formGrid}>
              {group.fields.map(({ field, required }) => {
                const at = factKey(field.key);
                return (
                  <div key={at} data-long={field.field_type === 'long_text' || undefined}>
                    <FormItem label={labelText(field.label, locale)} id={form.inputId(`/${at}`)} error={form.errors[`/${at}`]} hint={field.help ? labelText(field.help, locale) : undefined} required={required}>
                      {(control) => <FieldInput field={field} control={control} value={form.values[at]} onChange={(value) => form.set({ [at]: value })} />}
                    </FormItem>
                  </div>
                );
              })}
            </div>
          </fieldset>
        ))}
        {!contact?.primary && !first && (
          <p>
            <Checkbox checked={primary} onChange={(event) => setPrimary(event.target.checked)}>
              {t('customer.make_primary')}
            </Checkbox>
          </p>
        )}
      </FormFrame>
      {question}
    </Dialog>
  );
}
