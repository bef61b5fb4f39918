import { useQueryClient } from '@tanstack/react-query';
import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { changeItem, refreshLoans, registerItem, type LoanItem } from '@/api/loan';
import type { Id } from '@/api/types';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

interface Values {
  title: string;
  pages: number;
  copies: number;
  place: string;
  note: string;
}

/** Puts an original on the register, or changes what stands there. */
export function ItemDialog({ customer, item, onClose }: { customer: Id; item?: LoanItem; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const form = useForm<Values, LoanItem>({
    initial: { title: item?.title ?? '', pages: item?.pages ?? 1, copies: item?.copies ?? 1, place: item?.place ?? '', note: item?.note ?? '' },
    ...(item ? { version: item.version } : {}),
    check: ({ title, place }): FieldErrors => ({
      ...(title.trim() ? {} : { '/title': t('loan.item_title_needed') }),
      ...(place.trim() ? {} : { '/place': t('loan.item_place_needed') }),
    }),
    submit: (values, version) => {
      const body = { ...values, title: values.title.trim(), place: values.place.trim(), note: values.note.trim() || null };
      return item ? changeItem(item.id, body, version) : registerItem(customer, body, key);
    },
    done: () => {
      onClose();
      void refreshLoans(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/title': t('loan.item_title'), '/pages': t('loan.pages'), '/copies': t('loan.copies'), '/place': t('loan.item_place'), '/note': t('loan.item_note') };
  const line = (name: 'title' | 'place' | 'note', required: boolean) => (
    <FormItem label={labels[`/${name}`]} id={inputId(`/${name}`)} error={errors[`/${name}`]} required={required}>
      {(control) => <Input {...control} autoComplete="off" maxLength={200} value={values[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </FormItem>
  );
  const count = (name: 'pages' | 'copies') => (
    <FormItem label={labels[`/${name}`]} id={inputId(`/${name}`)} error={errors[`/${name}`]} required>
      {(control) => <InputNumber {...control} min={1} max={100_000} precision={0} value={values[name]} onChange={(value) => set({ [name]: value ?? 1 })} />}
    </FormItem>
  );
  const action = t(item ? 'loan.change' : 'loan.register');
  return (
    <Dialog title={item ? `${action} ${item.number}` : action} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={action} onCancel={onClose}>
        {line('title', true)}
        {count('pages')}
        {count('copies')}
        {line('place', true)}
        {line('note', false)}
      </FormFrame>
    </Dialog>
  );
}
