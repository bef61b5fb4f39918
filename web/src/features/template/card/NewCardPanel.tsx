import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { newKey } from '@/api/http';
import { COMPANY_LEVEL, createTemplate, templatesQuery, type Template, type TemplateSummary } from '@/api/template';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { useLevels } from '../levels';

interface Values {
  zh: string;
  en: string;
  base: string;
  level: string;
}

/** A card of one's own, which starts from one that came with the product. */
export function NewCardPanel({ bases, onClose }: { bases: readonly TemplateSummary[]; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { levels, first } = useLevels();
  const [key] = useState(newKey);
  const form = useForm<Values, Template>({
    initial: { zh: '', en: '', base: bases[0]?.code ?? 'company', level: first },
    check: (values): FieldErrors => (values.zh.trim() ? {} : { '/zh': t('account.please_fill') }),
    rename: (pointer) => ({ '/label/zh': '/zh', '/label/en': '/en', '/department_id': '/level' })[pointer] ?? pointer,
    submit: (values) =>
      createTemplate(
        { label: { zh: values.zh, en: values.en }, base: values.base, department_id: values.level === COMPANY_LEVEL ? null : values.level },
        key,
      ),
    done: (made) => {
      void client.invalidateQueries({ queryKey: templatesQuery.queryKey });
      void navigate({ to: '/templates/$code', params: { code: made.code }, search: {} });
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/zh': t('template.name_zh'), '/en': t('template.name_en'), '/base': t('template.base'), '/level': t('template.belongs_to') };
  return (
    <SidePanel title={t('template.new')} onClose={onClose} width={480}>
      <FormFrame form={form} labels={labels} onCancel={onClose} action={t('template.create')}>
        <FormItem label={labels['/zh']} id={inputId('/zh')} error={errors['/zh']} required>
          {(control) => <Input {...control} autoFocus autoComplete="off" value={values.zh} onChange={(event) => set({ zh: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/en']} id={inputId('/en')} error={errors['/en']} hint={t('template.en_hint')}>
          {(control) => <Input {...control} autoComplete="off" value={values.en} onChange={(event) => set({ en: event.target.value })} />}
        </FormItem>
        <FormItem label={labels['/base']} id={inputId('/base')} error={errors['/base']} hint={t('template.base_hint')}>
          {(control) => (
            <Select {...control} style={{ width: '100%' }} value={values.base} options={bases.map((one) => ({ value: one.code, label: one.name }))} onChange={(base: string) => set({ base })} />
          )}
        </FormItem>
        <FormItem label={labels['/level']} id={inputId('/level')} error={errors['/level']}>
          {(control) => (
            <Select {...control} style={{ width: '100%' }} value={values.level} options={levels.map((one) => ({ value: one.id, label: one.name }))} onChange={(level: string) => set({ level })} />
          )}
        </FormItem>
      </FormFrame>
    </SidePanel>
  );
}
