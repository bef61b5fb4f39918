import { Button, Input } from 'antd';
import { proposeChange, walkCustomer, type MonthCheck, type WalkedCustomer, type WalkedFact } from '@/api/monthCheck';
import type { Field, FieldValue } from '@/api/types';
import { useT } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import css from './monthCheck.module.css';

interface Props {
  check: MonthCheck;
  one: WalkedCustomer;
  fact: WalkedFact;
  field: Field | undefined;
  onChange: (now: WalkedCustomer) => void;
  onClose: () => void;
}

/** What a fact should be, and why. The rules of an ordinary edit hold already. */
export function ProposalDialog({ check, one, fact, field, onChange, onClose }: Props) {
  const t = useT();
  const form = useForm<{ value: FieldValue; reason: string }, WalkedCustomer>({
    initial: { value: fact.value, reason: '' },
    submit: async ({ value, reason }) => {
      await proposeChange(check.id, {
        customer_id: one.customer.id,
        ...(fact.contact ? { contact_id: fact.contact.id } : {}),
        field: fact.field,
        value,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      });
      return walkCustomer(check.id, one.customer.id, one.state?.marked ?? []);
    },
    done: (now) => {
      onChange(now);
      onClose();
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/value': t('month_check.propose_value'), '/reason': t('month_check.propose_reason') };
  return (
    <Dialog title={t('month_check.propose_title', { label: fact.label })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('month_check.propose_send')} onCancel={onClose}>
        <FormItem label={labels['/value']} id={inputId('/value')} error={errors['/value']} required>
          {(control) =>
            field ? (
              <FieldInput field={field} control={control} autoFocus value={values.value} onChange={(value) => set({ value })} />
            ) : (
              <Input {...control} autoComplete="off" autoFocus value={String(values.value ?? '')} onChange={(event) => set({ value: event.target.value })} />
            )
          }
        </FormItem>
        {field && values.value !== null && (
          <p className={css.clear}>
            <Button size="small" type="link" onClick={() => set({ value: null })}>
              {t('month_check.clear_value')}
            </Button>
          </p>
        )}
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']}>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
