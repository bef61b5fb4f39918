import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { NEWS_KINDS, refreshNews, reportNews, type NewsKind, type UrgentNews } from '@/api/urgentNews';
import { CustomerPicker, type PickedCustomer } from '@/features/card/read/CustomerPicker';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeInfo } from '@/shared/overlay/notice';

/** What has to be known at once: market, product, or a major matter with a customer. */
export function NewsDialog({ customer = null, onClose }: { customer?: PickedCustomer | null; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const form = useForm<{ kind: NewsKind; text: string; customer: PickedCustomer | null; confidential: boolean }, UrgentNews>({
    initial: { kind: customer ? 'major_matter' : 'market', text: '', customer, confidential: false },
    check: ({ text }): FieldErrors => (text.trim() ? {} : { '/text': t('news.text_needed') }),
    submit: (values) =>
      reportNews({ kind: values.kind, text: values.text.trim(), confidential: values.confidential, ...(values.customer ? { customer_id: values.customer.id } : {}) }, key),
    done: (news) => {
      onClose();
      noticeInfo(t('news.sent', { names: news.recipients.map((one) => one.person.name).join(t('common.list_comma')) }));
      void refreshNews(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/kind': t('news.kind'), '/text': t('news.text'), '/customer_id': t('news.customer') };
  return (
    <Dialog title={t('news.report')} onClose={onClose} keepOpen={form.dirty} width={560}>
      <FormFrame form={form} labels={labels} action={t('news.send')} onCancel={onClose}>
        <FormItem label={labels['/kind']} id={inputId('/kind')} error={errors['/kind']}>
          {() => (
            <Radio.Group
              aria-label={labels['/kind']}
              value={values.kind}
              onChange={(event) => set({ kind: event.target.value as NewsKind })}
              options={NEWS_KINDS.map((one) => ({ value: one, label: t(`news.kind_${one}`) }))}
            />
          )}
        </FormItem>
        <FormItem label={labels['/text']} id={inputId('/text')} error={errors['/text']} required>
          {(control) => (
            <Input.TextArea {...control} data-autofocus autoSize={{ minRows: 4, maxRows: 12 }} maxLength={2000} value={values.text} onChange={(event) => set({ text: event.target.value })} />
          )}
        </FormItem>
        <FormItem label={labels['/customer_id']} id={inputId('/customer_id')} error={errors['/customer_id']}>
          {() => <CustomerPicker label={labels['/customer_id']} offered={customer ? [customer] : []} value={values.customer} onChange={(picked) => set({ customer: picked })} />}
        </FormItem>
        <Checkbox checked={values.confidential} onChange={(event) => set({ confidential: event.target.checked })}>
          {t('news.confidential_box')}
        </Checkbox>
        <p>{t(values.confidential ? 'news.reaches_head' : 'news.reaches_both')}</p>
      </FormFrame>
    </Dialog>
  );
}
