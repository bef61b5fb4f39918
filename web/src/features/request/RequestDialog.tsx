import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { customerQuery } from '@/api/customer';
import { newKey } from '@/api/http';
import { askRequest, refreshRequests, type RequestInput } from '@/api/request';
import { useMe } from '@/app/me';
import { useFields } from '@/features/customer/catalogue';
import { useI18n } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Dialog } from '@/shared/overlay/Dialog';
import { labelText } from '@/shared/text/label';
import { CustomerPicker } from './CustomerPicker';
import { OutsiderFields, noOutsider, type OutsiderValues } from './OutsiderFields';
import { ASKED_KINDS, type AskedKind } from './routes';

interface Values {
  kind: AskedKind;
  customer_id: string | null;
  purpose: string;
  reason: string;
  until: string;
  fields: string[];
  person_id: string | null;
  recipient: string;
  level: Level;
  ground: 'consent' | 'law';
  ground_text: string;
  outside: boolean;
  outsider: OutsiderValues;
}

interface Given {
  kind: AskedKind;
  customer?: string;
  clash?: string;
  person?: string;
  item?: string;
  title?: string;
  name?: string;
}

type Level = NonNullable<RequestInput['level']>;
const LEVELS: readonly Level[] = ['internal', 'secret', 'confidential', 'top_secret'];

/** Longest that this form proposes, in days; another day can be chosen. */
const PROPOSED_DAYS = 30;

/** A request, filled in as far as whoever linked here knows. */
export function RequestDialog({ given, onClose, onAsked }: { given: Given; onClose: () => void; onAsked: () => void }) {
  const { t, locale } = useI18n();
  const me = useMe();
  const client = useQueryClient();
  const fields = useFields('customer');
  const [key] = useState(newKey);
  const known = useQuery({ ...customerQuery(given.customer ?? ''), enabled: given.customer !== undefined && given.name === undefined });
  const form = useForm<Values, unknown>({
    initial: {
      kind: given.kind,
      customer_id: given.customer ?? null,
      purpose: '',
      reason: '',
      until: dayjs(me.today).add(PROPOSED_DAYS, 'day').format('YYYY-MM-DD'),
      fields: [],
      person_id: given.person ?? null,
      recipient: '',
      level: 'secret',
      ground: 'consent',
      ground_text: '',
      outside: false,
      outsider: noOutsider,
    },
    check: (values): FieldErrors => ({
      ...(values.customer_id || given.clash ? {} : { '/customer_id': t('request.customer_needed') }),
      ...(values.kind !== 'loan' || given.item ? {} : { '/item_id': t('request.item_elsewhere') }),
      ...(values.purpose.trim() ? {} : { '/purpose': t('request.purpose_needed') }),
      ...(values.reason.trim() ? {} : { '/reason': t('request.reason_needed') }),
    }),
    submit: (values) => askRequest(body(values, given), key),
    rename: (pointer) => (pointer === '/ground' ? '/ground/text' : pointer),
    done: () => {
      void refreshRequests(client);
      onAsked();
    },
  });
  const { values, set, errors, inputId } = form;
  const { kind } = values;
  const leaves = kind === 'copy' || kind === 'disclosure';
  const labels = {
    '/kind': t('request.kind'),
    '/customer_id': t('request.customer'),
    '/item_id': t('request.item'),
    '/purpose': t('request.purpose'),
    '/reason': t('request.reason'),
    '/until': t('request.until'),
    '/fields': t('request.fields'),
    '/person_id': t('request.person'),
    '/level': t('request.level'),
    '/recipient': t('request.recipient'),
    '/ground/text': t('request.ground'),
    '/outsider/name': t('request.outsider_name'),
    '/outsider/organisation': t('request.outsider_organisation'),
    '/outsider/introduction': t('request.outsider_introduction'),
  };
  const text = (pointer: '/purpose' | '/reason' | '/recipient', name: 'purpose' | 'reason' | 'recipient', hint?: string) => (
    <FormItem label={labels[pointer]} id={inputId(pointer)} error={errors[pointer]} required hint={hint}>
      {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </FormItem>
  );
  const options = [...fields.values()].filter((one) => one.active).map((one) => ({ value: one.key, label: labelText(one.label, locale) }));
  return (
    <Dialog title={t('request.new')} onClose={onClose} keepOpen={form.dirty} width={560}>
      <FormFrame form={form} labels={labels} action={t('request.submit')} onCancel={onClose}>
        <p>{t(`request.about_${kind}`)}</p>
        <FormItem label={labels['/kind']} id={inputId('/kind')} error={errors['/kind']} required>
          {(control) => <Select {...control} style={{ width: '100%' }} options={ASKED_KINDS.map((one) => ({ value: one, label: t(`request.kind_${one}`) }))} value={kind} onChange={(next: AskedKind) => set({ kind: next })} />}
        </FormItem>
        {given.clash ? (
          <p>{t('request.of_clash')}</p>
        ) : (
          <FormItem label={labels['/customer_id']} id={inputId('/customer_id')} error={errors['/customer_id']} required>
            {(control) => (given.customer ? <Input {...control} disabled value={given.name ?? known.data?.name ?? ''} /> : <CustomerPicker control={control} value={values.customer_id} onChange={(customer_id) => set({ customer_id })} />)}
          </FormItem>
        )}
        {kind === 'loan' && (
          <FormItem label={labels['/item_id']} id={inputId('/item_id')} error={errors['/item_id']} required hint={given.item ? undefined : t('request.item_elsewhere')}>
            {(control) => <Input {...control} disabled value={given.title ?? ''} />}
          </FormItem>
        )}
        {text('/purpose', 'purpose', t('request.purpose_hint'))}
        {text('/reason', 'reason')}
        {leaves && text('/recipient', 'recipient', t(kind === 'copy' ? 'request.recipient_copy' : 'request.recipient_disclosure'))}
        {kind === 'share' && (
          <FormItem label={labels['/person_id']} id={inputId('/person_id')} error={errors['/person_id']} required>
            {(control) => <PersonPicker control={control} label={labels['/person_id']} value={values.person_id} onChange={(person_id) => set({ person_id })} />}
          </FormItem>
        )}
        {kind === 'level_change' && (
          <FormItem label={labels['/level']} id={inputId('/level')} error={errors['/level']} required>
            {(control) => <Select {...control} style={{ width: '100%' }} options={LEVELS.map((one) => ({ value: one, label: t(`secrecy.level_${one}`) }))} value={values.level} onChange={(level: Level) => set({ level })} />}
          </FormItem>
        )}
        {opens(kind) && kind !== 'share' && (
          <FormItem label={labels['/fields']} id={inputId('/fields')} error={errors['/fields']} required={kind === 'disclosure'} hint={kind === 'disclosure' ? undefined : t('request.fields_hint')}>
            {(control) => <Select {...control} style={{ width: '100%' }} mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} value={values.fields} onChange={(chosen: string[]) => set({ fields: chosen })} />}
          </FormItem>
        )}
        {kind === 'disclosure' && (
          <FormItem label={labels['/ground/text']} id={inputId('/ground/text')} error={errors['/ground/text']} required hint={t(`request.ground_hint_${values.ground}`)}>
            {(control) => (
              <>
                <Select
                  style={{ width: '100%' }}
                  aria-label={t('request.ground_kind')}
                  options={(['consent', 'law'] as const).map((one) => ({ value: one, label: t(`request.ground_kind_${one}`) }))}
                  value={values.ground}
                  onChange={(ground: Values['ground']) => set({ ground })}
                />
                <Input {...control} autoComplete="off" maxLength={500} value={values.ground_text} onChange={(event) => set({ ground_text: event.target.value })} />
              </>
            )}
          </FormItem>
        )}
        {kind !== 'declassify' && (
          <FormItem label={kind === 'level_change' ? t('request.term') : labels['/until']} id={inputId('/until')} error={errors['/until']} required>
            {(control) => <DatePicker {...control} style={{ width: '100%' }} allowClear={false} value={dayjs(values.until)} onChange={(day: dayjs.Dayjs | null) => day && set({ until: day.format('YYYY-MM-DD') })} />}
          </FormItem>
        )}
        {kind === 'view' && (
          <Checkbox checked={values.outside} onChange={(event) => set({ outside: event.target.checked })}>
            {t('request.outside')}
          </Checkbox>
        )}
        {kind === 'view' && values.outside && <OutsiderFields values={values.outsider} labels={labels} errors={errors} inputId={inputId} onChange={(part) => set({ outsider: { ...values.outsider, ...part } })} />}
      </FormFrame>
    </Dialog>
  );
}

/** Whether facts are opened to somebody, and not the level of all of them set. */
const opens = (kind: AskedKind) => kind !== 'level_change' && kind !== 'declassify' && kind !== 'loan';

/** What is sent: of each kind only what belongs to it. */
function body(values: Values, given: Given): RequestInput {
  const { kind, outsider } = values;
  const leaves = kind === 'copy' || kind === 'disclosure';
  return {
    kind,
    purpose: values.purpose.trim(),
    reason: values.reason.trim(),
    ...(kind === 'declassify' ? {} : { until: values.until }),
    ...(kind === 'level_change' ? { level: values.level } : {}),
    ...(given.clash ? { clash_id: given.clash } : { customer_id: values.customer_id }),
    ...(opens(kind) && kind !== 'share' && values.fields.length > 0 ? { fields: values.fields } : {}),
    ...(kind === 'share' && values.person_id ? { person_id: values.person_id } : {}),
    ...(kind === 'loan' && given.item ? { item_id: given.item } : {}),
    ...(leaves ? { recipient: values.recipient.trim() } : {}),
    ...(kind === 'disclosure' ? { ground: { kind: values.ground, text: values.ground_text.trim() } } : {}),
    ...(kind === 'view' && values.outside && outsider.accompanied_by_id ? { outsider: { ...outsider, accompanied_by_id: outsider.accompanied_by_id } } : {}),
  };
}
