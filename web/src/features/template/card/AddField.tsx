import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { Plus } from 'lucide-react';
import type { Catalogue, CatalogueField } from '@/api/field';
import type { Template, TemplateGroup } from '@/api/template';
import type { FieldSubject } from '@/api/types';
import { useI18n } from '@/i18n';
import { added } from './arrange';
import css from '../template.module.css';

/** Whether a field makes sense on a card for these customers. */
export const fits = (field: Pick<CatalogueField, 'kinds'>, card: Pick<Template, 'kind'>): boolean =>
  field.kinds === 'both' || card.kind === 'both' || field.kinds === card.kind;

export interface AddFieldProps {
  card: Template;
  groups: readonly TemplateGroup[];
  subject: FieldSubject;
  catalogue: Catalogue;
  onChange: (groups: TemplateGroup[]) => void;
}

/** Puts a field of the catalogue on the card, or leads to making one. */
export function AddField({ card, groups, subject, catalogue, onChange }: AddFieldProps) {
  const { t, locale } = useI18n();
  const on = new Set(groups.flatMap((group) => group.fields.map((field) => field.key)));
  const all = catalogue.groups.filter((group) => group.subject === subject);
  const options = all
    .map((group) => ({
      label: group.label[locale] || group.label.zh,
      options: catalogue.items
        .filter((field) => field.subject === subject && field.group === group.key && field.active && fits(field, card) && !on.has(field.key))
        .map((field) => ({ value: field.key, label: field.label[locale] || field.label.zh })),
    }))
    .filter((group) => group.options.length > 0);

  return (
    <div className={css.add}>
      <Plus size={16} aria-hidden />
      <Select<string | null>
        className={css.addSelect}
        aria-label={t('template.add_field')}
        placeholder={t('template.add_field')}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        options={options}
        notFoundContent={t('common.nothing_found')}
        onChange={(key) => {
          const field = catalogue.items.find((one) => one.key === key && one.subject === subject);
          const group = all.find((one) => one.key === field?.group);
          if (field && group) onChange(added(groups, field.key, group, all.map((one) => one.key)));
        }}
      />
      <Link to="/fields" search={{ open: 'new', ...(subject === 'contact' ? { subject: 'contact' as const } : {}) }}>
        {t('template.new_field')}
      </Link>
    </div>
  );
}
