import { Checkbox, Radio, Select } from 'antd';
import { useId } from 'react';
import type { Import, ImportChange, ImportKey, ImportMode } from '@/api/import';
import { useT } from '@/i18n';
import { FormItem, FormRow } from '@/shared/form/FormItem';
import css from './columns.module.css';

const MODES = ['create', 'update', 'create_or_update'] as const;

/** What is done with customers that are on file, and by what they are recognised. */
export function OnFile({ one, pending, onChange }: { one: Import; pending: ImportChange; onChange: (change: ImportChange) => void }) {
  const t = useT();
  const id = useId();
  const mode = pending.mode ?? one.mode;
  const key = pending.key ?? one.key;
  // Only what a column has can be looked for; what was chosen stays in sight even so.
  const keys: ImportKey[] = key !== null && !one.keys.includes(key) ? [...one.keys, key] : one.keys;
  const choose = (next: ImportMode) => {
    const first = keys[0];
    if (next === 'create') onChange({ mode: next });
    else if (key !== null && one.keys.includes(key)) onChange({ mode: next, key });
    else if (first !== undefined) onChange({ mode: next, key: first });
  };
  return (
    <>
      <FormItem label={t('import.mode')} id={`${id}mode`} group hint={one.keys.length === 0 ? t('import.mode_no_key') : t(`import.mode_hint_${mode}`)}>
        {() => (
          <Radio.Group
            className={css.modes}
            value={mode}
            options={MODES.map((each) => ({ value: each, label: t(`import.mode_${each}`), disabled: each !== 'create' && one.keys.length === 0 }))}
            onChange={(event) => choose(event.target.value as ImportMode)}
          />
        )}
      </FormItem>
      {mode !== 'create' && (
        <FormRow>
          <FormItem label={t('import.key')} id={`${id}key`} hint={t('import.key_hint')}>
            {(control) => (
              <Select
                {...control}
                style={{ width: '100%' }}
                value={key}
                options={keys.map((each) => ({ value: each, label: t(`import.key_${each}`) }))}
                onChange={(next: ImportKey | null) => next && onChange({ key: next })}
              />
            )}
          </FormItem>
          <FormItem label={t('import.empty_cells')} id={`${id}empty`} group hint={t('import.empty_hint')}>
            {() => (
              <Checkbox checked={pending.overwrite_empty ?? one.overwrite_empty} onChange={(event) => onChange({ overwrite_empty: event.target.checked })}>
                {t('import.overwrite_empty')}
              </Checkbox>
            )}
          </FormItem>
        </FormRow>
      )}
    </>
  );
}
