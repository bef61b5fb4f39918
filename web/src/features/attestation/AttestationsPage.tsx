import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { attestationsQuery, confirmClause, reportFailure, type ToAttest } from '@/api/attestation';
import { obligationsKey } from '@/api/obligation';
import { Countdown } from '@/features/obligation/Countdown';
import { useI18n } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Page } from '@/shared/layout/Page';
import { Empty, QueryGate } from '@/shared/layout/states';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeError, noticeInfo } from '@/shared/overlay/notice';
import { labelText } from '@/shared/text/label';
import { DayText, TimeText } from '@/shared/text/texts';
import css from './attestation.module.css';

const route = getRouteApi('/frame/attestations');

/** What only a person can tell: line by line, one key confirms that it is so. */
export function AttestationsPage() {
  const { t } = useI18n();
  const { whose = 'mine' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(attestationsQuery(whose));
  return (
    <Page title={t('attestation.title')}>
      <div className={css.bar}>
        <Segmented
          aria-label={t('attestation.whose')}
          value={whose}
          options={[
            { value: 'mine', label: t('attestation.mine') },
            { value: 'others', label: t('attestation.others') },
          ]}
          onChange={(next) => void navigate({ search: next === 'others' ? { whose: 'others' } : {}, replace: true })}
        />
      </div>
      <QueryGate query={query}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty icon={CircleCheck} title={t('attestation.none')}>
              {t('attestation.none_text')}
            </Empty>
          ) : (
            <ul className={css.list}>
              {data.items.map((one) => (
                <Line key={one.obligation.id} one={one} />
              ))}
            </ul>
          )
        }
      </QueryGate>
    </Page>
  );
}

function Line({ one: { obligation, text, last } }: { one: ToAttest }) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const [saying, setSaying] = useState<'note' | 'failure' | null>(null);
  const [busy, setBusy] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: obligationsKey });
  const confirm = () => {
    setBusy(true);
    confirmClause(obligation.id)
      .then(() => {
        noticeInfo(t('attestation.confirmed', { clause: obligation.clause }));
        return refresh();
      }, noticeError)
      .finally(() => setBusy(false));
  };
  return (
    <li className={css.line}>
      <div className={css.text}>
        <p className={css.head}>
          <Link to="/regulation" search={{ clause: obligation.clause }} className={css.clause}>
            {obligation.clause}
          </Link>
          <strong>{obligation.title}</strong>
        </p>
        {text && <p className={css.said}>{labelText({ en: '', ...text }, locale)}</p>}
        <p className={css.facts}>
          {obligation.about.name && <span>{obligation.about.name}</span>}
          {!obligation.mine && <span>{obligation.assignee.name}</span>}
          {obligation.period && (
            <span>
              <DayText day={obligation.period.from} /> – <DayText day={obligation.period.to} />
            </span>
          )}
          <Countdown due={obligation} />
        </p>
        {last && !last.holds && (
          <p className={css.failed}>
            {t('attestation.failed', { person: last.person.name })} <TimeText at={last.at} />
            {last.note && ` · ${last.note}`}
          </p>
        )}
      </div>
      {obligation.mine && (
        <div className={css.keys}>
          <Button type="primary" loading={busy} onClick={confirm} aria-label={t('attestation.confirm_named', { title: obligation.title })}>
            {t('attestation.confirm')}
          </Button>
          <Button onClick={() => setSaying('note')} aria-label={t('attestation.note_named', { title: obligation.title })}>
            {t('attestation.note')}
          </Button>
          <Button onClick={() => setSaying('failure')} aria-label={t('attestation.fails_named', { title: obligation.title })}>
            {t('attestation.fails')}
          </Button>
        </div>
      )}
      {saying && <Saying what={saying} id={obligation.id} title={obligation.title} onClose={() => setSaying(null)} onDone={() => void refresh()} />}
    </li>
  );
}

/** A note with the confirmation, or the reason why it is not so. */
function Saying({ what, id, title, onClose, onDone }: { what: 'note' | 'failure'; id: string; title: string; onClose: () => void; onDone: () => void }) {
  const { t } = useI18n();
  const pointer = what === 'note' ? '/note' : '/reason';
  const form = useForm<{ text: string }, unknown>({
    initial: { text: '' },
    check: ({ text }): FieldErrors => (text.trim() ? {} : { [pointer]: t('attestation.needed') }),
    submit: ({ text }) => (what === 'note' ? confirmClause(id, { note: text }) : reportFailure(id, text)),
    done: () => {
      onDone();
      onClose();
    },
  });
  const label = t(what === 'note' ? 'attestation.note_label' : 'attestation.reason_label');
  return (
    <Dialog title={title} onClose={onClose} keepOpen={form.dirty}>
      <FormFrame form={form} labels={{ [pointer]: label }} action={t(what === 'note' ? 'attestation.confirm' : 'attestation.report')} onCancel={onClose}>
        <FormItem label={label} id={form.inputId(pointer)} error={form.errors[pointer]} hint={what === 'failure' ? t('attestation.told') : undefined}>
          {(control) => <Input.TextArea {...control} rows={3} maxLength={500} value={form.values.text} onChange={(event) => form.set({ text: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Dialog>
  );
}
