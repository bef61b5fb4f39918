import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { catalogueQuery, changeField, createField, FIELD_TYPES, hasOptions, refreshFields, type Catalogue, type CatalogueField } from '@/api/field';
import { newKey } from '@/api/http';
import { COMPANY_LEVEL } from '@/api/template';
import type { FieldSubject, FieldType } from '@/api/types';
import { useI18n } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem, FormRow } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { useLevels } from '../levels';
import { CAN_BECOME, canFilter, changeOf, definitionOf, emptyDefinition, inputOf, isBounded, written, type Definition } from './definition';
import { OptionsEditor } from './OptionsEditor';

export interface FieldFormProps {
  catalogue: Catalogue;
  subject: FieldSubject;
  field?: CatalogueField;
  onCancel: () => void;
  onDone: (field: CatalogueField) => void;
}

/** The server names parts of the definition; the form has them flat. */
const RENAMED: Readonly<Record<string, string>> = {
  '/label/zh': '/zh',
  '/label/en': '/en',
  '/unit/zh': '/unit_zh',
  '/unit/en': '/unit_en',
  '/help/zh': '/help_zh',
  '/help/en': '/help_en',
};

export function FieldForm({ catalogue, subject, field, onCancel, onDone }: FieldFormProps) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const { levels, first } = useLevels();
  const [key] = useState(newKey);
  const form = useForm<Definition, CatalogueField>({
    initial: field ? definitionOf(field) : emptyDefinition(subject, first === COMPANY_LEVEL ? null : first),
    version: field?.version,
    check: (values): FieldErrors => ({
      ...(values.zh.trim() ? {} : { '/zh': t('account.please_fill') }),
      ...(hasOptions(values.field_type) && !written(values.options).some((one) => !one.retired) ? { '/options': t('template.options_missing') } : {}),
    }),
    rename: (pointer) => RENAMED[pointer] ?? pointer.replace(/^(\/options\/\d+)\/.*$/, '$1'),
    submit: (values, version) => {
      const input = inputOf(values);
      return field ? changeField(field.key, changeOf(input, values.active), version) : createField(input, key);
    },
    done: (made) => {
      void refreshFields(client);
      onDone(made);
    },
    ...(field
      ? {
          reload: async () => {
            const now = (await client.query({ ...catalogueQuery, staleTime: 0 })).items.find((one) => one.key === field.key && one.subject === field.subject) ?? field;
            return { values: definitionOf(now), version: now.version ?? 0 };
          },
        }
      : {}),
  });
  const { values, set, errors, inputId } = form;
  const groups = catalogue.groups.filter((group) => group.subject === values.subject);
  const types: readonly FieldType[] = field ? [field.field_type, ...(CAN_BECOME[field.field_type] ?? [])] : FIELD_TYPES;
  const labels: Record<string, string> = {
    '/zh': t('template.name_zh'),
    '/en': t('template.name_en'),
    '/field_type': t('template.type'),
    '/subject': t('template.of'),
    '/kinds': t('template.kinds'),
    '/group': t('template.group'),
    '/options': t('template.options'),
    '/unit_zh': t('template.unit_zh'),
    '/unit_en': t('template.unit_en'),
    '/min': t(values.field_type === 'date' ? 'template.min_date' : 'template.min'),
    '/max': t(values.field_type === 'date' ? 'template.max_date' : 'template.max'),
    '/decimals': t('template.decimals'),
    '/filterable': t('template.filterable'),
    '/sensitive': t('template.sensitive'),
    '/help_zh': t('template.help_zh'),
    '/help_en': t('template.help_en'),
    '/department_id': t('template.belongs_to'),
    '/active': t('template.state'),
  };
  const text = (name: 'zh' | 'en' | 'unit_zh' | 'unit_en' | 'min' | 'max' | 'help_zh' | 'help_en', more: { required?: boolean; hint?: string; focus?: boolean } = {}) => (
    <FormItem label={labels[`/${name}`] ?? ''} id={inputId(`/${name}`)} error={errors[`/${name}`]} hint={more.hint} required={more.required ?? false}>
      {(control) => <Input {...control} autoComplete="off" autoFocus={more.focus ?? false} value={values[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </FormItem>
  );
  const filters = canFilter(values);

  return (
    <FormFrame
      form={form}
      labels={labels}
      onCancel={onCancel}
      {...(field ? {} : { action: t('template.create_field') })}
      conflictFields={[
        { label: labels['/zh'] ?? '', read: (one) => one.zh },
        { label: labels['/options'] ?? '', read: (one) => one.options.map((option) => option.zh).join(t('common.list_comma')) },
        { label: labels['/help_zh'] ?? '', read: (one) => one.help_zh },
      ]}
    >
      <FormRow>
        {text('zh', { required: true, focus: !field })}
        {text('en', { hint: t('template.en_hint') })}
      </FormRow>
      <FormRow>
        <FormItem label={labels['/field_type'] ?? ''} id={inputId('/field_type')} error={errors['/field_type']} hint={field ? t('template.type_fixed') : undefined}>
          {(control) => (
            <Select
              {...control}
              style={{ width: '100%' }}
              disabled={types.length === 1}
              value={values.field_type}
              options={types.map((type) => ({ value: type, label: t(`template.type_${type}`) }))}
              onChange={(field_type: FieldType) => set({ field_type })}
            />
          )}
        </FormItem>
        <FormItem label={labels['/subject'] ?? ''} id={inputId('/subject')} error={errors['/subject']} group>
          {() => (
            <Radio.Group
              disabled={field !== undefined}
              value={values.subject}
              options={[
                { value: 'customer', label: t('fields.customer') },
                { value: 'contact', label: t('fields.contact') },
              ]}
              onChange={(event) => {
                const to = event.target.value as FieldSubject;
                set({ subject: to, group: to === 'contact' ? 'contact_custom' : 'custom' });
              }}
            />
          )}
        </FormItem>
      </FormRow>
      {hasOptions(values.field_type) && (
        <FormItem label={labels['/options'] ?? ''} id={inputId('/options')} error={errors['/options']} group hint={t('template.options_hint')} required>
          {() => <OptionsEditor options={values.options} errors={errors} onChange={(options) => set({ options })} />}
        </FormItem>
      )}
      {values.field_type === 'number' && (
        <FormRow>
          {text('unit_zh')}
          {text('unit_en')}
          <FormItem label={labels['/decimals'] ?? ''} id={inputId('/decimals')} error={errors['/decimals']}>
            {({ status, ...control }) => (
              <InputNumber {...control} {...(status ? { status } : {})} style={{ width: '100%' }} min={0} max={6} precision={0} value={values.decimals} onChange={(decimals) => set({ decimals: decimals ?? 0 })} />
            )}
          </FormItem>
        </FormRow>
      )}
      {isBounded(values.field_type) && (
        <FormRow>
          {text('min', { hint: t(`template.bound_${values.field_type as 'number' | 'money' | 'date'}`) })}
          {text('max')}
        </FormRow>
      )}
      <FormRow>
        <FormItem label={labels['/group'] ?? ''} id={inputId('/group')} error={errors['/group']}>
          {(control) => (
            <Select
              {...control}
              style={{ width: '100%' }}
              showSearch={{ optionFilterProp: 'label' }}
              value={values.group}
              options={groups.map((group) => ({ value: group.key, label: group.label[locale] || group.label.zh }))}
              onChange={(group: string) => set({ group })}
            />
          )}
        </FormItem>
        {values.subject === 'customer' && (
          <FormItem label={labels['/kinds'] ?? ''} id={inputId('/kinds')} error={errors['/kinds']}>
            {(control) => (
              <Select
                {...control}
                style={{ width: '100%' }}
                value={values.kinds}
                options={(['both', 'organization', 'individual'] as const).map((kinds) => ({ value: kinds, label: t(`template.kind_${kinds}`) }))}
                onChange={(kinds: Definition['kinds']) => set({ kinds })}
              />
            )}
          </FormItem>
        )}
        <FormItem label={labels['/department_id'] ?? ''} id={inputId('/department_id')} error={errors['/department_id']} hint={t('template.department_field_hint')}>
          {(control) => (
            <Select
              {...control}
              style={{ width: '100%' }}
              showSearch={{ optionFilterProp: 'label' }}
              value={levels.length > 0 ? (values.department_id ?? COMPANY_LEVEL) : null}
              options={levels.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(level: string | null) => set({ department_id: level === COMPANY_LEVEL ? null : level })}
            />
          )}
        </FormItem>
      </FormRow>
      <FormItem label={t('template.uses')} id={inputId('/filterable')} error={errors['/filterable'] ?? errors['/sensitive']} group>
        {() => (
          <>
            <Checkbox checked={values.filterable && filters} disabled={!filters} onChange={(event) => set({ filterable: event.target.checked })}>
              {t('template.filterable_box')}
            </Checkbox>
            <br />
            <Checkbox checked={values.sensitive} onChange={(event) => set({ sensitive: event.target.checked })}>
              {t('template.sensitive_box')}
            </Checkbox>
          </>
        )}
      </FormItem>
      <FormRow>
        {text('help_zh')}
        {text('help_en')}
      </FormRow>
      {field && (
        <FormItem label={labels['/active'] ?? ''} id={inputId('/active')} error={errors['/active']} group hint={t('template.field_off_hint')}>
          {() => (
            <Checkbox checked={values.active} onChange={(event) => set({ active: event.target.checked })}>
              {t('common.active')}
            </Checkbox>
          )}
        </FormItem>
      )}
    </FormFrame>
  );
}
