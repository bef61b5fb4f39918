import { Button, Checkbox, Input } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ContactDraft } from '@/api/customer';
import { useI18n } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FormItem } from '@/shared/form/FormItem';
import { labelText } from '@/shared/text/label';
import type { PlacedGroup } from '../catalogue';
import { emptyContact } from './draft';
import css from './form.module.css';

/** Asked of a contact at once; the rest on demand. */
const FIRST = ['post', 'decision_role', 'mobile', 'office_phone', 'email', 'wechat'];

interface Props {
  contacts: readonly ContactDraft[];
  groups: readonly PlacedGroup[];
  onChange: (contacts: ContactDraft[], pointer?: string) => void;
  onLeft: (pointer: string) => void;
  inputId: (pointer: string) => string;
  error: (pointer: string) => string | undefined;
}

/** The people of a new customer, beside its own facts. */
export function ContactRows({ contacts, groups, onChange, onLeft, inputId, error }: Props) {
  const { t } = useI18n();
  const change = (index: number, next: ContactDraft, pointer: string) => onChange(contacts.map((one, at) => (at === index ? next : one)), pointer);
  return (
    <>
      {contacts.map((contact, index) => (
        <ContactRow
          key={index}
          contact={contact}
          at={`/contacts/${index}`}
          number={index + 1}
          groups={groups}
          onChange={(next, pointer) => change(index, next, pointer)}
          onRemove={() => onChange(contacts.filter((_, at) => at !== index))}
          onLeft={onLeft}
          inputId={inputId}
          error={error}
        />
      ))}
      <Button icon={<Plus size={14} />} onClick={() => onChange([...contacts, { ...emptyContact(), primary: contacts.length === 0 }])}>
        {t('customer.contact_add')}
      </Button>
    </>
  );
}

interface RowProps extends Pick<Props, 'groups' | 'onLeft' | 'inputId' | 'error'> {
  contact: ContactDraft;
  at: string;
  number: number;
  onChange: (next: ContactDraft, pointer: string) => void;
  onRemove: () => void;
}

function ContactRow({ contact, at, number, groups, onChange, onRemove, onLeft, inputId, error }: RowProps) {
  const { t, locale } = useI18n();
  const [all, setAll] = useState(false);
  const fields = groups.flatMap((group) => group.fields);
  const hasError = ({ field }: (typeof fields)[number]) => error(`${at}/values/${field.key}`) !== undefined;
  const shown = fields.filter((one) => all || FIRST.includes(one.field.key) || one.required || hasError(one));
  return (
    <fieldset className={css.contact}>
      <legend>{t('customer_form.contact_number', { number })}</legend>
      <Button type="text" size="small" className={css.contactRemove} icon={<Trash2 size={14} />} aria-label={t('customer_form.contact_drop', { number })} title={t('customer_form.contact_drop', { number })} onClick={onRemove} />
      <div className={css.grid}>
        <div onBlur={() => onLeft(`${at}/name`)}>
          <FormItem label={t('customer.contact_name')} id={inputId(`${at}/name`)} error={error(`${at}/name`)} required>
            {(control) => <Input {...control} autoComplete="off" value={contact.name} onChange={(event) => onChange({ ...contact, name: event.target.value }, `${at}/name`)} />}
          </FormItem>
        </div>
        {shown.map(({ field, required }) => {
          const pointer = `${at}/values/${field.key}`;
          return (
            <div key={field.key} data-long={field.field_type === 'long_text' || undefined} onBlur={() => onLeft(pointer)}>
              <FormItem label={labelText(field.label, locale)} id={inputId(pointer)} error={error(pointer)} hint={field.help ? labelText(field.help, locale) : undefined} required={required}>
                {(control) => <FieldInput field={field} control={control} value={contact.values[field.key]} onChange={(value) => onChange({ ...contact, values: { ...contact.values, [field.key]: value } }, pointer)} />}
              </FormItem>
            </div>
          );
        })}
      </div>
      <div className={css.contactFoot}>
        <Checkbox checked={contact.primary} onChange={(event) => onChange({ ...contact, primary: event.target.checked }, `${at}/primary`)}>
          {t('customer.primary_long')}
        </Checkbox>
        {fields.length > shown.length && (
          <button type="button" className="link" onClick={() => setAll(true)}>
            {t('customer_form.contact_more', { count: fields.length - shown.length })}
          </button>
        )}
      </div>
    </fieldset>
  );
}
