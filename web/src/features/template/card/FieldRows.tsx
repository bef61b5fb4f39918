import { Button, Checkbox, Switch, Tooltip } from 'antd';
import { ArrowDown, ArrowUp, GripVertical, Lock } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import type { CatalogueField } from '@/api/field';
import type { TemplateField, TemplateGroup } from '@/api/template';
import { useI18n } from '@/i18n';
import type { FieldErrors } from '@/shared/form/useForm';
import { changed, moved, stepped } from './arrange';
import css from '../template.module.css';

const DRAG = 'application/x-kedang-field';

export interface FieldRowsProps {
  groups: readonly TemplateGroup[];
  fields: ReadonlyMap<string, CatalogueField>;
  errors: FieldErrors;
  onChange: (groups: TemplateGroup[]) => void;
}

/** The groups of a card with their fields: dragged or stepped into order, shown or hidden, required. */
export function FieldRows({ groups, fields, errors, onChange }: FieldRowsProps) {
  const { t, locale } = useI18n();
  const [over, setOver] = useState<string | null>(null);

  const dropOn = (group: string, before: string | null) => ({
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAG)) return;
      event.preventDefault();
      setOver(before ?? `group:${group}`);
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setOver(null);
      const key = event.dataTransfer.getData(DRAG);
      if (key) onChange(moved(groups, key, group, before));
    },
  });

  const first = groups.flatMap((group) => group.fields)[0]?.key;
  const last = groups.flatMap((group) => group.fields).at(-1)?.key;

  return (
    <>
      {groups.map((group, g) => (
        <section key={group.key} className={css.group} aria-label={group.label[locale] || group.label.zh}>
          <h3>{group.label[locale] || group.label.zh}</h3>
          <ul {...dropOn(group.key, null)} className={over === `group:${group.key}` ? css.over : ''}>
            {group.fields.map((one, f) => (
              <FieldRow
                key={one.key}
                one={one}
                field={fields.get(one.key)}
                error={['key', 'required', 'hidden'].map((part) => errors[`/groups/${g}/fields/${f}/${part}`]).find(Boolean)}
                over={over === one.key}
                drop={dropOn(group.key, one.key)}
                isFirst={one.key === first}
                isLast={one.key === last}
                onStep={(by) => onChange(stepped(groups, one.key, by))}
                onSet={(change) => onChange(changed(groups, one.key, change))}
              />
            ))}
            {group.fields.length === 0 && <li className={css.emptyGroup}>{t('template.empty_group')}</li>}
          </ul>
        </section>
      ))}
    </>
  );
}

interface FieldRowProps {
  one: TemplateField;
  field: CatalogueField | undefined;
  error: string | undefined;
  over: boolean;
  drop: Record<string, (event: DragEvent) => void>;
  isFirst: boolean;
  isLast: boolean;
  onStep: (by: 1 | -1) => void;
  onSet: (change: Partial<Pick<TemplateField, 'hidden' | 'required'>>) => void;
}

function FieldRow({ one, field, error, over, drop, isFirst, isLast, onStep, onSet }: FieldRowProps) {
  const { t, locale } = useI18n();
  const name = field ? field.label[locale] || field.label.zh : one.key;
  return (
    <li
      className={`${css.fieldRow} ${one.hidden ? css.isHidden : ''} ${over ? css.dropBefore : ''}`}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG, one.key);
        event.dataTransfer.effectAllowed = 'move';
      }}
      {...drop}
    >
      <GripVertical size={16} className={css.grip} aria-hidden />
      <span className={css.fieldName}>
        {name}
        <span className={css.quiet}>
          {field && t(`template.type_${field.field_type}`)}
          {field && !field.builtin && ` · ${t('template.own_field')}`}
          {one.expected && ` · ${t('template.expected')}`}
        </span>
        {error && (
          <span className={css.error} role="alert">
            {error}
          </span>
        )}
      </span>
      <Checkbox checked={one.required} disabled={one.hidden} onChange={(event) => onSet({ required: event.target.checked })} aria-label={t('template.require', { name })}>
        {t('template.required')}
      </Checkbox>
      {one.locked ? (
        <Tooltip title={t('template.locked')}>
          <span className={css.lock} role="img" aria-label={t('template.locked')}>
            <Lock size={14} aria-hidden />
          </span>
        </Tooltip>
      ) : (
        <Switch size="small" checked={!one.hidden} aria-label={t('template.show', { name })} onChange={(shown) => onSet({ hidden: !shown })} />
      )}
      <span className={css.steps}>
        <Button type="text" size="small" disabled={isFirst} icon={<ArrowUp size={14} />} aria-label={t('common.move_up', { name })} onClick={() => onStep(-1)} />
        <Button type="text" size="small" disabled={isLast} icon={<ArrowDown size={14} />} aria-label={t('common.move_down', { name })} onClick={() => onStep(1)} />
      </span>
    </li>
  );
}
