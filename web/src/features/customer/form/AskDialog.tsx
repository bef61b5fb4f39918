import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { askClash, type ClashCase, type ClashWish } from '@/api/clash';
import type { Clash, CustomerInput } from '@/api/customer';
import { newKey } from '@/api/http';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

/** What somebody is about to ask for. */
export interface Asking {
  /** As it was sent when the clash was told. */
  input: CustomerInput;
  clash: Clash;
  wish: ClashWish;
}

interface Props extends Asking {
  onAsked: (asked: ClashCase) => void;
  onClose: () => void;
}

/** Asks the other side for a share, or the custodian for a ruling. All but the reason is known. */
export function AskDialog({ input, clash, wish, onAsked, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const form = useForm<{ reason: string }, ClashCase>({
    initial: { reason: '' },
    check: ({ reason }): FieldErrors => (reason.trim() ? {} : { '/reason': t('clash.reason_needed') }),
    submit: ({ reason }) => askClash({ customer: input, reference: clash.reference, wish, reason: reason.trim() }, key),
    done: (asked) => {
      void client.invalidateQueries({ queryKey: ['clashes', 'list'] });
      onAsked(asked);
      onClose();
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/reason': t('clash.reason'), '/reference': t('clash.title'), '/wish': t('clash.wish') };
  return (
    <Dialog title={t(`clash.ask_${wish}_title`, { name: input.name.trim() })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t(`clash.ask_${wish}`)} onCancel={onClose}>
        <p>{t(`clash.ask_${wish}_text`, { department: clash.department })}</p>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} hint={t('clash.ask_hint')} required>
          {(control) => <Input.TextArea {...control} rows={3} maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
