import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Popover } from 'antd';
import { Lock, Pencil } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { changeCustomer, customerQuery, keepCustomer, type Customer, type CustomerRow } from '@/api/customer';
import type { Field, FieldValue } from '@/api/types';
import { useI18n } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FieldValue as FieldText } from '@/shared/form/FieldValue';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { useWhy } from '@/shared/layout/Locked';
import { QueryGate } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import css from './list.module.css';

/** A fact in the list: a pencil where it can be mended in place, a lock with the reason where it cannot. */
export function InlineCell({ row, field, children }: { row: CustomerRow; field: Field; children: ReactNode }) {
  const { t, locale } = useI18n();
  const why = useWhy();
  const [open, setOpen] = useState(false);

  // Hundreds of cells: nothing heavier than a button until one is pressed. The panel is the keyboard's way.
  const reason = why(row.actions.edit);
  if (reason !== null) {
    return (
      <span className={css.cell}>
        <span className={css.cellText}>{children}</span>
        <span className={css.cellLock} title={reason}>
          <Lock size={13} aria-hidden />
        </span>
      </span>
    );
  }
  const pencil = (
    <button type="button" tabIndex={-1} className={css.pencil} data-on={open || undefined} onClick={() => setOpen(true)} aria-label={t('customer_list.edit_cell', { field: labelText(field.label, locale), name: row.name })}>
      <Pencil size={13} aria-hidden />
    </button>
  );
  return (
    <span className={css.cell}>
      <span className={css.cellText}>{children}</span>
      {open ? (
        <Popover open trigger="click" placement="bottomRight" destroyOnHidden onOpenChange={setOpen} content={<CellEditor id={row.id} field={field} onClose={() => setOpen(false)} />}>
          {pencil}
        </Popover>
      ) : (
        pencil
      )}
    </span>
  );
}

function CellEditor({ id, field, onClose }: { id: string; field: Field; onClose: () => void }) {
  // The row may be old; what is changed is what stands on file now.
  const query = useQuery(customerQuery(id));
  const why = useWhy();
  return (
    <div className={css.cellEditor}>
      <QueryGate query={query}>
        {(customer) => {
          const reason = why(customer.actions.edit);
          return reason === null ? (
            <CellForm customer={customer} field={field} onClose={onClose} />
          ) : (
            <p className={css.cellWhy}>
              <Lock size={16} aria-hidden />
              {reason}
            </p>
          );
        }}
      </QueryGate>
    </div>
  );
}

function CellForm({ customer, field, onClose }: { customer: Customer; field: Field; onClose: () => void }) {
  const { locale } = useI18n();
  const client = useQueryClient();
  const pointer = `/values/${field.key}`;
  const form = useForm<{ value: FieldValue }, Customer>({
    initial: { value: customer.values[field.key] ?? null },
    version: customer.version,
    submit: ({ value }, version) => changeCustomer(customer.id, { values: { [field.key]: value } }, version),
    rename: (at) => (at === pointer ? '/value' : at),
    done: (changed) => {
      keepCustomer(client, changed);
      onClose();
    },
    reload: async () => {
      const now = await client.query({ ...customerQuery(customer.id), staleTime: 0 });
      return { values: { value: now.values[field.key] ?? null }, version: now.version };
    },
  });
  const label = labelText(field.label, locale);
  return (
    <FormFrame
      form={form}
      labels={{ '/value': label }}
      onCancel={onClose}
      conflictFields={[{ label, read: (one) => one.value, show: (value) => <FieldText field={field} value={value as FieldValue} /> }]}
    >
      <FormItem label={label} id={form.inputId('/value')} error={form.errors['/value']} hint={field.help ? labelText(field.help, locale) : undefined}>
        {(control) => <FieldInput field={field} control={control} autoFocus value={form.values.value} onChange={(value) => form.set({ value })} />}
      </FormItem>
    </FormFrame>
  );
}
