import { useState } from 'react';
import { Button } from 'antd';
import type { Catalogue, CatalogueField } from '@/api/field';
import type { FieldSubject } from '@/api/types';
import { useMay, useMe } from '@/app/me';
import { useI18n } from '@/i18n';
import { Facts } from '@/shared/layout/Page';
import { NotFound } from '@/shared/layout/states';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { FieldForm } from './FieldForm';
import { WhereUsed } from './WhereUsed';
import css from '../template.module.css';

export interface FieldPanelProps {
  catalogue: Catalogue;
  field: CatalogueField | undefined;
  isNew: boolean;
  subject: FieldSubject;
  onClose: () => void;
  onMade: (field: CatalogueField) => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** One field: its definition, and where it is used. */
export function FieldPanel({ catalogue, field, isNew, subject, onClose, onMade, onPrevious, onNext }: FieldPanelProps) {
  const { t, locale } = useI18n();
  const may = useMay();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const own = field?.department_id ? [me.person.department?.id, ...me.heads].includes(field.department_id) : false;
  const changes = field && !field.builtin && (may('template.manage') || (own && may('template.department')));

  if (isNew)
    return (
      <SidePanel title={t('template.new_field')} onClose={onClose} width={600}>
        <FieldForm catalogue={catalogue} subject={subject} onCancel={onClose} onDone={onMade} />
      </SidePanel>
    );
  return (
    <SidePanel
      title={field ? field.label[locale] || field.label.zh : t('template.field')}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      width={600}
      actions={
        changes &&
        !editing && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('common.edit')}
          </Button>
        )
      }
    >
      {!field ? (
        <NotFound />
      ) : editing && changes ? (
        <FieldForm catalogue={catalogue} subject={field.subject} field={field} onCancel={() => setEditing(false)} onDone={() => setEditing(false)} />
      ) : (
        <>
          <Definition field={field} catalogue={catalogue} />
          <WhereUsed field={field} />
        </>
      )}
    </SidePanel>
  );
}

function Definition({ field, catalogue }: { field: CatalogueField; catalogue: Catalogue }) {
  const { t, locale } = useI18n();
  const group = catalogue.groups.find((one) => one.key === field.group && one.subject === field.subject);
  const unit = field.unit ? field.unit[locale] || field.unit.zh : null;
  return (
    <Facts
      items={[
        { label: t('template.name_zh'), value: field.label.zh },
        ...(field.label.en ? [{ label: t('template.name_en'), value: field.label.en }] : []),
        { label: t('template.type'), value: [t(`template.type_${field.field_type}`), unit].filter(Boolean).join(' · ') },
        { label: t('template.of'), value: [t(`fields.${field.subject}`), field.subject === 'customer' ? t(`template.kind_${field.kinds}`) : null].filter(Boolean).join(' · ') },
        { label: t('template.group'), value: group ? group.label[locale] || group.label.zh : '' },
        ...(field.options.length > 0
          ? [
              {
                label: t('template.options'),
                value: (
                  <ul className={css.optionList}>
                    {field.options.map((option) => (
                      <li key={option.key} className={option.retired ? css.quiet : ''}>
                        {option.label[locale] || option.label.zh}
                        {option.retired && ` · ${t('template.retired')}`}
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]
          : []),
        { label: t('template.filterable'), value: field.filterable ? t('common.yes') : t('common.no') },
        ...(field.sensitive ? [{ label: t('template.sensitive'), value: t('common.yes') }] : []),
        ...(field.help ? [{ label: t('template.help'), value: field.help[locale] || field.help.zh }] : []),
        ...(field.clause ? [{ label: t('template.clause'), value: field.clause }] : []),
        { label: t('template.state'), value: field.active ? t('common.active') : t('common.inactive') },
        ...(field.builtin ? [{ label: t('template.source'), value: t('template.builtin_field') }] : []),
      ]}
    />
  );
}
