import { Input } from 'antd';
import { useId, useState } from 'react';
import type { CatalogueField } from '@/api/field';
import type { Template, TemplateGroup } from '@/api/template';
import type { FieldValues } from '@/api/types';
import { useI18n } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FormItem } from '@/shared/form/FormItem';
import css from '../template.module.css';

/** The card as the form that people fill in. What is typed here goes nowhere. */
export function CardPreview({ groups, fields, kind }: { groups: readonly TemplateGroup[]; fields: ReadonlyMap<string, CatalogueField>; kind: Template['kind'] }) {
  const { t, locale } = useI18n();
  const id = useId();
  const [values, setValues] = useState<FieldValues>({});
  const shown = groups
    .map((group) => ({ ...group, fields: group.fields.filter((one) => !one.hidden && fields.get(one.key)?.active !== false) }))
    .filter((group) => group.fields.length > 0);
  return (
    <>
      <h2>{t('template.preview')}</h2>
      <p className={css.quiet}>{t('template.preview_hint')}</p>
      <FormItem label={t(kind === 'individual' ? 'template.individual_name' : 'template.customer_name')} id={`${id}name`} required>
        {(control) => <Input {...control} autoComplete="off" />}
      </FormItem>
      {shown.map((group) => (
        <fieldset key={group.key} className={css.previewGroup}>
          <legend>{group.label[locale] || group.label.zh}</legend>
          {group.fields.map((one) => {
            const field = fields.get(one.key);
            if (!field) return null;
            return (
              <FormItem
                key={one.key}
                label={field.label[locale] || field.label.zh}
                id={`${id}${one.key}`}
                required={one.required}
                hint={field.help ? field.help[locale] || field.help.zh : undefined}
                group={field.field_type === 'yes_no'}
              >
                {(control) => (
                  <FieldInput field={field} control={control} value={values[one.key]} onChange={(value) => setValues((before) => ({ ...before, [one.key]: value }))} />
                )}
              </FormItem>
            );
          })}
        </fieldset>
      ))}
    </>
  );
}
