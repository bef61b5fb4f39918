import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Radio } from 'antd';
import { cardTemplatesQuery } from '@/api/cardTemplate';
import { changeCustomer, keepCustomer, type Customer } from '@/api/customer';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import css from './record.module.css';

/** Another card for the customer; facts without a place on it stay on file, under their own heading. */
export function TemplateDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const { data } = useQuery(cardTemplatesQuery);
  const form = useForm<{ template: string }, Customer>({
    initial: { template: customer.template },
    version: customer.version,
    submit: ({ template }, version) => changeCustomer(customer.id, { template }, version),
    done: (changed) => {
      keepCustomer(client, changed);
      onClose();
    },
  });
  const fitting = (data?.items ?? []).filter((one) => (one.kind === 'both' || one.kind === customer.kind) && one.active);
  return (
    <Dialog title={t('customer.change_template')} onClose={onClose}>
      <FormFrame form={form} labels={{ '/template': t('customer.template') }} onCancel={onClose}>
        <FormItem label={t('customer.template')} id={form.inputId('/template')} error={form.errors['/template']} group hint={t('customer.change_template_hint')}>
          {() => (
            <Radio.Group
              className={css.column}
              aria-label={t('customer.template')}
              value={form.values.template}
              onChange={(event) => form.set({ template: event.target.value as string })}
              options={fitting.map((one) => ({ value: one.code, label: one.name }))}
            />
          )}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
