import { useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useRef, useState } from 'react';
import { createCustomer, customerKey, customersKey, type Customer } from '@/api/customer';
import { newKey } from '@/api/http';
import { isProblem } from '@/api/problem';
import type { CustomerKind, FieldValue } from '@/api/types';
import { useMay, useMe } from '@/app/me';
import { useI18n } from '@/i18n';
import { FieldInput } from '@/shared/form/FieldInput';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { labelText } from '@/shared/text/label';
import { isBlank, type PlacedField, type PlacedGroup } from '../catalogue';
import { AskDialog, type Asking } from './AskDialog';
import { ContactRows } from './ContactRows';
import { contactPointer, emptyContact, factOf, inputOf, type Draft } from './draft';
import { GroupBox } from './GroupBox';
import { Outline } from './Outline';
import { Clashes } from './Clashes';
import { Twins } from './Twins';
import { useVerdicts } from './useVerdicts';
import css from './form.module.css';

interface Props {
  kind: CustomerKind;
  template: string;
  groups: readonly PlacedGroup[];
  contact: readonly PlacedGroup[];
}

const CONTACTS = 'contacts';

export function CustomerForm({ kind, template, groups, contact }: Props) {
  const { t, locale } = useI18n();
  const may = useMay();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  // One key for this form: pressing twice, or trying again after the line broke, registers once.
  const [key] = useState(newKey);
  const [folded, setFolded] = useState<Readonly<Record<string, boolean>>>({});
  const [asking, setAsking] = useState<Asking | null>(null);
  const [asked, setAsked] = useState<Readonly<Record<string, string>>>({});
  const saved = useRef(false);
  const onCard = new Set(groups.flatMap((group) => group.fields.map(({ field }) => field.key)));

  // The draft that was sent, to tell which of its contacts the server means.
  const sent = useRef<Draft | null>(null);
  const form = useForm<Draft, Customer>({
    initial: { name: '', owner_id: null, contacts: [] },
    check: (draft): FieldErrors => (draft.name.trim() ? {} : { '/name': t('customer.name_needed') }),
    submit: (draft) => {
      sent.current = draft;
      return createCustomer(inputOf(draft, kind, template, onCard), key);
    },
    rename: (pointer) => (sent.current ? contactPointer(sent.current, pointer) : pointer),
    done: (customer) => {
      saved.current = true;
      client.setQueryData<Customer>(customerKey(customer.id), customer);
      void client.invalidateQueries({ queryKey: customersKey });
      void navigate({ to: '/customers/$id', params: { id: customer.id } });
    },
  });
  const { values: draft, inputId } = form;
  const { verdicts, left, touched } = useVerdicts(
    () => inputOf(draft, kind, template, onCard),
    (pointer) => contactPointer(draft, pointer),
  );
  const set = (change: Partial<Draft>, pointer: string) => {
    form.set(change);
    touched(pointer);
  };
  const error = (pointer: string) => form.errors[pointer] ?? verdicts[pointer];

  const blocker = useBlocker({
    // Another card is another search parameter, and keeps what was typed.
    shouldBlockFn: ({ current, next }) => form.dirty && !saved.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => form.dirty && !saved.current,
    withResolver: true,
  });
  const leave = () => void navigate({ to: '/customers' });

  const filled = (group: PlacedGroup) => group.fields.filter(({ field }) => !isBlank(draft[factOf(field.key)])).length;
  const hasError = (group: PlacedGroup) => group.fields.some(({ field }) => error(`/${factOf(field.key)}`) !== undefined);
  const asksFor = (group: PlacedGroup) => group.fields.some(({ required, expected }) => required || expected);
  const isOpen = (group: PlacedGroup) => hasError(group) || (folded[group.key] === undefined ? asksFor(group) : !folded[group.key]);
  const toggle = (group: string, open: boolean) => setFolded((before) => ({ ...before, [group]: open }));

  const labels: Record<string, string> = { '/name': t('customer.name'), '/owner_id': t('customer.owner'), '/template': t('customer.template') };
  for (const group of groups) for (const { field } of group.fields) labels[`/${factOf(field.key)}`] = labelText(field.label, locale);
  for (const [index, one] of draft.contacts.entries()) {
    const who = one.name.trim() || t('customer_form.contact_number', { number: index + 1 });
    labels[`/contacts/${index}/name`] = `${who} · ${t('customer.contact_name')}`;
    for (const group of contact) for (const { field } of group.fields) labels[`/contacts/${index}/values/${field.key}`] = `${who} · ${labelText(field.label, locale)}`;
  }

  const fact = ({ field, required }: PlacedField) => {
    const at = factOf(field.key);
    const value = draft[at];
    return (
      <div key={field.key} data-long={field.field_type === 'long_text' || field.key === 'address' || undefined} onBlur={() => left(`/${at}`)}>
        <FormItem label={labelText(field.label, locale)} id={inputId(`/${at}`)} error={error(`/${at}`)} hint={field.help ? labelText(field.help, locale) : undefined} required={required}>
          {(control) => <FieldInput field={field} control={control} value={value} onChange={(next: FieldValue) => set({ [at]: next }, `/${at}`)} />}
        </FormItem>
        {field.field_type === 'credit_code' && typeof value === 'string' && <Twins text={value} exact />}
      </div>
    );
  };

  const clash = isProblem(form.failure, 'customer_on_file');
  const creditCode = draft[factOf('credit_code')];
  const contactErrors = Object.keys({ ...verdicts, ...form.errors }).some((pointer) => pointer.startsWith('/contacts'));
  const contactsOpen = contactErrors || folded[CONTACTS] !== true;

  return (
    <div className={css.split}>
      <div className={css.formColumn}>
        <FormFrame form={form} labels={labels} action={t('customer_form.save')} onCancel={leave}>
          {clash && typeof creditCode === 'string' && <Twins text={creditCode} exact />}
          <section className={css.group} id="group-name">
            <div className={css.groupBody}>
              <div onBlur={() => left('/name')}>
                <FormItem label={t(kind === 'individual' ? 'customer_form.person_name' : 'customer.name')} id={inputId('/name')} error={error('/name')} hint={t(kind === 'individual' ? 'customer_form.person_name_hint' : 'customer_form.name_hint')} required>
                  {(control) => <Input {...control} autoFocus autoComplete="off" maxLength={200} value={draft.name} onChange={(event) => set({ name: event.target.value }, '/name')} />}
                </FormItem>
                <Clashes input={inputOf(draft, kind, template, onCard)} asked={asked} onAsk={setAsking}>
                  <Twins text={draft.name} />
                </Clashes>
              </div>
              {may('customer.assign') && (
                <FormItem label={t('customer.owner')} id={inputId('/owner_id')} error={error('/owner_id')} hint={t('customer_form.owner_hint', { name: me.person.name })}>
                  {(control) => <PersonPicker control={control} value={draft.owner_id} placeholder={me.person.name} onChange={(owner_id) => set({ owner_id }, '/owner_id')} />}
                </FormItem>
              )}
            </div>
          </section>
          {groups.map((group) => (
            <GroupBox key={group.key} anchor={`group-${group.key}`} title={labelText(group.label, locale)} aside={t('customer_form.filled', { filled: filled(group), count: group.fields.length })} open={isOpen(group)} onToggle={() => toggle(group.key, isOpen(group))}>
              <div className={css.grid}>{group.fields.map(fact)}</div>
            </GroupBox>
          ))}
          {contact.length > 0 && (
            <GroupBox anchor={`group-${CONTACTS}`} title={t('customer.tab_contacts')} aside={t('customer_form.contact_count', { count: draft.contacts.length })} open={contactsOpen} onToggle={() => toggle(CONTACTS, contactsOpen)}>
              <ContactRows
                contacts={draft.contacts}
                groups={contact}
                onChange={(contacts, pointer = '/contacts') => {
                  form.set({ contacts });
                  touched(pointer);
                }}
                onLeft={left}
                inputId={inputId}
                error={error}
              />
            </GroupBox>
          )}
        </FormFrame>
      </div>
      <Outline
        entries={[
          ...groups.map((group) => ({ key: group.key, title: labelText(group.label, locale), filled: filled(group), count: group.fields.length, wrong: hasError(group) })),
          ...(contact.length > 0 ? [{ key: CONTACTS, title: t('customer.tab_contacts'), filled: draft.contacts.length, count: null, wrong: contactErrors }] : []),
        ]}
        onGo={(group) => {
          toggle(group, false);
          if (group === CONTACTS && draft.contacts.length === 0) form.set({ contacts: [{ ...emptyContact(), primary: true }] });
          document.getElementById(`group-${group}`)?.scrollIntoView({ block: 'start' });
        }}
      />
      {asking && <AskDialog {...asking} onAsked={({ id }) => setAsked({ ...asked, [asking.clash.reference]: id })} onClose={() => setAsking(null)} />}
      {blocker.status === 'blocked' && (
        <ConfirmDanger
          title={t('customer.discard_title')}
          action={t('customer.discard')}
          onClose={blocker.reset}
          onConfirm={() => {
            blocker.proceed();
            return Promise.resolve();
          }}
        >
          <p>{t('customer_form.discard_text')}</p>
        </ConfirmDanger>
      )}
    </div>
  );
}
