import { useQuery, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { contactsQuery } from '@/api/contact';
import { customerKey, customersKey } from '@/api/customer';
import { newKey } from '@/api/http';
import { changeInteraction, createInteraction, INTERACTION_KINDS, type Interaction, type InteractionInput, type InteractionKind } from '@/api/interaction';
import { useTimeContext } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { useDiscard } from '../useDiscard';
import { clockText, instantOf } from './instant';
import css from './record.module.css';

interface Props {
  customer: string;
  /** The way chosen already. */
  kind?: InteractionKind;
  /** To be mended. */
  interaction?: Interaction;
  onClose: () => void;
}

type Values = Omit<InteractionInput, 'at'> & { at: string | null };

/** Puts a contact on file: one click chose the way, the next saves. */
export function InteractionForm({ customer, kind = 'call', interaction, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const { timeZone } = useTimeContext();
  const [key] = useState(newKey);
  const [now] = useState(() => clockText(new Date().toISOString(), timeZone));
  const contacts = useQuery(contactsQuery(customer));
  const people = contacts.data?.items ?? [];
  const form = useForm<Values, Interaction>({
    initial: {
      kind: interaction?.kind ?? kind,
      direction: interaction ? (interaction.direction ?? null) : kind === 'complaint' ? 'in' : 'out',
      at: interaction ? clockText(interaction.at, timeZone) : now,
      contact_id: interaction ? (interaction.contact?.id ?? null) : null,
      summary: interaction?.summary ?? '',
      detail: interaction?.detail ?? null,
    },
    version: interaction?.version,
    check: (values): FieldErrors => ({
      ...(values.summary.trim() ? {} : { '/summary': t('customer.summary_needed') }),
      ...(values.at ? {} : { '/at': t('customer.when_needed') }),
    }),
    submit: (values, version) => {
      const input = { ...values, at: instantOf(values.at ?? now, timeZone) };
      return interaction ? changeInteraction(interaction.id, input, version) : createInteraction(customer, input, key);
    },
    done: () => {
      onClose();
      void client.invalidateQueries({ queryKey: customerKey(customer) });
      void client.invalidateQueries({ queryKey: customersKey, refetchType: 'none' });
    },
  });
  const { values, set, errors, inputId } = form;
  const { discard, question } = useDiscard(form.dirty, onClose);
  const labels = {
    '/kind': t('customer.way'),
    '/direction': t('customer.direction'),
    '/at': t('customer.when'),
    '/contact_id': t('customer.with_whom'),
    '/summary': t('customer.summary'),
    '/detail': t('customer.detail'),
  };
  return (
    <>
      <FormFrame form={form} labels={labels} onCancel={discard}>
        <FormItem label={labels['/summary']} id={inputId('/summary')} error={errors['/summary']} required>
          {(control) => (
            <Input.TextArea {...control} autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} placeholder={t('customer.summary_hint')} value={values.summary} onChange={(event) => set({ summary: event.target.value })} />
          )}
        </FormItem>
        <div className={css.pair}>
          <FormItem label={labels['/kind']} id={inputId('/kind')} error={errors['/kind']}>
            {(control) => (
              <Select {...control} style={{ width: '100%' }} value={values.kind} options={INTERACTION_KINDS.map((one) => ({ value: one, label: t(`customer.by_${one}`) }))} onChange={(next: InteractionKind) => set({ kind: next })} />
            )}
          </FormItem>
          <FormItem label={labels['/at']} id={inputId('/at')} error={errors['/at']}>
            {(control) => (
              <DatePicker
                {...control}
                style={{ width: '100%' }}
                showTime={{ format: 'HH:mm' }}
                format="YYYY-MM-DD HH:mm"
                needConfirm={false}
                value={values.at ? dayjs(values.at) : null}
                onChange={(at) => set({ at: at ? at.format('YYYY-MM-DDTHH:mm') : null })}
              />
            )}
          </FormItem>
        </div>
        <div className={css.pair}>
          <FormItem label={labels['/contact_id']} id={inputId('/contact_id')} error={errors['/contact_id']}>
            {(control) => (
              <Select
                {...control}
                style={{ width: '100%' }}
                allowClear
                placeholder={t(people.length > 0 ? 'common.pick' : 'customer.no_contacts_yet')}
                value={values.contact_id}
                options={people.map((one) => ({ value: one.id, label: one.name }))}
                onChange={(id: string | null | undefined) => set({ contact_id: id ?? null })}
              />
            )}
          </FormItem>
          <FormItem label={labels['/direction']} id={inputId('/direction')} error={errors['/direction']} group>
            {() => (
              <Radio.Group
                aria-label={labels['/direction']}
                value={values.direction ?? ''}
                onChange={(event) => set({ direction: (event.target.value as 'in' | 'out' | '') || null })}
                options={[
                  { value: 'out', label: t('customer.direction_out') },
                  { value: 'in', label: t('customer.direction_in') },
                ]}
              />
            )}
          </FormItem>
        </div>
        <FormItem label={labels['/detail']} id={inputId('/detail')} error={errors['/detail']}>
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2, maxRows: 12 }} value={values.detail ?? ''} onChange={(event) => set({ detail: event.target.value || null })} />}
        </FormItem>
      </FormFrame>
      {question}
    </>
  );
}
