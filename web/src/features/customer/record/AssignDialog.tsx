import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { assignCustomer, customerQuery, refreshCustomer, type Customer } from '@/api/customer';
import { isProblem } from '@/api/problem';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** Gives the customer to another owner, and says what follows before it is done. */
export function AssignDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ owner_id: string | null; reason: string }, unknown>({
    initial: { owner_id: null, reason: '' },
    version: customer.version,
    check: (values): FieldErrors => ({
      ...(values.owner_id ? {} : { '/owner_id': t('customer.pick_owner_first') }),
      ...(values.reason.trim() ? {} : { '/reason': t('customer.reason_needed') }),
    }),
    submit: async ({ owner_id, reason }, version) => {
      const give = (at: number) => assignCustomer(customer.id, owner_id ?? '', reason.trim(), at);
      try {
        await give(version);
      } catch (error) {
        // A change of facts does not stand against a change of hands; another change of hands does.
        if (!isProblem(error, 'precondition_failed')) throw error;
        const now = await client.query({ ...customerQuery(customer.id), staleTime: 0 });
        if (now.owner.id !== customer.owner.id) throw error;
        await give(now.version);
      }
    },
    done: () => {
      onClose();
      void refreshCustomer(client, customer.id);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/owner_id': t('customer.new_owner'), '/reason': t('customer.reason') };
  return (
    <Dialog title={t('customer.assign_title', { name: customer.name })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('customer.assign')} onCancel={onClose}>
        <p>{t('customer.assign_from', { owner: customer.owner.name, department: customer.department.name })}</p>
        <FormItem label={labels['/owner_id']} id={inputId('/owner_id')} error={errors['/owner_id']} hint={t('customer.owner_hint')} required>
          {(control) => <PersonPicker control={control} value={values.owner_id} only={(id) => id !== customer.owner.id} onChange={(owner_id) => set({ owner_id })} />}
        </FormItem>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
