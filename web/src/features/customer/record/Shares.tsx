import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { customerKey, type Customer } from '@/api/customer';
import { newKey } from '@/api/http';
import { isProblem, ProblemError } from '@/api/problem';
import { createShare, endShare, sharesQuery, type Share, type ShareInput } from '@/api/share';
import { useMe, useTimeContext } from '@/app/me';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { PersonPicker } from '@/shared/form/pickers';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Locked } from '@/features/request/Locked';
import { LockMark } from '@/shared/layout/Locked';
import { Empty, QueryGate } from '@/shared/layout/states';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { Dialog } from '@/shared/overlay/Dialog';
import { DayText, TimeText } from '@/shared/text/texts';
import { addDays } from '../list/filters';
import { Act } from './Act';
import { lastDay } from './instant';
import css from './record.module.css';

/** Who sees the customer besides its owner and those in charge, until when and what for. */
export function Shares({ customer }: { customer: Customer }) {
  const t = useT();
  const client = useQueryClient();
  const { timeZone } = useTimeContext();
  const query = useQuery(sharesQuery(customer.id));
  const [sharing, setSharing] = useState(false);
  const [ending, setEnding] = useState<Share | null>(null);
  const share = (
    <Act answer={customer.actions.share} icon={<Share2 size={14} />} onClick={() => setSharing(true)}>
      {t('customer.share')}
    </Act>
  );
  return (
    <QueryGate query={query}>
      {({ items }) => (
        <>
          {items.length === 0 ? (
            <Empty icon={Share2} title={t('customer.shares_none')} action={share}>
              {t('customer.shares_none_text', { owner: customer.owner.name, department: customer.department.name })}
            </Empty>
          ) : (
            <>
              <div className={css.tabActions}>{share}</div>
              <p className={css.quiet}>{t('customer.shares_besides', { owner: customer.owner.name, department: customer.department.name })}</p>
              <ul className={css.shares}>
                {items.map((one) => (
                  <li key={one.id}>
                    <div>
                      <strong>{one.person.name}</strong>
                      <span className={css.quiet}>
                        {' '}
                        {t('customer.share_until')} <DayText day={lastDay(one.until, timeZone)} />
                      </span>
                      <p>{one.reason}</p>
                      <p className={css.quiet}>
                        {t('customer.shared_by', { name: one.shared_by.name })} <TimeText at={one.created_at} />
                      </p>
                    </div>
                    {one.actions.end?.answer === 'allow' ? (
                      <Button size="small" onClick={() => setEnding(one)}>
                        {t('customer.share_end')}
                      </Button>
                    ) : (
                      <LockMark answer={one.actions.end} />
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
          {sharing && <ShareDialog customer={customer} onClose={() => setSharing(false)} />}
          {ending && (
            <ConfirmDanger
              title={t('customer.share_end_title', { name: ending.person.name })}
              action={t('customer.share_end')}
              onClose={() => setEnding(null)}
              onConfirm={async () => {
                await endShare(customer.id, ending.id);
                await client.invalidateQueries({ queryKey: customerKey(customer.id) });
              }}
            >
              <p>{t('customer.share_end_text', { name: ending.person.name })}</p>
            </ConfirmDanger>
          )}
        </>
      )}
    </QueryGate>
  );
}

const TERMS = [7, 30, 90, 180] as const;

export function ShareDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const [key] = useState(newKey);
  const form = useForm<{ person_id: string | null; until: string; reason: string }, Share>({
    initial: { person_id: null, until: addDays(me.today, 30), reason: '' },
    check: (values): FieldErrors => ({
      ...(values.person_id ? {} : { '/person_id': t('customer.receiver_needed') }),
      ...(values.until ? {} : { '/until': t('customer.until_needed') }),
      ...(values.reason.trim() ? {} : { '/reason': t('customer.reason_needed') }),
    }),
    submit: (values) => createShare(customer.id, { ...values, reason: values.reason.trim() } as ShareInput, key),
    done: () => {
      onClose();
      void client.invalidateQueries({ queryKey: customerKey(customer.id) });
    },
  });
  const { values, set, errors, inputId } = form;
  const refused = isProblem(form.failure, 'needs_request') && form.failure instanceof ProblemError ? form.failure.problem : null;
  const labels = { '/person_id': t('customer.receiver'), '/until': t('customer.share_last_day'), '/reason': t('customer.share_reason') };
  return (
    <Dialog title={t('customer.share_title', { name: customer.name })} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={labels} action={t('customer.share')} onCancel={onClose}>
        <FormItem label={labels['/person_id']} id={inputId('/person_id')} error={errors['/person_id']} hint={t('customer.receiver_hint')} required>
          {(control) => <PersonPicker control={control} value={values.person_id} only={(id) => id !== customer.owner.id && id !== me.person.id} onChange={(person_id) => set({ person_id })} />}
        </FormItem>
        <FormItem label={labels['/until']} id={inputId('/until')} error={errors['/until']} required>
          {(control) => (
            <DatePicker
              {...control}
              style={{ width: '100%' }}
              value={values.until ? dayjs(values.until) : null}
              minDate={dayjs(me.today)}
              maxDate={dayjs(addDays(me.today, 365))}
              onChange={(day) => set({ until: day ? day.format('YYYY-MM-DD') : '' })}
            />
          )}
        </FormItem>
        <div className={css.ways} role="group" aria-label={labels['/until']}>
          {TERMS.map((days) => (
            <button key={days} type="button" aria-pressed={values.until === addDays(me.today, days)} onClick={() => set({ until: addDays(me.today, days) })}>
              {t('customer.days', { count: days })}
            </button>
          ))}
        </div>
        <FormItem label={labels['/reason']} id={inputId('/reason')} error={errors['/reason']} required>
          {(control) => <Input {...control} autoComplete="off" maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}
        </FormItem>
        {refused?.request && (
          <Locked
            what={t('customer.share')}
            answer={{ answer: 'needs', request: refused.request, ...(refused.clause ? { clause: refused.clause } : {}) }}
            customer={customer.id}
            {...(values.person_id ? { person: values.person_id } : {})}
          />
        )}
      </FormFrame>
    </Dialog>
  );
}
