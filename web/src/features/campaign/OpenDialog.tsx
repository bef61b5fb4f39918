import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { DatePicker, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { CAMPAIGN_KINDS, openCampaign, refreshCampaigns, type Campaign, type CampaignKind } from '@/api/campaign';
import { cardTemplatesQuery } from '@/api/cardTemplate';
import { newKey } from '@/api/http';
import { departmentsQuery } from '@/api/organisation';
import { useMe } from '@/app/me';
import { addDays } from '@/features/customer/list/filters';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';

interface Values {
  kind: CampaignKind;
  title: string;
  departments: string[];
  templates: string[];
  due_on: string;
}

/** Opens a campaign: what for, which customers, until when. */
export function OpenDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const departments = useQuery(departmentsQuery).data?.items ?? [];
  const templates = useQuery(cardTemplatesQuery).data?.items ?? [];
  const form = useForm<Values, Campaign>({
    initial: { kind: 'verification', title: '', departments: [], templates: [], due_on: addDays(me.today, 30) },
    check: ({ title }): FieldErrors => (title.trim() ? {} : { '/title': t('campaign.title_needed') }),
    submit: (values) => {
      const filters = [
        ...(values.departments.length > 0 ? [`department:in:${values.departments.join(',')}`] : []),
        ...(values.templates.length > 0 ? [`template:in:${values.templates.join(',')}`] : []),
      ];
      return openCampaign({ kind: values.kind, title: values.title.trim(), filters, due_on: values.due_on }, key);
    },
    done: (campaign) => {
      onClose();
      void refreshCampaigns(client);
      void navigate({ to: '/campaigns/$id', params: { id: campaign.id } });
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/title': t('campaign.name'), '/kind': t('campaign.kind'), '/due_on': t('campaign.due_on') };
  return (
    <Dialog title={t('campaign.open')} onClose={onClose} keepOpen={form.dirty} width={560}>
      <FormFrame form={form} labels={labels} action={t('campaign.open')} onCancel={onClose}>
        <FormItem label={labels['/title']} id={inputId('/title')} error={errors['/title']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={60} value={values.title} onChange={(event) => set({ title: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/kind']} id={inputId('/kind')} error={errors['/kind']}>
          {() => (
            <Radio.Group
              aria-label={labels['/kind']}
              value={values.kind}
              onChange={(event) => set({ kind: event.target.value as CampaignKind })}
              options={CAMPAIGN_KINDS.map((one) => ({ value: one, label: t(`campaign.kind_${one}`) }))}
            />
          )}
        </FormItem>
        <FormItem label={t('campaign.departments')} id={inputId('/departments')}>
          {(control) => (
            <Select
              {...control}
              mode="multiple"
              placeholder={t('campaign.all_departments')}
              showSearch={{ optionFilterProp: 'label' }}
              value={values.departments}
              onChange={(picked: string[]) => set({ departments: picked })}
              options={departments.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
        </FormItem>
        <FormItem label={t('campaign.templates')} id={inputId('/templates')}>
          {(control) => (
            <Select
              {...control}
              mode="multiple"
              placeholder={t('campaign.all_templates')}
              value={values.templates}
              onChange={(picked: string[]) => set({ templates: picked })}
              options={templates.map((one) => ({ value: one.code, label: one.name }))}
            />
          )}
        </FormItem>
        <FormItem label={labels['/due_on']} id={inputId('/due_on')} error={errors['/due_on']} required>
          {(control) => (
            <DatePicker
              {...control}
              style={{ width: '100%' }}
              allowClear={false}
              value={dayjs(values.due_on)}
              minDate={dayjs(me.today)}
              onChange={(day) => set({ due_on: day ? day.format('YYYY-MM-DD') : values.due_on })}
            />
          )}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
