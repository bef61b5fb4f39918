import { DatePicker, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Choice, Field, FieldValue as Value } from '@/api/types';
import { useI18n } from '@/i18n';
import { groupPhone, parseYuan, yuanText } from '../text/format';
import { labelText } from '../text/label';
import { CodePicker } from './CodePicker';
import type { ControlProps } from './FormItem';
import { PersonPicker } from './pickers';
import css from './form.module.css';

export interface FieldInputProps {
  field: Field;
  value: Value | undefined;
  /** Empty means `null`: the fact is cleared. */
  onChange: (value: Value) => void;
  control?: ControlProps;
  disabled?: boolean;
  autoFocus?: boolean;
}

const text = (value: Value | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

// Several types are typed as text; the server says precisely what is wrong with them.
const KEYBOARD: Partial<Record<Field['field_type'], 'tel' | 'email' | 'url' | 'numeric' | 'decimal'>> = {
  phone: 'tel',
  email: 'email',
  url: 'url',
  postcode: 'numeric',
  number: 'decimal',
};

/** The options to choose from, with the retired ones that are already chosen. */
const offered = (field: Field, value: Value | undefined): Choice[] =>
  field.options.filter((option) => !option.retired || value === option.key || (Array.isArray(value) && value.includes(option.key)));

/** The control for any field of the catalogue. */
export function FieldInput({ field, value, onChange, control, disabled = false, autoFocus = false }: FieldInputProps) {
  const { locale, t } = useI18n();
  const shared = { ...control, disabled, autoFocus };

  switch (field.field_type) {
    case 'long_text':
      return (
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: 2, maxRows: 10 }}
          maxLength={field.max_len}
          value={text(value)}
          onChange={(event) => onChange(event.target.value || null)}
        />
      );
    case 'money':
      return <MoneyInput {...shared} value={value ?? null} onChange={onChange} />;
    case 'date':
      return (
        <DatePicker
          {...shared}
          className={css.wide}
          value={typeof value === 'string' && value ? dayjs(value) : null}
          onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          className={css.wide}
          allowClear
          showSearch={field.options.length > 8 ? { optionFilterProp: 'label' } : false}
          placeholder={t('common.pick')}
          value={typeof value === 'string' ? value : null}
          options={offered(field, value).map((option) => ({ value: option.key, label: labelText(option.label, locale) }))}
          onChange={(key: string | null | undefined) => onChange(key ?? null)}
        />
      );
    case 'multi_choice':
      return (
        <Select
          {...shared}
          className={css.wide}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('common.pick_several')}
          value={Array.isArray(value) ? value : []}
          options={offered(field, value).map((option) => ({ value: option.key, label: labelText(option.label, locale) }))}
          onChange={(keys: string[]) => onChange(keys.length > 0 ? keys : null)}
        />
      );
    case 'yes_no':
      return (
        <Radio.Group
          id={control?.id ?? ''}
          aria-label={labelText(field.label, locale)}
          disabled={disabled}
          value={typeof value === 'boolean' ? String(value) : ''}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value === 'true')}
          options={[
            { value: 'true', label: t('common.yes') },
            { value: 'false', label: t('common.no') },
            { value: '', label: t('common.not_filled') },
          ]}
        />
      );
    case 'person':
      return (
        <PersonPicker {...(control ? { control } : {})} disabled={disabled} value={text(value) || null} onChange={(id) => onChange(id)} />
      );
    case 'region':
    case 'industry':
      return (
        <CodePicker
          table={field.field_type === 'region' ? 'divisions' : 'industries'}
          {...(control ? { control } : {})}
          disabled={disabled}
          value={text(value) || null}
          onChange={(code) => onChange(code)}
        />
      );
    case 'phone':
      return <PhoneInput {...shared} value={text(value)} onChange={onChange} />;
    default:
      return (
        <Input
          {...shared}
          inputMode={KEYBOARD[field.field_type]}
          suffix={field.unit ? labelText(field.unit, locale) : undefined}
          maxLength={field.max_len}
          autoComplete="off"
          spellCheck={false}
          value={text(value)}
          onChange={(event) => onChange(event.target.value || null)}
        />
      );
  }
}

type Shared = Partial<ControlProps> & { disabled: boolean; autoFocus: boolean };

/**
 * Yuan to the person, fen to the program. What is no amount stays visible and is passed on as it is,
 * so that saving it is refused instead of keeping the former amount unseen.
 */
function MoneyInput({ value, onChange, ...shared }: Shared & { value: Value; onChange: (fen: Value) => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (typeof value === 'number' ? yuanText(value) : text(value));
  const wrong = shown.trim() !== '' && parseYuan(shown) === null;
  return (
    <>
      <Input
        {...shared}
        status={wrong || shared.status ? 'error' : ''}
        className={css.figures}
        prefix="¥"
        inputMode="decimal"
        autoComplete="off"
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value.trim() === '' ? null : (parseYuan(event.target.value) ?? event.target.value));
        }}
        onBlur={() => setTyped(null)}
      />
      {wrong && (
        <p className={css.error} role="alert">
          {t('common.money_wrong')}
        </p>
      )}
    </>
  );
}

/** Grouped while it is read, plain while it is typed. */
function PhoneInput({ value, onChange, ...shared }: Shared & { value: string; onChange: (text: Value) => void }) {
  const [focused, setFocused] = useState(false);
  return (
    <Input
      {...shared}
      className={css.figures}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      value={focused ? value : groupPhone(value)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onChange={(event) => onChange(event.target.value || null)}
    />
  );
}
